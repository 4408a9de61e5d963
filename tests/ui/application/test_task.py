"""A generator on a pool thread. `_run` is called here as the pool would call it."""

import gc
import threading
from weakref import finalize, ref

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import require_wanted
from annotator.ui.application.task import GuiTask, Task, cancel_all


@pytest.fixture
def heard(qapp):
    """Note what a task tells."""

    def listen(task):
        notes = []

        def note(item):
            notes.append(str(item) if isinstance(item, AnnotatorError) else item)

        for signal in (task.yielded, task.failed, task.finished):
            signal.connect(note)
        return notes

    return listen


def counting(count, closed=None, error=None):
    def steps():
        try:
            yield from range(count)
            if error:
                raise error
        finally:
            if closed is not None:
                closed.append(True)

    return steps


def test_every_item_is_told_and_then_the_end(heard):
    task = Task(counting(3))
    notes = heard(task)

    task._run()

    assert notes == [0, 1, 2, True]


def test_what_cannot_be_done_is_told_in_words(heard):
    task = Task(counting(1, error=AnnotatorError("The disk is full.")))
    notes = heard(task)

    task._run()

    assert notes == [0, "The disk is full.", False]


def test_what_is_wrong_in_the_program_goes_its_way(heard):
    task = Task(counting(1, error=ZeroDivisionError()))
    notes = heard(task)

    with pytest.raises(ZeroDivisionError):
        task._run()

    assert notes == [0, False]


def test_cancelled_it_stops_and_lets_the_generator_put_away(heard):
    closed = []
    task = Task(counting(9, closed))
    notes = heard(task)
    task.yielded.connect(lambda item: task.cancel() if item == 1 else None)

    task._run()

    assert notes == [0, 1, False]
    assert closed == [True]


def test_cancelled_before_it_began_it_tells_only_the_end(heard):
    begun = []
    task = Task(lambda: begun.append(True) or iter([1]))
    notes = heard(task)

    task.cancel()
    task._run()

    assert notes == [False]
    assert not begun


def test_an_iterator_that_cannot_be_closed_will_do(heard):
    task = Task(lambda: iter([1]))
    notes = heard(task)

    task._run()

    assert notes == [1, True]


def test_it_works_on_another_thread_and_tells_on_this_one(qtbot):
    threads = []

    def steps():
        yield threading.get_ident()

    task = Task(steps)
    task.yielded.connect(lambda ident: threads.append((ident, threading.get_ident())))
    with qtbot.waitSignal(task.finished):
        task.start()

    [(worker, here)] = threads
    assert here == threading.get_ident() != worker


def test_an_end_is_told_when_there_was_not_even_a_beginning(heard):
    def steps():
        raise ZeroDivisionError

    task = Task(steps)
    notes = heard(task)

    with pytest.raises(ZeroDivisionError):
        task._run()

    assert notes == [False]


def test_one_that_nobody_holds_goes_on_to_its_end(qtbot):
    told = []

    def begin():
        task = Task(counting(3))
        task.finished.connect(told.append)
        task.start()

    for _ in range(3):
        begin()
        QThreadPool.globalInstance().waitForDone()

    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [True] * 3


def test_what_it_was_to_draw_from_is_let_go(qtbot):
    class Held:
        pass

    held = Held()
    seen = ref(held)
    task = Task(lambda held=held: iter([1, held is None]))
    del held

    with qtbot.waitSignal(task.finished):
        task.start()

    qtbot.waitUntil(lambda: seen() is None)


def test_a_widget_that_only_its_steps_hold_dies_on_this_thread(qtbot):
    """On the worker's, Qt ends the program."""
    threads, may_end = [], threading.Event()

    def begin():
        widget = QWidget()
        finalize(widget, lambda: threads.append(threading.get_ident()))

        def steps():
            may_end.wait()
            yield widget.objectName()

        task = Task(steps)
        task.start()
        return task.finished

    with qtbot.waitSignal(begin()):
        may_end.set()

    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_one_that_a_worker_is_slow_to_leave_dies_on_this_thread(qtbot):
    threads, may_leave = [], threading.Event()

    class Slow(Task):
        def _run(self):
            super()._run()
            may_leave.wait()

    def begin(kind):
        task = kind(counting(1))
        finalize(task, lambda: threads.append(threading.get_ident()))
        with qtbot.waitSignal(task.finished):
            task.start()

    for kind in (Slow, Task, Task, Task):
        begin(kind)
    may_leave.set()
    QThreadPool.globalInstance().waitForDone()
    begin(Task)

    qtbot.waitUntil(lambda: bool(threads))
    assert set(threads) == {threading.get_ident()}


