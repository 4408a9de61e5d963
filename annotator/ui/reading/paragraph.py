"""One block of text laid out in lines, and where its characters stand."""

import re
from bisect import bisect_left, bisect_right
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextLine, QTextOption

from annotator.domain.span import Utf16Map
from annotator.ui.reading.face import Face

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u200f\u202b\u202e\u2067]"
)
_FIRST_STRONG = re.compile("[^\\W\\d_]")
_BREAK = re.compile("[\n\u2029]")
_LONE = re.compile("[\ud800-\udfff]")


class Paragraph:
    """A block laid out at one width in one face.

    Positions are code points of the block, coordinates are pixels from its left upper corner.
    """

    def __init__(self, text: str, face: Face, width: float) -> None:
        self.face = face
        self._length = len(text)
        self._units = Utf16Map(text)
        self._mixed = _RIGHT_TO_LEFT.search(text) is not None
        self._edges: dict[int, list[tuple[float, float]]] = {}
        self._layout = QTextLayout(_LONE.sub("\ufffd", _BREAK.sub("\u2028", text)), face.font)
        self._layout.setCacheEnabled(True)
        if self._mixed:
            # only then does Qt place the cursor of every character at the same side of it
            self._layout.setCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)
        self.leftwards = self._mixed and _reads_leftwards(text)
        self._layout.setTextOption(_option(leftwards=self.leftwards))
        self._lines = _broken(self._layout, face, width)
        self._starts = [line.textStart() for line in self._lines]

    @property
    def lines(self) -> int:
        """Return the number of lines, at least one."""
        return len(self._lines)

    @property
    def height(self) -> int:
        """Return the height of all lines."""
        return len(self._lines) * self.face.line

    def draw(self, painter: QPainter, at: QPointF, clip: QRectF) -> None:
        """Paint the characters in the painter's pen; lines outside the clip are left out."""
        self._layout.draw(painter, at, [], clip)

    def line_of(self, position: int) -> int:
        """Return the number of the line that shows a position, from 0."""
        return max(0, bisect_right(self._starts, self._units.to_utf16(position)) - 1)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Return what characters `start` to `end` cover: full line heights, top to bottom.

        In text of both directions one line may need several rectangles.
        """
        first, last = self._units.to_utf16(start), self._units.to_utf16(end)
        low = max(0, bisect_right(self._starts, first) - 1)
        high = bisect_left(self._starts, last)
        return [
            QRectF(left, number * self.face.line, right - left, self.face.line)
            for number in range(low, high)
            for left, right in self._stretches(number, first, last)
        ]

    def caret(self, position: int) -> QPointF:
        """Return the upper end of a caret before a position."""
        number, unit = self.line_of(position), self._units.to_utf16(position)
        line = self._lines[number]
        x = _x(line, min(unit, line.textStart() + line.textLength()))
        right = line.naturalTextRect().right()
        return QPointF(x if self._mixed else min(x, right), number * self.face.line)

    def position_at(self, point: QPointF) -> int:
        """Return the position between two characters that lies nearest to a point."""
        return self._units.to_code_points(self._line_at(point.y()).xToCursor(point.x()))

    def character_at(self, point: QPointF) -> int | None:
        """Return the character under a point; None beside the text."""
        if not 0 <= point.y() < self.height:
            return None
        line = self._line_at(point.y())
        drawn = line.naturalTextRect()
        if not self._length or not drawn.left() <= point.x() < drawn.right():
            return None
        unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        return min(self._units.to_code_points(unit), self._length - 1)

    def _line_at(self, y: float) -> QTextLine:
        return self._lines[min(max(0, int(y // self.face.line)), len(self._lines) - 1)]

    def _stretches(self, number: int, first: int, last: int) -> list[tuple[float, float]]:
        line = self._lines[number]
        begin = line.textStart()
        first, last = max(first, begin), min(last, begin + line.textLength())
        if self._mixed:
            return _merged(self._sides(number)[first - begin : last - begin])
        left = _x(line, first)
        right = min(_x(line, last), line.naturalTextRect().right())
        return [(left, right)] if right > left else []

    def _sides(self, number: int) -> list[tuple[float, float]]:
        """Return the left and right side of each UTF-16 unit of a line of both directions."""
        if number not in self._edges:
            self._edges[number] = _sides(
                self._layout, self._lines[number], leftwards=self.leftwards
            )
        return self._edges[number]


def _reads_leftwards(text: str) -> bool:
    strong = _FIRST_STRONG.search(text)
    return strong is not None and _RIGHT_TO_LEFT.match(strong.group()) is not None


def _option(*, leftwards: bool) -> QTextOption:
    side = Qt.AlignmentFlag.AlignRight if leftwards else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _broken(layout: QTextLayout, face: Face, width: float) -> list[QTextLine]:
    """Break the layout into lines of equal height and return them."""
    lines: list[QTextLine] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, len(lines) * face.line + face.baseline - line.ascent()))
        lines.append(line)
    layout.endLayout()
    return lines


def _x(line: QTextLine, unit: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(unit))[0]


def _sides(layout: QTextLayout, line: QTextLine, *, leftwards: bool) -> list[tuple[float, float]]:
    begin, end = line.textStart(), line.textStart() + line.textLength()
    drawn = line.naturalTextRect()
    stops = sorted({drawn.left(), drawn.right(), *(_x(line, unit) for unit in range(begin, end))})
    sides: list[tuple[float, float]] = []
    for unit in range(begin, end):
        if sides and not layout.isValidCursorPosition(unit):
            sides.append(sides[-1])
            continue
        place = bisect_left(stops, _x(line, unit))
        low = max(0, place - 1) if leftwards else place
        sides.append((stops[low], stops[min(low + 1, len(stops) - 1)]))
    return sides


def _merged(sides: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return stretches that touch as one, from left to right."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted(side for side in sides if side[1] > side[0]):
        if merged and left <= merged[-1][1] + 0.5:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged
