"""A generator that runs on a pool thread, with progress and cancelling."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from typing_extensions import override

from annotator.domain.errors import AnnotatorError

T = TypeVar("T")

_kept: Final[list["Task[Any]"]] = []
"""Those that were begun: a Qt object must not go with a worker's last reference to it."""


class Task(QObject, Generic[T]):
    """Runs a generator on a pool thread, and passes its items to the GUI thread.

    `finished` follows in any case. Cancelling closes the generator after the current item, so
    that it can clean up.
    """

    yielded = Signal(object)  # T
    failed = Signal(object)  # AnnotatorError
    finished = Signal(bool)  # whether it was completed

    def __init__(self, steps: Callable[[], Iterator[T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Callable[[], Iterator[T]] | None = steps
        self._is_cancelled = False
        self.is_over = False
        self.finished.connect(self._mark_over)

    def start(self) -> None:
        """Start on the next free thread."""
        # the newest stays for one more turn: its worker may be about to leave it
        _kept[:] = [*(each for each in _kept[:-1] if not each.is_over), *_kept[-1:], self]
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask it to stop after the current item."""
        self._is_cancelled = True

    def _mark_over(self) -> None:
        self.is_over = True

    def _run(self) -> None:
        whole = False
        try:
            whole = self._draw()
        except AnnotatorError as error:
            self.failed.emit(error)
        finally:
            self.finished.emit(whole)

    def _draw(self) -> bool:
        """Emit every item, and return whether it was completed."""
        assert self._steps is not None  # noqa: S101 - it is begun once
        steps, self._steps = self._steps(), None  # what is kept shall not hold what was read
        try:
            for item in steps:
                if self._is_cancelled:
                    return False
                self.yielded.emit(item)
            return True
        finally:
            if isinstance(steps, Generator):
                steps.close()


class GuiTask(Task[T]):
    """Draws its items on the GUI thread, one at a time, for what has to be painted there."""

    @override
    def start(self) -> None:
        assert self._steps is not None  # noqa: S101 - it is begun once
        self._items, self._steps = self._steps(), None
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        is_over, is_whole = True, False
        try:
            item = None if self._is_cancelled else next(self._items, None)
            is_over, is_whole = item is None, not self._is_cancelled
        except AnnotatorError as error:
            self.failed.emit(error)
        finally:
            if is_over:
                self._end(is_whole=is_whole)
        if not is_over:
            self.yielded.emit(item)
            QTimer.singleShot(0, self, self._go_on)

    def _end(self, *, is_whole: bool) -> None:
        if isinstance(self._items, Generator):
            self._items.close()
        self.finished.emit(is_whole)
