"""Where the signs of marks stand: over the line, or in the margin when there is no room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from annotator.domain.span import Span
from annotator.ui.reading.flow import Flow
from annotator.ui.reading.index import Fragment
from annotator.ui.reading.mark import Mark, MarkKind, ReadingColours

_LABEL, _PILL = 10, 18  # heights
_RAISED = 4  # how far a label rises out of its line
_BESIDE = 14  # from the words to a sign in the margin
_APART = 2
_SLIDE = 40  # how far a label may move along its line before it goes to the margin


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign where it is painted, and the mark it stands for."""

    rect: QRectF
    text: str
    mark: Mark


class Signwriter:
    """Gives each sign of a page its place. Places depend on the block alone, not on scrolling."""

    def __init__(self, font: QFont, margin: float) -> None:
        self.label = _sized(font, 9)
        self.pill = _sized(font, 11)
        self._label_metrics = QFontMetricsF(self.label)
        self._pill_metrics = QFontMetricsF(self.pill)
        self._margin = margin

    def placed(self, flow: Flow, index: int, fragments: Iterable[Fragment]) -> Iterator[Sign]:
        """Yield the signs of the fragments that begin in a block; coordinates are the flow's."""
        over: dict[float, list[QRectF]] = {}
        beside: dict[float, float] = {}
        for fragment in fragments:
            rects = flow.rects(Span(fragment.start, fragment.end), range(index, index + 1))
            if not rects:
                continue
            if fragment.mark.kind is MarkKind.SENTIMENT:
                if fragment.first:
                    yield self._in_margin(fragment.mark, rects[0], beside)
                continue
            text = fragment.mark.sign if fragment.first else f"{fragment.mark.sign}…"
            yield self._over_line(fragment.mark, text, _corner(flow, index, rects), (over, beside))

    def _over_line(
        self,
        mark: Mark,
        text: str,
        corner: tuple[QRectF, bool],
        taken: tuple[dict[float, list[QRectF]], dict[float, float]],
    ) -> Sign:
        line, leftwards = corner
        width = self._label_metrics.horizontalAdvance(text) + 6
        wanted = line.right() - width if leftwards else line.left()
        rect = QRectF(wanted, line.top() - _RAISED, width, _LABEL)
        row = taken[0].setdefault(line.top(), [])
        for other in sorted(row, key=QRectF.left, reverse=leftwards):
            if rect.adjusted(-_APART, 0, _APART, 0).intersects(other):
                free = other.left() - _APART - width if leftwards else other.right() + _APART
                rect.moveLeft(free)
        if abs(rect.left() - wanted) > _SLIDE:
            return self._in_margin(mark, line, taken[1])
        row.append(rect)
        return Sign(rect, text, mark)

    def _in_margin(self, mark: Mark, line: QRectF, taken: dict[float, float]) -> Sign:
        width = max(26.0, self._pill_metrics.horizontalAdvance(mark.sign) + 12)
        top = line.top()
        while self._margin - taken.get(top, _BESIDE) < width and taken.get(top, 0) > _BESIDE:
            top += line.height()
        right = -taken.get(top, _BESIDE)
        taken[top] = -right + width + 2 * _APART
        return Sign(
            QRectF(right - width, top + (line.height() - _PILL) / 2, width, _PILL), mark.sign, mark
        )

    def paint(self, painter: QPainter, sign: Sign, colours: ReadingColours) -> None:
        """Paint a sign: a small filled label over the line, a round one in the margin."""
        tone = colours.tone(sign.mark.tone)
        over_line = sign.rect.height() == _LABEL
        painter.setFont(self.label if over_line else self.pill)
        if over_line:
            painter.setBrush(colours.paper)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(sign.rect.adjusted(-1, 0, 1, 0), 3, 3)
        rounding = 2.5 if over_line else _PILL / 2
        painter.setBrush(tone.ink if over_line else tone.ground)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(sign.rect, rounding, rounding)
        painter.setPen(colours.paper if over_line else tone.ink)
        painter.drawText(sign.rect, Qt.AlignmentFlag.AlignCenter, sign.text)


def _corner(flow: Flow, index: int, rects: list[QRectF]) -> tuple[QRectF, bool]:
    """Return the rectangle in which a passage begins, and whether it is read leftwards."""
    leftwards = flow.paragraph(index).leftwards
    first = [rect for rect in rects if rect.top() == rects[0].top()]
    return (first[-1] if leftwards else first[0]), leftwards


def _sized(font: QFont, pixels: int) -> QFont:
    small = QFont(font)
    small.setPixelSize(pixels)
    small.setBold(True)
    return small
