"""The journal is chained, and says what undo and redo take next."""

import pytest
from msgspec.structs import replace

from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.errors import ConflictError, StorageError
from annotator.domain.people import Annotator, Entity
from annotator.storage.history_index import catch_up
from annotator.storage.journal import EMPTY, Journal, Tip, older
from annotator.storage.replay import Replay

ANNA = Entity(name="Anna")


@pytest.fixture
def journal(store):
    """The journal of a project in which one thing was done, undone and redone."""
    store.apply(Edit.add("Add Anna", ANNA))
    store.undo()
    store.redo()
    return Journal(store._db)


def test_every_line_holds_the_hash_of_itself_and_the_line_before(journal):
    before = EMPTY
    for number, (values, mark, _) in enumerate(journal.rows(), start=1):
        line = journal.line(number)
        assert line.values == values
        assert line.hash(before) == mark == journal.hash_of(number)
        before = mark
    assert journal.tip() == Tip(5, 5, 0, before)


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 9},
        {"at": "2001"},
        {"annotator_id": "x"},
        {"kind": "setup"},
        {"label": "x"},
        {"group": "x"},
        {"target": 1},
        {"below": 9},
        {"undo_top": 9},
        {"redo_top": 9},
        {"changes": "[ ]"},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_hash_covers_every_value(journal, changed):
    line = journal.line(3)

    assert replace(line, **changed).hash(EMPTY) != line.hash(EMPTY)
    assert line.hash(EMPTY) != line.hash("1" * 64)


def test_undo_and_redo_name_the_line_they_turn(journal):
    lines = [journal.line(number) for number in (3, 4, 5)]

    assert [(line.kind, line.target) for line in lines] == [("do", None), ("undo", 3), ("redo", 3)]
    assert [journal.edit(line).changes[0].after for line in lines] == [ANNA, None, ANNA]


def test_who_did_it_and_when_is_on_every_line(store, journal):
    line = journal.line(5)

    assert line.annotator_id == store.annotator.id
    assert line.at.endswith("Z")


def test_a_line_that_is_not_there_is_a_fault_of_the_file(journal):
    assert journal.hash_of(9) == ""
    with pytest.raises(StorageError, match="Line 9"):
        journal.line(9)


def test_an_empty_journal_has_an_end(store):
    store._db.execute("DROP TRIGGER journal_keeps")
    store._db.execute("DELETE FROM journal")

    assert Journal(store._db).tip() == Tip(0, 0, 0, EMPTY)


def test_a_line_that_is_not_made_of_its_values_is_not_followed(journal, store):
    store._db.text_factory = bytes

    with pytest.raises(StorageError, match="Line 3 of the history is invalid"):
        journal.line(3)


@pytest.mark.parametrize("change", ["seq = 9223372036854775807", "undo_top = 99", "redo_top = -1"])
def test_an_end_that_cannot_be_is_not_followed(journal, store, change):
    for (name,) in store._db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        store._db.execute(f"DROP TRIGGER {name}")
    store._db.execute("PRAGMA ignore_check_constraints = ON")
    store._db.execute(f"UPDATE journal SET {change} WHERE seq = (SELECT max(seq) FROM journal)")

    with pytest.raises(StorageError, match="of the history is invalid"):
        Journal(store._db).tip()


def test_a_line_of_another_kind_or_a_later_one_is_not_followed(journal):
    first = journal.line(1)

    with pytest.raises(StorageError, match="Line 1 of the history is invalid"):
        journal.line_of(["undo"], 1)
    for later in (first.seq, first.seq + 1, 0):
        with pytest.raises(StorageError, match="Line 1 of the history is invalid"):
            older(first, later)


def test_a_change_of_nothing_into_nothing_is_not_followed(journal):
    line = journal.line(1)

    with pytest.raises(StorageError, match="Line 1 of the history is invalid"):
        journal.edit(replace(line, changes='[["claim", null, null]]'))


def test_a_line_that_another_program_adds_is_followed(store, journal):
    store.apply(Edit.add("a", Entity(name="a")))
    edit = Edit.add("b", Entity(name="b"))
    journal.add_done(edit, "setup", store.annotator.id, "2026-01-01T00:00:00Z")
    store.apply(Edit.add("c", Entity(name="c")))

    seqs = [values[0] for values, *_ in journal.rows()]
    assert seqs == [*range(1, journal.tip().seq + 1)]
    assert not any("of the history" in each for each in Replay(store._db).findings())


