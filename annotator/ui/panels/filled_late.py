"""A part of the window that is put together after the first sight of it."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class FilledLate(QWidget):
    """Is filled in steps while the program is idle, or at once when it is needed."""

    filled = Signal()  # what comes late is there

    def __init__(self) -> None:
        super().__init__()
        self.before: FilledLate | None = None  # Tab comes to it first: it is filled first
        self.is_filled = False  # all that `fill` makes is there
        self._filling = self.fill()

    def needs_filling(self) -> bool:
        """Return whether what `fill` makes would be seen now, were the panel open."""
        return True

    def fill_once(self) -> None:
        """Make all that the panel shows, unless it is there."""
        while self.fill_on():
            pass

    def fill_on(self) -> bool:
        """Take the next step of `fill`, and return whether there may be more."""
        if self.before:
            self.before.fill_once()
        if not self.is_filled and next(self._filling, self) is self:
            self.is_filled = True
            self.filled.emit()
        return not self.is_filled

    def fill(self) -> Iterator[None]:
        """Make what the first sight of the window does not need, in steps of less than 30 ms."""
        yield from ()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self.needs_filling():
            self.fill_once()
        super().showEvent(event)
