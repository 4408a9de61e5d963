"""A generator that runs on a pool thread, with progress and cancelling."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import Any, Final, Generic, TypeVar
from weakref import WeakSet

from PySide6.QtCore import SIGNAL, QObject, QThreadPool, QTimer, Signal
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.domain.giving_up import WantedWhile
from annotator.giving_way import WINDOW, give_way, giving_way

T = TypeVar("T")

_LEAST: Final = 8
_left: Final[deque["Task[Any]"]] = deque()
"""Those that a worker has handed back: a Qt object must not die on its thread."""

_begun: Final[WeakSet["Task[Any]"]] = WeakSet()


def cancel_all() -> None:
    """Ask every task to stop soon, as the program or the window ends."""
    for task in [*_begun]:
        task.cancel()


class Task(QObject, Generic[T]):
    """Runs a generator on a pool thread, and passes its items to the GUI thread.

    `finished` follows in any case. Cancelling closes the generator after the current item, or
    within it where it reads for long, so that it can clean up. When its owner is deleted, it is
    cancelled and tells nobody any more.
    The task, and what its steps refer to, dies on the GUI thread.
    """

    yielded = Signal(object)  # T
    failed = Signal(object)  # AnnotatorError
    finished = Signal(bool)  # whether it was completed
    _came = Signal(object)  # these three are of the worker
    _broke = Signal(object)
    _ended = Signal(bool)

    def __init__(self, steps: Callable[[], Iterator[T]], owner: QObject | None = None) -> None:
        super().__init__()  # a child would go with its owner while the worker still tells
        self._steps: Callable[[], Iterator[T]] | None = steps
        self._is_cancelled = False
        self._is_left = False  # by its owner
        self.is_over = False
        self._came.connect(self._pass_on)
        self._broke.connect(self._complain)
        self._ended.connect(self._end)
        if owner is not None:
            owner.destroyed.connect(self.leave)

    def start(self) -> None:
        """Start on the next free thread."""
        for _ in range(len(_left)):
            task = _left.popleft()
            if not task.is_over:  # what it tells is still on its way
                _left.append(task)
        _begun.add(self)
        _workers().start(partial(_run, [self]))

    def cancel(self) -> None:
        """Ask it to stop soon."""
        self._is_cancelled = True

    def end(self) -> None:
        """Cancel it where no event loop goes on, as at the end of the program, unless it is over.

        What a worker runs is waited for by `end_all`.
        """
        self.cancel()

    def leave(self) -> None:
        """Cancel it, and tell nobody anything of it any more."""
        self._is_cancelled = self._is_left = True

    def _pass_on(self, item: T) -> None:
        if not self._is_left:  # what hears may have gone with the owner
            self.yielded.emit(item)

    def _complain(self, error: AnnotatorError) -> None:
        if not self._is_left:
            self.failed.emit(error)

    def _end(self, is_whole: bool) -> None:  # noqa: FBT001 - a signal's value
        self.is_over = True
        self._steps = None  # here, as they may hold the last reference to a widget
        if not self._is_left:
            self.finished.emit(is_whole)
        self._let_go()

    def _let_go(self) -> None:
        """Forget who hears: who also holds the task would be held by it for ever."""
        heard = (
            (self.yielded, "yielded(PyObject)"),
            (self.failed, "failed(PyObject)"),
            (self.finished, "finished(bool)"),
        )
        for signal, name in heard:  # QMetaMethod.fromSignal would keep the task
            if self.receivers(SIGNAL(name)):
                signal.disconnect()

    def _run(self) -> None:
        whole = False
        try:
            with WantedWhile(lambda: not self._is_cancelled):
                whole = not self._is_cancelled and self._draw()
        except AnnotatorError as error:
            self._broke.emit(error)
        finally:
            self._ended.emit(whole)

    def _draw(self) -> bool:
        """Emit every item, and return whether it was completed."""
        assert self._steps is not None  # noqa: S101 - it is begun once
        steps = self._steps()
        try:
            for item in steps:
                give_way()
                if self._is_cancelled:
                    return False
                self._came.emit(item)
            return True
        finally:
            if isinstance(steps, Generator):
                steps.close()


def wait_for_all() -> None:
    """Wait until no task runs; they do not rest meanwhile."""
    WINDOW.end()
    QThreadPool.globalInstance().waitForDone()


def end_all() -> None:
    """Cancel every task, and wait until none runs."""
    cancel_all()
    wait_for_all()


def _workers() -> QThreadPool:
    """Return threads for more tasks than there are processors: a filter waits for no export."""
    pool = QThreadPool.globalInstance()
    pool.setMaxThreadCount(max(_LEAST, pool.maxThreadCount()))
    return pool


def _run(held: list[Task[Any]]) -> None:
    """Run the one task of a list on a worker, and hand over the reference to it."""
    try:
        with giving_way():
            held[0]._run()  # noqa: SLF001 - a function of its module
    finally:
        _left.append(held.pop())


class GuiTask(Task[T]):
    """Draws its items on the GUI thread, one at a time, for what has to be painted there."""

    @override
    def start(self) -> None:
        assert self._steps is not None  # noqa: S101 - it is begun once
        self._items, self._steps = self._steps(), None
        QTimer.singleShot(0, self, self._go_on)

    @override
    def end(self) -> None:
        super().end()
        self._go_on()

    def _go_on(self) -> None:
        if self.is_over:
            return
        is_over, is_whole = True, False
        try:
            item = None if self._is_cancelled else next(self._items, None)
            is_over, is_whole = item is None, not self._is_cancelled
        except AnnotatorError as error:
            self._complain(error)
        finally:
            if is_over:
                self._close(is_whole=is_whole)
        if not is_over and item is not None:
            self._pass_on(item)
            QTimer.singleShot(0, self, self._go_on)

    def _close(self, *, is_whole: bool) -> None:
        if isinstance(self._items, Generator):
            self._items.close()
        self._end(is_whole)
