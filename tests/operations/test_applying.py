"""The edits of an import reach the disk while the next are made, and are taken back together."""

from contextlib import closing
from threading import Event

import pytest

from annotator.domain.edit import Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Entity
from annotator.operations.applying import Applying
from annotator.storage.project import create_project
from annotator.storage.writing import Transaction


@pytest.fixture
def project(tmp_path):
    with closing(create_project(tmp_path / "trial.annotator", "Trial", [], tmp_path)) as store:
        store.sign_in("Ana")
        yield store


def named(*names):
    return [
        Edit(label="Add", changes=Edit.add("", Entity(name=n)).changes, group="g") for n in names
    ]


def names(project):
    return [each.name for each in project.reader.find(Entity)]


@pytest.mark.parametrize("wanted", [(), ("one",), ("one", "two", "three")])
def test_edits_are_saved_in_their_order_and_told_of(project, wanted):
    told = []

    Applying(project, told.append).apply(named(*wanted))

    assert [edit.changes[0].after.name for edit in told] == names(project) == [*wanted]


def test_the_next_edit_is_made_while_one_reaches_the_disk(project, monkeypatch):
    is_made, waited = Event(), []
    commit = Transaction.commit

    def slow(self):
        waited.append(is_made.wait(10))
        commit(self)

    def made():
        yield from named("one")
        is_made.set()
        yield from named("two", "three")

    monkeypatch.setattr(Transaction, "commit", slow)

    Applying(project, lambda _: None).apply(made())

    assert waited == [True] * 3
    assert names(project) == ["one", "two", "three"]


def test_what_is_asked_in_between_knows_what_was_applied(project):
    asked = []

    def made():
        for edit in named("one", "two", "three"):
            applying.settle()
            asked.append(names(project))
            yield edit

    applying = Applying(project, lambda _: None)
    applying.apply(made())

    assert asked == [[], ["one"], ["one", "two"]]


def _interrupted(count):
    yield from named("one", "two", "three")[:count]
    raise KeyboardInterrupt


def _interrupt(_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_an_interruption_takes_back_what_was_applied_and_nothing_else(project, count):
    project.apply(Edit.add("Before", Entity(name="before")))

    with pytest.raises(KeyboardInterrupt):
        Applying(project, lambda _: None).apply(_interrupted(count))

    assert names(project) == ["before"]
    assert project.undo_label() == "Before"


def test_an_interruption_while_the_disk_is_waited_for_takes_back_that_edit(project):
    with pytest.raises(KeyboardInterrupt):
        Applying(project, _interrupt).apply(named("one"))

    assert names(project) == []


def _broken(count):
    yield from named("one", "two", "three")[:count]
    raise StorageError("The drive is gone.")


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_an_error_takes_back_what_was_applied_and_is_raised(project, count):
    with pytest.raises(StorageError, match="drive is gone"):
        Applying(project).apply(_broken(count))

    assert names(project) == []


def test_an_error_is_the_one_that_is_raised_when_nothing_can_be_taken_back(project, monkeypatch):
    def undo():
        raise StorageError("The drive is still gone.")

    monkeypatch.setattr(project, "undo", undo)

    with pytest.raises(StorageError, match="drive is gone"):
        Applying(project).apply(_broken(2))

    assert names(project) == ["one", "two"]


def test_edits_may_also_be_saved_one_after_the_other(project):
    asked = []

    def made():
        for edit in named("one", "two", "three"):
            asked.append(names(project))
            yield edit

    Applying(project, is_aside=False).apply(made())

    assert asked == [[], ["one"], ["one", "two"]]
    assert names(project) == ["one", "two", "three"]


def test_an_edit_that_was_interrupted_itself_leaves_no_trace(project, monkeypatch):
    project.apply(Edit.add("Before", Entity(name="before")))
    monkeypatch.setattr("annotator.storage.writing.coded", lambda *_: _interrupt(None))

    with pytest.raises(KeyboardInterrupt):
        Applying(project, lambda _: None).apply(named("one"))

    assert names(project) == ["before"]
