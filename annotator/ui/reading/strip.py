"""The map of all marks beside the scroll bar."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind, ReadingColours
from annotator.ui.reading.scene import Scene

WIDTH = 10

_TICK, _HERE = 4, 3  # pixels high; the line of the cursor is above the tick of its mark
_GRAVITY = {"refuted": 0, "conflicting": 1, "negative": 2, "supported": 3, "positive": 4}
_LOOKED_AT = 12  # marks of one tick among which the gravest gives the colour


class MarkStrip(QWidget):
    """Shows the marks of the whole article and the current position; a click goes there."""

    jumped = Signal(float)  # share of the article, 0 to 1

    def __init__(
        self,
        colours: ReadingColours,
        places: Callable[[Sequence[float]], list[int]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._colours = colours
        self._places_of = places
        self._marks = MarkIndex()
        # where in the text each row begins, and the last one ends; none once the layout has changed
        self._places: list[int] = []
        self._are_marks_new = False
        self._ticks: list[tuple[int, Mark]] = []
        self._here: int | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_text(self, scene: Scene) -> None:
        """Show another text, which may be as high as the last one."""
        self.rearrange()
        self.show_scene(scene)

    def show_scene(self, scene: Scene) -> None:
        """Show other marks, or another position."""
        if scene.marks is not self._marks:
            self._marks = scene.marks
            self._are_marks_new = True
            self.update()
        here = scene.sentence.start if scene.sentence else None
        if here != self._here:
            self._here = here
            self.update()

    def rearrange(self) -> None:
        """Compute the positions again, when they are painted: the layout of the text changed."""
        self._places = []
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
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.rearrange()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._arrange()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours.window)
        painter.drawRoundedRect(self.rect(), 3, 3)
        for row, mark in self._ticks:
            width = WIDTH - 2 if mark.kind is MarkKind.CLAIM else WIDTH / 2 - 2
            is_open = mark.kind is MarkKind.SUGGESTION
            painter.setBrush(self._colours.third if is_open else self._colours.tone(mark.tone).ink)
            left = WIDTH / 2 + 1 if is_open else 1  # beside the labels
            painter.drawRoundedRect(QRectF(left, row, width, _TICK), 1, 1)
        if self._here is not None:
            row = (
                max(0, bisect_right(self._places, self._here, hi=len(self._places) - 1) - 1) * _TICK
            )
            painter.setBrush(self._colours.accent)
            painter.drawRect(QRectF(0, max(0, row - _HERE), WIDTH, _HERE))
        painter.end()

    def _arrange(self) -> None:
        is_layout_new = not self._places
        if is_layout_new:
            shares = [row / max(1, self.height()) for row in self._rows()]
            self._places = self._places_of([*shares, 1.0])
        if is_layout_new or self._are_marks_new:
            self._ticks = list(self._found())
            self._are_marks_new = False

    def _rows(self) -> range:
        return range(0, self.height(), _TICK)

    def _found(self) -> Iterator[tuple[int, Mark]]:
        """Yield the rows that have marks, with the most serious one of each kind."""
        places = self._places
        place = self._marks.next_beginning(places[0])
        while place is not None and place < places[-1]:
            number = bisect_right(places, place) - 1
            end = places[number + 1]
            begun = self._marks.marks_beginning(places[number], end, _LOOKED_AT)
            for kind in MarkKind:
                if found := [mark for mark in begun if mark.kind is kind]:
                    yield number * _TICK, min(found, key=_gravity)
            place = self._marks.next_beginning(end)


def _gravity(mark: Mark) -> int:
    return _GRAVITY.get(mark.tone, len(_GRAVITY))
