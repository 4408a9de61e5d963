"""The map of all marks beside the scroll bar."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.ui.reading.index import Fragment, MarkIndex
from annotator.ui.reading.mark import MarkKind, ReadingColours

WIDTH = 10

_TICK = 4
_GRAVITY = {"refuted": 0, "conflicting": 1, "negative": 2, "supported": 3, "positive": 4}
_LOOKED_AT = 8  # marks of one tick among which the gravest gives the colour


class MarkStrip(QWidget):
    """Shows where the marks of the whole article lie; a click goes there."""

    jumped = Signal(float)  # share of the article, 0 to 1

    def __init__(self, colours: ReadingColours, place: Callable[[float], int]) -> None:
        super().__init__()
        self._colours = colours
        self._place = place
        self._marks = MarkIndex()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_marks(self, marks: MarkIndex) -> None:
        """Show other marks."""
        self._marks = marks
        self.update()

    def set_colours(self, colours: ReadingColours) -> None:
        """Paint in other colours."""
        self._colours = colours
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 0)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.jumped.emit(event.position().y() / max(1, self.height()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.window)
        painter.drawRoundedRect(self.rect(), 3, 3)
        rows = range(0, self.height(), _TICK)
        places = [self._place(row / max(1, self.height())) for row in [*rows, self.height()]]
        for row, start, end in zip(rows, places, places[1:], strict=False):
            for kind in MarkKind:
                self._tick(painter, row, kind, (start, end))
        painter.end()

    def _tick(self, painter: QPainter, row: int, kind: MarkKind, stretch: tuple[int, int]) -> None:
        begun = self._marks.beginning(*stretch)[: 4 * _LOOKED_AT]
        found = [fragment for fragment in begun if fragment.mark.kind is kind][:_LOOKED_AT]
        if found:
            gravest = min(found, key=_gravity)
            painter.setBrush(self._colours.tone(gravest.mark.tone).ink)
            width = WIDTH - 2 if kind is MarkKind.CLAIM else WIDTH / 2 - 2
            painter.drawRoundedRect(QRectF(1, row, width, _TICK), 1, 1)


def _gravity(fragment: Fragment) -> int:
    return _GRAVITY.get(fragment.mark.tone, len(_GRAVITY))
