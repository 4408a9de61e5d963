"""Long lines of the journal are stored compressed, and read as they were written."""

import zlib
from importlib import import_module

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import packing
from annotator.storage.engine import ConstraintError
from annotator.storage.packing import packed, packed_text, text_of, unpacked
from annotator.storage.verification import problems
from tests.hard_to_pack import hard_to_pack

LONG = "Ärger im Hafen, 😀. " * 50


@pytest.fixture(params=["zlib", "isal.isal_zlib"])
def _library(request, monkeypatch):
    """Whichever library packs; ISA-L has no wheels for some systems."""
    pytest.importorskip(request.param)
    monkeypatch.setattr(packing, "deflate", import_module(request.param))


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        LONG,
        hard_to_pack(2000),
        *("Not so. " * n for n in (64, 600, 676, 10**6)),
    ],
    ids=["empty", "short", "long", "letters", "512", "4800", "5408", "8000000"],
)
def test_what_was_packed_is_unpacked_as_it_was(text):
    assert unpacked(*packed(text)) == text
    assert text_of(text.encode(), None) == text.encode()
    body = packed_text(text.encode())
    assert body is None or zlib.decompress(body) == text_of(b"", body) == text.encode()


@pytest.mark.usefixtures("_library")
def test_only_long_text_is_packed_and_takes_less_room():
    assert packed("short") == ("short", None)
    text, body = packed(LONG)
    assert text == ""
    assert len(body) < len(LONG) / 10
    assert len(packed_text(LONG.encode())) < len(LONG) / 3


@pytest.mark.parametrize("body", [b"", b"nonsense", packed(LONG)[1][:-9], zlib.compress(b"\xff")])
def test_damaged_bytes_are_no_text(body):
    assert unpacked("", body) == ""


def test_a_text_that_would_fill_the_memory_is_not_unpacked(monkeypatch):
    body = packed(LONG)[1]
    monkeypatch.setattr(packing, "MOST", 100)

    assert unpacked("", body) == ""


@pytest.fixture
def packed_line(store):
    """Add an entity, so that the line of the journal is packed; return its notes."""
    store.apply(Edit.add("Name", Entity(name="Lind", notes=LONG)))
    return LONG


def test_a_long_line_is_undone_and_found_and_its_damage_is_named(store, packed_line):
    query = "SELECT changes, length(packed) FROM journal ORDER BY seq DESC"
    changes, size = store._db.execute(query).fetchone()

    assert changes == ""
    assert size < len(LONG)
    store.undo()
    store.redo()
    assert store.reader.find(Entity)[0].notes == packed_line

    store._db.execute("DROP TRIGGER journal_stays")
    store._db.execute("UPDATE journal SET packed = zeroblob(9) WHERE packed IS NOT NULL")
    found = " ".join(problems(store._db))
    assert "of the history was changed" in found


@pytest.mark.usefixtures("packed_line")
def test_what_is_put_beside_packed_changes_is_noticed(store):
    store._db.execute("DROP TRIGGER journal_stays")
    store._db.execute("UPDATE journal SET changes = ' ' WHERE packed IS NOT NULL")

    assert "of the history was changed" in " ".join(problems(store._db))


def test_the_journal_only_grows_after_packing_too(store, packed_line):
    assert packed_line
    for query in ("DELETE FROM journal", "UPDATE journal SET at = ''"):
        with pytest.raises(ConstraintError, match="the journal only grows"):
            store._db.execute(query)
