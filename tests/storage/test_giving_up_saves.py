"""An edit of many records that is given up while it is saved leaves everything as it was."""

from itertools import count
from threading import Event

import pytest

from annotator.domain.edit import Edit
from annotator.domain.giving_up import GivenUp, WantedWhile
from annotator.domain.history import HistoryFilter
from annotator.domain.people import Entity
from annotator.domain.store import run_to_end
from annotator.storage import disk_thread, engine, writing
from annotator.storage.verification import findings

PEOPLE = tuple(Entity(name=f"Person {each}") for each in range(1200))


@pytest.fixture
def gates(filed, monkeypatch):
    """Let an edit of many records wait, and its commit: what was reached, and what goes on."""
    monkeypatch.setattr(disk_thread, "_AT_ONCE", 0)
    filed.save_aside()
    reached, go_on = Event(), Event()

    def wait_before(owner, name):
        do = getattr(owner, name)

        def after_waiting(*given):
            reached.set()
            go_on.wait(20)
            return do(*given)

        monkeypatch.setattr(owner, name, after_waiting)
        return reached, go_on

    return wait_before


def rows(store):
    """Return every row of every table."""
    tables = store._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: store._db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}


def wanted_for(times):
    asked = count()
    return lambda: next(asked) < times


def given_up_at(steps, reached, go_on):
    """Give steps up where they wait, and return their result."""
    next(steps)
    reached.wait(20)
    steps.throw(GivenUp())
    go_on.set()
    return run_to_end(steps)


@pytest.mark.parametrize(
    "do",
    [
        lambda store: store.apply(Edit.add("More", *PEOPLE[:600])),
        lambda store: store.apply(Edit.remove("Fewer", *PEOPLE[600:])),
        lambda store: store.undo(),
        lambda store: store.undo() and store.redo(),
    ],
    ids=["add", "remove", "undo", "redo"],
)
def test_whenever_it_is_given_up_nothing_is_changed(filed, path, do):
    filed.apply(Edit.add("People", *PEOPLE[600:]))
    before, label = rows(filed), filed.undo_label()

    for times in count():
        with WantedWhile(wanted_for(2**times - 1)):
            do(filed)
            break
        if filed.redo_label():  # the undo before the redo was done
            filed.redo()
            before = rows(filed)
        assert rows(filed) == before
        assert filed.undo_label() == label

    assert times > 3
    assert [*findings(path)] == []


def test_what_is_given_up_while_it_is_written_is_rolled_back(filed, gates, path):
    before = rows(filed)

    with pytest.raises(GivenUp):
        given_up_at(filed.applying(Edit.add("People", *PEOPLE)), *gates(writing, "coded"))

    assert rows(filed) == before
    assert filed.apply(Edit.add("People", *PEOPLE)).title == "People"
    assert [*findings(path)] == []


def test_what_only_waits_for_the_disk_is_saved(filed, gates):
    edit = given_up_at(
        filed.applying(Edit.add("People", *PEOPLE)), *gates(writing.Transaction, "commit")
    )

    assert edit.title == filed.undo_label() == "People"
    assert len(filed.reader.find(Entity)) == len(PEOPLE)


def test_an_edit_stands_whose_indexing_in_the_history_is_given_up(filed, gates, path):
    edit = given_up_at(filed.applying(Edit.add("People", *PEOPLE)), *gates(writing, "catch_up"))

    assert edit.title == filed.undo_label() == "People"
    assert filed.reader.history.steps(HistoryFilter())[0].size == len(PEOPLE)
    assert [*findings(path)] == []


@pytest.mark.parametrize("many", [1, len(PEOPLE)])
def test_what_waits_for_another_program_is_given_up_if_it_would_take_long(filed, path, many):
    other = engine.open_for_writing(path)
    other.execute("BEGIN IMMEDIATE")
    filed.save_aside()
    steps = filed.applying(Edit.add("People", *PEOPLE[:many]))
    next(steps)

    try:
        steps.throw(GivenUp())
        other.execute("ROLLBACK")
        run_to_end(steps)
    except GivenUp:
        pass
    other.close()

    assert len(filed.reader.find(Entity)) == (1 if many == 1 else 0)


def test_what_another_program_locks_is_not_tried_again_once_it_is_given_up(
    filed, gates, monkeypatch
):
    def locked(*_):
        raise engine.OperationalError("database is locked")

    monkeypatch.setattr(writing.Transaction, "begun", locked)

    with pytest.raises(GivenUp):
        given_up_at(
            filed.applying(Edit.add("People", *PEOPLE)), *gates(writing.Transaction, "begun")
        )
