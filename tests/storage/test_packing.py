"""Long lines of the journal are stored compressed, and read as they were written."""

import zlib

import pytest

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.stamp import new_id
from annotator.storage import journal_packing, packing, writing
from annotator.storage.engine import ConstraintError
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


@pytest.fixture(params=["as it is very long", "with the index"])
def packed_line(request, store):
    """Add an entity, so that the line of the journal is packed; return its notes."""
    is_indexed = request.param == "with the index"
    notes = LONG if is_indexed else LONG * 5
    store.apply(Edit.add("Name", Entity(name="Lind", notes=notes)))
    if is_indexed:
        store._writer.index()
    return notes


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


def test_lines_wait_until_many_are_packed_together(store, monkeypatch):
    monkeypatch.setattr(writing, "_INDEXED", 20)
    add_each(store, 1)
    store._writer.index()

    add_each(store, 19)
    assert [len(line) > len(LONG) for line in unpacked_lines(store)] == [True] * 19
    lines = list(store._journal.rows())
    add_each(store, 1)

    assert unpacked_lines(store) == []
    assert list(store._journal.rows())[:-1] == lines
    assert list(problems(store._db)) == []


def test_packed_lines_leave_no_page_half_empty(store, monkeypatch):
    monkeypatch.setattr(writing, "_INDEXED", 50)
    store._writer.index()
    add_each(store, 101)

    used = used_pages(store)
    store._db.execute("VACUUM")
    assert used <= used_pages(store) * 1.1


def test_the_journal_only_grows_after_packing_too(store, packed_line):
    assert packed_line
    for query in ("DELETE FROM journal", "UPDATE journal SET at = ''"):
        with pytest.raises(ConstraintError, match="the journal only grows"):
            store._db.execute(query)


def test_packing_that_fails_leaves_every_line(store, monkeypatch):
    monkeypatch.setattr(journal_packing, "_INSERT", "INSERT INTO nowhere VALUES (1)")
    add_each(store, 3)
    store._writer.index()

    assert len(unpacked_lines(store)) == 3
    assert list(problems(store._db)) == []


def test_without_its_trigger_the_journal_is_left_as_it_is(store):
    store._db.execute("DROP TRIGGER journal_keeps")
    add_each(store, 3)
    store._writer.index()

    assert len(unpacked_lines(store)) == 3


def add_each(store, count):
    for number in range(count):
        store.apply(Edit.add("Name", Entity(name=f"{number} {new_id()}", notes=LONG)))


def unpacked_lines(store):
    query = "SELECT changes FROM journal WHERE packed IS NULL AND length(changes) > 900"
    return [changes for (changes,) in store._db.execute(query)]


def used_pages(store):
    pages = ("PRAGMA page_count", "PRAGMA freelist_count")
    (count,), (unused,) = (store._db.execute(query).fetchone() for query in pages)
    return count - unused
