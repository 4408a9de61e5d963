"""A grid with two parts in a row, or one if there is no room for two."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.cut_line import width_for_hints

_GAP, _BELOW = 8, 12
_FOR_TWO = 400
"""How wide it must be for two parts in a row, in pixels where the type has its usual size."""


class PairGrid(QWidget):
    """Places parts in order; a `whole` one takes a row."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, bool]] = []
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(fonts.pixels(_GAP))
        self._grid.setVerticalSpacing(fonts.pixels(_BELOW))
        self._stretches = (1, 1)
        self._stretch()

    def add(self, part: QWidget, *, is_whole: bool = False) -> None:
        """Add a part after the others."""
        self._parts.append((part, is_whole))
        part.setParent(self)
        self._arrange()

    def favour_second(self) -> None:
        """Give the first of two parts the width it needs, and the second the rest."""
        self._stretches = (0, 1)
        self._stretch()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if event.size().width() >= self._least_for_two() else 1
        if columns != self._columns:
            self._columns = columns
            self._stretch()
            self._arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max((part.minimumSizeHint().width() for part, _ in self._parts), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def _least_for_two(self) -> int:
        """Return the width in pixels from which two parts are in a row."""
        halves = [part for part, is_whole in self._parts if not is_whole]
        second = max(map(width_for_hints, halves[1::2]), default=0)
        if self._stretches[0] == 0:  # the second takes what the first leaves
            needed = second + max((part.sizeHint().width() for part in halves[::2]), default=0)
        else:  # as wide as each other
            needed = 2 * max([second, *map(width_for_hints, halves[::2])])
        return max(fonts.pixels(_FOR_TWO), needed + self._grid.horizontalSpacing())

    def _arrange(self) -> None:
        row, column = 0, 0
        for part, is_whole in self._parts:
            self._grid.removeWidget(part)
            across = self._columns if is_whole else 1
            if column + across > self._columns:
                row, column = row + 1, 0
            self._grid.addWidget(part, row, column, 1, across)
            column += across

    def _stretch(self) -> None:
        for column, stretch in enumerate(self._stretches):
            self._grid.setColumnStretch(column, stretch if self._columns > 1 else 1 - column)
