"""One block of text laid out in lines, and the positions of its characters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextLayout, QTextLine, QTextOption

from annotator.domain.direction import begins_leftwards
from annotator.domain.span import Utf16Map
from annotator.ui.application.qt_text import kept_whole
from annotator.ui.reading.face import Face
from annotator.ui.theming.lettering import lettered

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u200f\u202b\u202e\u2067]"
)
_LETTER = re.compile("[^\\W\\d_]")
_QUARTER = 0.25  # of the letters, for a paragraph of an article that reads leftwards
_SAMPLE = 2_000  # code points of an article, to tell which way it reads
_KEPT = 1_000  # answers about characters
_WHITE = re.compile(b"\xff+")
_BREAK = re.compile("[\n\u2029]")
_LONE = re.compile("[\ud800-\udfff]")

Stretch = tuple[float, float]  # left and right, in pixels


class Paragraph:
    """A block laid out at one width in one face.

    Positions are code points of the block, coordinates are pixels from its left upper corner.
    It is right-to-left when its first letter is or, in a right-to-left article, a quarter
    of its letters.
    """

    def __init__(
        self, text: str, face: Face, width: float, *, among_leftwards: bool = False
    ) -> None:
        self.face = face
        self._length = len(text)
        self._units = Utf16Map(text)
        self.is_mixed = _RIGHT_TO_LEFT.search(text) is not None  # it may read in both directions
        self._painted: dict[tuple[int, int, int], list[Stretch]] = {}
        self._found: dict[tuple[int, int], list[QRectF]] = {}
        shown = kept_whole(_LONE.sub("\ufffd", _BREAK.sub("\u2028", text)))
        self._layout = QTextLayout(shown, face.font)
        if formats := lettered(shown, face.font, face.forms):
            self._layout.setFormats(formats)
        self._layout.setCacheEnabled(True)
        self.leftwards = self.is_mixed and bool(begins_leftwards(text))
        if among_leftwards and self.is_mixed:
            self.leftwards |= _leftward_share(text) >= _QUARTER
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
        """Paint the characters in the painter's pen; lines outside the clip are skipped."""
        self._layout.draw(painter, at, [], clip)

    def line_of(self, position: int) -> int:
        """Return the number of the line that shows a position, from 0."""
        return max(0, bisect_right(self._starts, self._units.to_utf16(position)) - 1)

    def line_at(self, y: float) -> tuple[int, int]:
        """Return where the line nearest to a height begins and ends."""
        line = self._line_at(y)
        begin, code_points = line.textStart(), self._units.to_code_points
        return code_points(begin), min(code_points(begin + line.textLength()), self._length)

    def rects(self, start: int, end: int) -> Sequence[QRectF]:
        """Return the rectangles of characters `start` to `end`: full line heights, top to bottom.

        In text of both directions one line may need several rectangles.
        """
        if (start, end) not in self._found:
            if len(self._found) > _KEPT:
                self._found.clear()
            self._found[start, end] = self._covered(start, end)
        return self._found[start, end]

    def _covered(self, start: int, end: int) -> list[QRectF]:
        first, last = self._units.to_utf16(start), self._units.to_utf16(end)
        low = max(0, bisect_right(self._starts, first) - 1)
        high = bisect_left(self._starts, last)
        return [
            QRectF(left, number * self.face.line, right - left, self.face.line)
            for number in range(low, high)
            for left, right in self._stretches(number, first, last)
        ]

    def caret(self, position: int) -> QPointF:
        """Return the top of a caret before a position."""
        number, unit = self.line_of(position), self._units.to_utf16(position)
        line = self._lines[number]
        x = _x(line, min(unit, line.textStart() + line.textLength()))
        drawn = line.naturalTextRect()
        return QPointF(min(max(x, drawn.left()), drawn.right()), number * self.face.line)

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

    def _stretches(self, number: int, first: int, last: int) -> list[Stretch]:
        line = self._lines[number]
        begin, right = line.textStart(), line.naturalTextRect().right()
        first, last = max(first, begin), min(last, begin + line.textLength())
        if not self.is_mixed:
            left, right = _x(line, first), min(_x(line, last), right)
            return [(left, right)] if right > left else []
        place = number, first, last
        if place not in self._painted:
            self._painted[place] = _painted(self._layout, line, first, last)
        return self._painted[place]


def reads_leftwards(text: str) -> bool:
    """Return whether an article is written from right to left, as most letters at its start are."""
    return _leftward_share(text[:_SAMPLE]) > 0.5


def _leftward_share(text: str) -> float:
    leftward = "".join(_RIGHT_TO_LEFT.findall(text))
    letters = _LETTER.findall(leftward)
    return len(letters) / len(_LETTER.findall(text)) if letters else 0.0


@cache
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


def _painted(layout: QTextLayout, line: QTextLine, first: int, last: int) -> list[Stretch]:
    """Return where Qt paints a selection within a line of both directions.

    Its own answers about single characters are wrong where directions meet, so the selection is
    painted, one pixel high, and read off.
    """
    row = QImage(ceil(line.rect().right()), 1, QImage.Format.Format_Grayscale8)
    row.fill(Qt.GlobalColor.black)
    selection = QTextLayout.FormatRange()
    selection.start, selection.length = first, last - first
    selection.format.setBackground(Qt.GlobalColor.white)
    selection.format.setForeground(Qt.GlobalColor.transparent)
    painter = QPainter(row)
    painter.setPen(Qt.GlobalColor.transparent)
    painter.translate(0, -ceil(line.rect().top()))  # above coloured signs, which hide the ground
    layout.draw(painter, QPointF(), [selection], line.rect())
    painter.end()
    painted = bytes(row.constBits())[: row.width()]
    return [(run.start(), run.end()) for run in _WHITE.finditer(painted)]
