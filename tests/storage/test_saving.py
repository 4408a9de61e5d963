"""An edit waits for others, and for the disk, in steps that let its window live."""

from contextlib import closing
from threading import Event, current_thread, main_thread

import pytest
from msgspec.structs import replace

from annotator.domain import edit
from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Entity
from annotator.domain.store import begun, run_to_end
from annotator.storage import label_uses, writing
from annotator.storage.counters import Counters
from annotator.storage.disk_thread import DiskThread
from annotator.storage.engine import EngineError, sqlite3


@pytest.fixture
def blocked(filed, path):
    """Another program in the middle of writing."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as db:
        db.execute("BEGIN IMMEDIATE")
        yield db


def test_an_edit_waits_for_another_program_and_is_saved_then(filed, blocked):
    steps = filed.applying(Edit.add("Add", Entity(name="Anna")))
    next(steps)
    assert filed.reader.find(Entity) == []
    blocked.execute("ROLLBACK")

    run_to_end(steps)

    assert [each.name for each in filed.reader.find(Entity)] == ["Anna"]


def test_patience_ends_with_a_sentence(filed, blocked, monkeypatch):
    monkeypatch.setattr(writing, "_PATIENCE", 0)

    with pytest.raises(StorageError, match="another program is using the file") as refusal:
        filed.apply(Edit.add("Add", Entity(name="Anna")))

    assert refusal.value.remedies == (Remedy.COPY,)
    assert filed.undo_label() == ""


def test_undo_waits_as_well(filed, blocked):
    blocked.execute("ROLLBACK")
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    blocked.execute("BEGIN IMMEDIATE")
    steps = filed.undoing()
    next(steps)
    blocked.execute("ROLLBACK")

    assert run_to_end(steps).label == "Add"


def test_edits_are_saved_aside(filed):
    filed.save_aside()

    filed.apply(Edit.add("Add", Entity(name="Anna")))

    assert filed.undo_label() == "Add"


def test_what_takes_long_is_waited_for_in_steps():
    go, done = Event(), []
    aside = DiskThread(at_once=0)
    steps = aside.doing(lambda: done.append(go.wait(10)))

    next(steps)
    next(steps)
    assert done == []
    go.set()
    run_to_end(steps)

    assert done == [True]
    aside.close()


def test_the_disk_is_waited_for_where_something_waits_for_it(filed):
    filed.await_disk()  # nothing does
    filed.save_aside()
    steps = begun(filed.applying(Edit.add("Add", Entity(name="Anna"))))

    filed.await_disk()

    assert [each.name for each in filed.reader.find(Entity)] == ["Anna"]
    run_to_end(steps)


def test_what_fails_aside_fails_here():
    def fail():
        raise EngineError("disk I/O error")

    aside = DiskThread()
    with pytest.raises(EngineError, match="disk I/O"):
        run_to_end(aside.doing(fail))
    aside.close()


@pytest.mark.parametrize(("most", "is_beside"), [(1, True), (2, False)])
def test_an_edit_of_many_records_is_written_beside_the_window(filed, monkeypatch, most, is_beside):
    threads = []
    foresee = Counters.foresee

    def note(self, edit):
        threads.append(current_thread())
        foresee(self, edit)

    monkeypatch.setattr(edit, "_MANY", most)
    monkeypatch.setattr(Counters, "foresee", note)
    filed.save_aside()

    filed.apply(Edit.add("Add", Entity(name="Anna"), Entity(name="Bea")))
    assert filed.undo().title == "Add"

    assert [each is not main_thread() for each in threads] == [is_beside] * 2
    assert filed.reader.find(Entity) == []


def test_an_edit_of_many_records_that_is_refused_leaves_no_trace(filed, monkeypatch):
    monkeypatch.setattr(edit, "_MANY", 1)
    filed.save_aside()
    anna = Entity(name="Anna")
    filed.apply(Edit.add("Add", anna))

    with pytest.raises(StorageError):
        filed.apply(Edit.add("Add again", Entity(name="Bea"), anna))
    assert [each.name for each in filed.reader.find(Entity)] == ["Anna"]
    assert filed.undo_label() == "Add"


def test_whether_a_removed_label_is_used_is_looked_for_beside_the_window(filed, monkeypatch):
    threads, is_used = [], label_uses.require_unused
    scheme = next(each for each in filed.reader.codebook().schemes if not each.is_fixed)
    monkeypatch.setattr(
        writing,
        "require_unused",
        lambda *given: threads.append(current_thread()) or is_used(*given),
    )
    filed.save_aside()

    filed.apply(Edit.swap("Remove", scheme, replace(scheme, labels=scheme.labels[1:])))

    assert [each is main_thread() for each in threads] == [False]


def test_the_next_step_is_read_in_steps_as_well(filed):
    filed.save_aside()
    done = filed.apply(Edit.add("Add", Entity(name="Anna")))

    assert run_to_end(filed.finding_step()) == done.inverse()
    assert run_to_end(filed.finding_step(redo=True)) is None


def test_what_is_not_awaited_is_written_aside_and_leaves_the_state_before(filed):
    filed.save_aside()
    filed.apply(Edit.add("Add", Entity(name="Anna")))
    filed.await_saves(lambda: None)

    steps = filed.applying(Edit.add("Add", Entity(name="Ben")))
    next(steps)
    with filed.reading_meanwhile() as beside:
        run_to_end(steps)
        before = [each.name for each in beside.find(Entity)]

    assert before == ["Anna"]
    assert [each.name for each in filed.reader.find(Entity)] == ["Anna", "Ben"]


def test_a_store_without_a_thread_is_always_awaited(store):
    store.await_saves(lambda: None)

    assert store.apply(Edit.add("Add", Entity(name="Anna")))
