"""Long lines of the journal are stored compressed, and read as they were written."""

import zlib

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.storage import packing
from annotator.storage.packing import packed, unpacked
from annotator.storage.verification import problems

LONG = "Ärger im Hafen, 😀. " * 50


@pytest.mark.parametrize(
    "text",
    ["", "short", LONG, *("Nobody said so. " * times for times in (40, 87, 88, 337, 338, 5000))],
)
def test_what_was_packed_is_unpacked_as_it_was(text):
    assert unpacked(*packed(text)) == text


def test_only_long_text_is_packed_and_takes_less_room():
    assert packed("short") == ("short", None)
    text, body = packed(LONG)
    assert text == ""
    assert len(body) < len(LONG) / 10


@pytest.mark.parametrize("body", [b"", b"nonsense", packed(LONG)[1][:-9], zlib.compress(b"\xff")])
def test_damaged_bytes_are_no_text(body):
    assert unpacked("", body) == ""


def test_a_text_that_would_fill_the_memory_is_not_unpacked(monkeypatch):
    body = packed(LONG)[1]
    monkeypatch.setattr(packing, "MOST", 100)

    assert unpacked("", body) == ""


def test_a_long_line_is_undone_and_found_and_its_damage_is_named(store):
    store.apply(Edit.add("Name", Entity(name="Lind", notes=LONG)))
    query = "SELECT changes, length(packed) FROM journal ORDER BY seq DESC"
    changes, size = store._db.execute(query).fetchone()

    assert changes == ""
    assert size < len(LONG)
    store.undo()
    store.redo()
    assert store.reader.find(Entity)[0].notes == LONG

    store._db.execute("DROP TRIGGER journal_stays")
    store._db.execute("UPDATE journal SET packed = zeroblob(9) WHERE packed IS NOT NULL")
    found = " ".join(problems(store._db))
    assert "of the history was changed" in found


def test_what_is_put_beside_packed_changes_is_noticed(store):
    store.apply(Edit.add("Name", Entity(name="Lind", notes=LONG)))
    store._db.execute("DROP TRIGGER journal_stays")
    store._db.execute("UPDATE journal SET changes = ' ' WHERE packed IS NOT NULL")

    assert "of the history was changed" in " ".join(problems(store._db))
