"""The newest of several tasks: one that begins later takes the place of those before."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.ui.application.task import Task

T = TypeVar("T")


class Newest(QObject, Generic[T]):
    """Runs one task at a time on a worker thread, a pause after it was asked for.

    What an earlier one still yields is dropped.
    """

    came = Signal(object)  # T
    failed = Signal(object)  # AnnotatorError
    ended = Signal()

    def __init__(self, parent: QObject | None = None, *, pause: int = 0) -> None:
        """Let it wait for a pause in milliseconds, in which a newer task may be begun."""
        super().__init__(parent)
        self._number = 0
        self._steps: Callable[[], Iterator[T]] | None = None
        self._task: Task[Any] | None = None
        self._timer = QTimer(self, singleShot=True, interval=pause)
        self._timer.timeout.connect(self._start)

    def begin(self, steps: Callable[[], Iterator[T]]) -> None:
        """Run a task in the place of those before."""
        self.stop()
        self._steps = steps
        self._timer.start()

    def stop(self) -> None:
        """Cancel the task; nothing more is told of it."""
        self._number += 1
        self._timer.stop()
        if self._task:
            self._task.cancel()
            self._task = None

    def _start(self) -> None:
        assert self._steps is not None  # noqa: S101 - the timer was started with one
        self._task = Task(_numbered(self._number, self._steps))
        self._task.yielded.connect(self._tell)
        self._task.failed.connect(self.failed)
        self._task.start()

    def _tell(self, numbered: tuple[int, tuple[T, ...]]) -> None:
        number, found = numbered
        if number != self._number:
            return
        if found:
            self.came.emit(found[0])
        else:
            self._task = None
            self.ended.emit()


def _numbered(
    number: int, steps: Callable[[], Iterator[T]]
) -> Callable[[], Iterator[tuple[int, tuple[T, ...]]]]:
    """Return steps that yield each item with a number, and after the last one nothing with it."""

    def run() -> Iterator[tuple[int, tuple[T, ...]]]:
        for item in steps():
            yield number, (item,)
        yield number, ()

    return run