def test_when_its_owner_is_deleted_it_stops_and_tells_nobody(qtbot, heard):
    may_go_on, closed = threading.Event(), []

    def steps():
        try:
            yield 1
            may_go_on.wait()
            yield 2
            yield 3
        finally:
            closed.append(True)

    owner = QObject()
    task = Task(steps, owner)
    notes = heard(task)
    with qtbot.waitSignal(task.yielded):
        task.start()

    shiboken6.delete(owner)
    may_go_on.set()

    qtbot.waitUntil(lambda: task.is_over)
    assert notes == [1]
    assert closed == [True]


@pytest.mark.parametrize("kind", [Task, GuiTask])
def test_what_was_on_its_way_when_the_owner_is_deleted_is_not_told(qtbot, heard, kind):
    owner = QObject()
    task = kind(counting(2), owner)
    notes = heard(task)
    task.start()
    QThreadPool.globalInstance().waitForDone()
    shiboken6.delete(owner)

    qtbot.waitUntil(lambda: task.is_over)
    assert notes == []


@pytest.mark.parametrize("error", [None, AnnotatorError("The disk is full.")])
def test_a_refusal_is_not_told_when_the_owner_is_deleted(qtbot, heard, error):
    owner = QObject()
    task = Task(counting(0, error=error), owner)
    notes = heard(task)
    task.start()
    QThreadPool.globalInstance().waitForDone()
    shiboken6.delete(owner)

    qtbot.waitUntil(lambda: task.is_over)
    assert notes == []


@pytest.mark.parametrize(
    ("error", "told"),
    [(None, [0, 1, True]), (AnnotatorError("No paper."), [0, 1, "No paper.", False])],
)
def test_on_the_gui_thread_every_item_is_told_and_then_the_end(heard, qtbot, error, told):
    closed = []
    task = GuiTask(counting(2, closed, error))
    notes = heard(task)

    task.start()
    qtbot.waitUntil(lambda: task.is_over)

    assert notes == told
    assert closed == [True]


def test_cancelled_on_the_gui_thread_it_stops_after_the_item_it_is_at(heard, qtbot):
    closed = []
    task = GuiTask(counting(99, closed))
    notes = heard(task)
    task.yielded.connect(lambda item: task.cancel() if item == 1 else None)

    task.start()
    qtbot.waitUntil(lambda: task.is_over)

    assert notes == [0, 1, False]
    assert closed == [True]


def test_on_the_gui_thread_an_iterator_that_cannot_be_closed_will_do(heard, qtbot):
    task = GuiTask(lambda: iter([1]))
    notes = heard(task)

    task.start()
    qtbot.waitUntil(lambda: task.is_over)

    assert notes == [1, True]


def test_all_tasks_end_within_what_they_are_doing_when_the_program_ends(qtbot, heard):
    begun = threading.Semaphore(0)

    def steps():
        begun.release()
        while True:  # one item that would never come
            require_wanted()
        yield

    tasks = [Task(steps), Task(steps)]
    notes = [heard(task) for task in tasks]
    for task in tasks:
        task.start()
        begun.acquire()

    cancel_all()

    qtbot.waitUntil(lambda: notes == [[False], [False]])


def test_what_fails_because_it_was_cancelled_is_not_told(heard):
    def steps():
        yield 1
        task.cancel()
        raise AnnotatorError("Reading took too long.")

    task = Task(steps)
    notes = heard(task)

    task._run()

    assert notes == [1, False]


def test_who_hears_a_task_and_holds_it_is_let_go_at_its_end(qapp):
    class Hearer:
        def __init__(self):
            self.items = []
            self.task = Task(counting(3))
            self.task.yielded.connect(lambda item: self.items.append(item + 1))
            self.task._run()

    hearer = Hearer()
    assert hearer.items == [1, 2, 3]

    gone = ref(hearer)
    del hearer
    gc.collect()

    assert gone() is None
