"""A part of the window whose contents are created after the window is shown."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class FilledLate(QWidget):
    """Creates its contents in steps while the program is idle, or at once when needed."""

    filled = Signal()  # the contents are complete
    overtaken = Signal()  # the contents are needed, and are behind

    def __init__(self) -> None:
        super().__init__()
        self.before: FilledLate | None = None  # the part before it in the Tab order, filled first
        self.is_filled = False  # whether the contents are complete
        self.is_behind = True  # whether the contents do not show yet what they should
        self._filling = self.fill()

    def needs_filling(self) -> bool:
        """Return whether the contents made by `fill` are needed as soon as the panel is open."""
        return True

    def fill_once(self) -> None:
        """Create the contents, unless that is done, and let them catch up."""
        while self.fill_on():
            pass
        if self.is_behind:
            self.overtaken.emit()

    def fill_on(self) -> bool:
        """Run the next step of `fill`, and return whether there may be more."""
        if self.before:
            self.before.fill_once()
        if not self.is_filled and next(self._filling, self) is self:
            self.is_filled = True
            self.filled.emit()
        return not self.is_filled

    def fill(self) -> Iterator[None]:
        """Create the contents, in steps of less than 30 ms."""
        yield from ()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        if self.needs_filling():
            self.fill_once()
        super().showEvent(event)
