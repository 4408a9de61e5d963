"""A generator drawn on a pool thread, with progress and cancel."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal

from annotator.domain.errors import AnnotatorError

T = TypeVar("T")


class Task(QObject, Generic[T]):
    """Draws items from a generator on a pool thread and hands them to the GUI thread.

    The caller owns it and keeps it until `finished`. Cancelling closes the generator after the
    item it is at, so that it can put away what it began.
    """

    yielded = Signal(object)  # T
    failed = Signal(object)  # AnnotatorError
    finished = Signal(bool)  # whether it came to its end

    def __init__(self, steps: Callable[[], Iterator[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._is_cancelled = False

    def start(self) -> None:
        """Begin on the next free thread."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask it to stop after the item it is at."""
        self._is_cancelled = True

    def _run(self) -> None:
        whole = False
        steps = self._steps()
        try:
            for item in steps:
                if self._is_cancelled:
                    break
                self.yielded.emit(item)
            else:
                whole = True
        except AnnotatorError as error:
            self.failed.emit(error)
        finally:
            if close := getattr(steps, "close", None):
                close()
            self.finished.emit(whole)
