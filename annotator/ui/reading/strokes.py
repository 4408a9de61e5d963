"""The shapes of marks: bands, patterned underlines, and the frame."""

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from annotator.ui.reading.face import Face
from annotator.ui.theming.palette import Tone

LANES = 2  # underlines below one line; more share a lane

_ROUNDING = 3.0
_FRAMED = 2.5  # how far a frame is inset: half a pixel higher than its lines
_LANE = 0.25  # from one underline to the next, and from the baseline to the first, of the type
_TICK = 3.0  # how far the ends of an underline reach above and below it
_AIR = 3 / 28  # of the line, above and below the ground of a mark
_KEPT = 16  # outlines; two are visible
_BAR, _BAR_AWAY = 4.0, 16.0  # the cursor: how wide, and how far from the words it begins
_ASIDE = 9.0  # from the words to the line in the margin
_DASHED = (3.0, 2.0)  # of the width of the line
_DASHES = {"conflicting": (3.5, 2.0), "supported": (1.0, 1.0)}


def band(painter: QPainter, rects: Sequence[QRectF], colour: QColor) -> None:
    """Fill the background of some words."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for rect in rects:
        painter.drawRoundedRect(rect, _ROUNDING, _ROUNDING)


def hatched(painter: QPainter, rects: Sequence[QRectF], colour: QColor) -> None:
    """Draw thin slanting lines across some words."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
    for rect in rects:
        painter.drawRect(rect.adjusted(0, 1, 0, 0))


def ground(painter: QPainter, rects: Sequence[QRectF], colour: QColor) -> None:
    """Fill one shape of whole line heights behind words that may run over several lines."""
    painter.fillPath(_around(rects, _ROUNDING), colour)


def mark_ground(rects: Sequence[QRectF]) -> list[QRectF]:
    """Return the part of some lines that is filled for a mark, inside the cursor's band."""
    return [rect.adjusted(0, air := rect.height() * _AIR, 0, -air) for rect in rects]


def bar(painter: QPainter, lines: QRectF, ink: QColor) -> None:
    """Draw the reading cursor beside some lines; on their right if they have a width."""
    x = lines.right() + _BAR_AWAY - _BAR if lines.width() else -_BAR_AWAY
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(x, lines.top() + 2, _BAR, lines.height() - 4), 2, 2)


class Underline(Struct, frozen=True):
    """The line below a mark: its lane, its pattern and the colours it is drawn in.

    Where more marks overlap than there are lanes, the later line covers the earlier one.
    """

    lane: int
    tone: str
    colours: Tone
    face: Face

    def draw(self, painter: QPainter, rects: Sequence[QRectF]) -> None:
        """Draw the line below some words."""
        for rect in rects:
            y = self._height(rect)
            if self.lane >= LANES:
                painter.fillRect(QRectF(rect.left(), y - 1, rect.width(), 5), self.colours.ground)
            _underline(painter, rect.left(), rect.right(), y, self.tone, self.colours.ink)

    def end(self, painter: QPainter, rect: QRectF, *, right: bool) -> None:
        """Draw a tick at an end of the line, below the words in which the mark begins or ends."""
        x = round(rect.right()) - 1 if right else round(rect.left())
        tick = QRectF(x, self._height(rect) - _TICK, 1, 2 * _TICK + 1)
        painter.fillRect(tick, self.colours.ink)

    def _height(self, rect: QRectF) -> int:
        below = self.face.baseline + (1 + self.lane % LANES) * _LANE * self.face.size
        # smaller where the type is smaller than the face says
        return round(rect.top() + below * rect.height() / self.face.line)


def _underline(
    painter: QPainter, left: float, right: float, y: int, tone: str, ink: QColor
) -> None:
    if tone == "unchecked":
        painter.fillRect(QRectF(left, y, right - left, 1), ink)
        painter.fillRect(QRectF(left, y + 2, right - left, 1), ink)
        return
    pen = QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if tone in _DASHES:
        pen.setDashPattern(_DASHES[tone])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y + 1), QPointF(right, y + 1))


def frame(painter: QPainter, rects: Sequence[QRectF], ink: QColor) -> None:
    """Draw one rounded line around words that may run over several lines."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawPath(_around(rects, _FRAMED))


def dashed(painter: QPainter, rects: Sequence[QRectF], ink: QColor) -> None:
    """Draw one dashed line around words that may run over several lines."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ink, 1.5, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(_DASHED)
    painter.setPen(pen)
    painter.drawPath(_around(rects, _FRAMED))


def dotted(painter: QPainter, lines: QRectF, ink: QColor) -> None:
    """Draw a dotted line in the margin of some lines; on their right when they have a width."""
    pen = QPen(ink, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 2.4])
    painter.setPen(pen)
    x = lines.right() + _ASIDE if lines.width() else -_ASIDE
    painter.drawLine(QPointF(x, lines.top() + 2), QPointF(x, lines.bottom() - 2))


def caret(painter: QPainter, line: QRectF, ink: QColor, *, moving: bool) -> None:
    """Draw an end of the selection; the one that moves carries a knob."""
    painter.fillRect(QRectF(round(line.left()) - 1, line.top() + 1, 2, line.height() - 2), ink)
    if moving:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QPointF(round(line.left()), line.top() + 1), 3.5, 3.5)


def _around(rects: Sequence[QRectF], inset: float) -> QPainterPath:
    """Return the outline of lines of words, a little wider than they are, with round corners.

    It is as high as the lines when they are inset by its rounding, and higher for less.
    """
    return _outline(tuple(rect.getRect() for rect in rects), inset)


@lru_cache(_KEPT)  # uniting two paths takes a fifth of painting what a claim changes
def _outline(rects: tuple[tuple[float, ...], ...], inset: float) -> QPainterPath:
    outline = QPainterPath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        outline.addRect(QRectF(*rect).adjusted(-0.5, inset, 0.5, -inset))
    rounder = QPainterPathStroker(QPen(Qt.GlobalColor.black, 2 * _ROUNDING))
    rounder.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return rounder.createStroke(outline).united(outline).simplified()