def test_an_edit_that_fails_when_it_is_committed_is_forgotten(store, journal):
    nobody = Mention(claim_id="x", anchor_id="y", annotator_id=store.annotator.id)
    store.apply(Edit.add("a", Entity(name="a")))
    own = journal.tip().seq
    with pytest.raises(StorageError, match="a related record is missing"):
        store.apply(Edit.add("Mention of nothing", nobody))
    store.sign_in("Ben")
    store.apply(Edit.add("b", Entity(name="b")))
    store.sign_in("Ana")
    store.apply(Edit.add("c", Entity(name="c")))

    assert journal.line(journal.tip().seq).below == own
    assert [store.undo().label for _ in range(2)] == ["c", "a"]
    assert list(Replay(store._db).findings()) == []


def test_in_an_older_file_undo_and_redo_pass_over_the_lines_of_others(store, monkeypatch):
    """There all annotators shared one stack of undo and one of redo."""

    def by(name, do):
        store.sign_in(name)
        return do()

    with monkeypatch.context() as older:
        older.setattr(Journal, "tip_of", lambda _journal, _annotator, end: end)
        for name, label in (("Ana", "a"), ("Ben", "b"), ("Ana", "c")):
            by(name, lambda label=label: store.apply(Edit.add(label, Entity(name=label))))
        for name in ("Ana", "Ben", "Ana"):
            by(name, store.undo)

    assert [store.redo().label for _ in range(2)] == ["a", "c"]
    assert [store.undo().label for _ in range(2)] == ["c", "a"]
    assert store.undo() is None
    assert list(Replay(store._db).findings()) == []


def test_in_an_older_file_a_step_under_that_of_another_is_undone(store, monkeypatch):
    ana, ben, more = Entity(name="a"), Entity(name="b"), Entity(name="c")
    with monkeypatch.context() as older:
        older.setattr(Journal, "tip_of", lambda _journal, _annotator, end: end)
        store.apply(Edit.add("a", ana))
        store.sign_in("Ben")
        store.apply(Edit.add("b", ben))
        store.sign_in("Ana")
        store.apply(Edit.add("c", more))

    assert [store.undo().label for _ in range(2)] == ["c", "a"]
    assert store.reader.find(Entity) == [ben]
    assert list(Replay(store._db).findings()) == []


def test_undo_under_the_edit_of_somebody_unknown_is_refused_without_a_name(store):
    (lind,) = store.apply(Edit.add("Add", Entity(name="Lind"))).added
    store.annotator = Annotator(name="")
    store.apply(Edit.swap("Rename", lind, replace(lind, name="Lindt")))
    store.sign_in("Ana")

    with pytest.raises(ConflictError, match="something else has changed"):
        store.undo()


@pytest.fixture
def returned(filed):
    """A project in which Ana did one thing before and one after the index of the history ends."""
    for name, is_indexed in [("Ana", False), ("Ben", True), ("Ana", False), ("Cem", False)]:
        filed.sign_in(name)
        filed.apply(Edit.add(f"By {name}", Entity(name=f"{name} {filed.tip().seq}")))
        if is_indexed:
            catch_up(filed._db)
    return filed


@pytest.mark.parametrize("between", [(0, 99), (0, 7), (4, 7), (0, 4), (7, 99)])
def test_the_last_line_of_a_person_is_found_in_the_index_and_after_it(returned, between):
    ana = next(each.id for each in returned.reader.find(Annotator) if each.name == "Ana")
    after, before = between

    found = Journal(returned._db).last_of(ana, after, before)

    query = "SELECT max(seq) FROM journal WHERE annotator_id = ? AND seq > ? AND seq < ?"
    assert (found.seq if found else None) == returned._db.execute(
        query, [ana, after, before]
    ).fetchone()[0]


def test_who_comes_back_to_a_long_history_is_looked_for_in_its_index(returned):
    ben = next(each.id for each in returned.reader.find(Annotator) if each.name == "Ben")
    assert Journal(returned._db).last_of(ben, 0, 99)

    returned._db.execute("UPDATE history_line SET annotator_id = 'x' WHERE annotator_id = ?", [ben])

    assert Journal(returned._db).last_of(ben, 0, 99) is None


def test_who_is_new_is_not_looked_for_in_a_long_history(returned, monkeypatch):
    asked, last_of = [], Journal.last_of

    def noting(journal, annotator_id, *between):
        asked.append((annotator_id, between[0]))
        return last_of(journal, annotator_id, *between)

    monkeypatch.setattr(Journal, "last_of", noting)
    dan = returned.sign_in("Dan")
    end = returned.tip().seq
    for name in ("one", "two"):
        returned.apply(Edit.add("Add", Entity(name=name)))
    returned.undo()

    assert all(after >= end for who, after in asked if who == dan.id)
    assert returned.redo_label() == returned.undo_label() == "Add"


def test_who_is_no_longer_in_the_project_keeps_their_line(returned):
    ben = next(each.id for each in returned.reader.find(Annotator) if each.name == "Ben")

    returned._db.execute("DELETE FROM annotator WHERE id = ?", [ben])

    assert Journal(returned._db).last_of(ben, 0, 99)
