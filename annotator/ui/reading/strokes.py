"""The shapes a mark is drawn with: bands, underlines in patterns, and the frame."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen

from annotator.ui.reading.face import Face

LANES = 3  # underlines below one line; more share a lane

_ROUNDING = 3.0
_LANE = 3.0  # from one underline to the next
_ASIDE = 9.0  # from the words to the line in the margin
_DASHES = {"conflicting": (3.5, 2.0), "supported": (1.0, 1.0)}


def band(painter: QPainter, rects: Sequence[QRectF], colour: QColor) -> None:
    """Fill the ground behind some words."""
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
    """Fill one shape behind words that may run over several lines."""
    painter.fillPath(_around(rects), colour)


def underlines(
    painter: QPainter, rects: Sequence[QRectF], face: Face, lane: int, look: tuple[str, QColor]
) -> None:
    """Underline words in a lane, in the pattern of a tone and its ink."""
    tone, ink = look
    below = face.baseline + 0.25 * face.size + lane % LANES * _LANE
    for rect in rects:
        # smaller where the type is smaller than the face says
        y = round(rect.top() + below * rect.height() / face.line)
        _underline(painter, rect.left(), rect.right(), y, tone, ink)


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
    painter.drawPath(_around(rects))


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


def _around(rects: Sequence[QRectF]) -> QPainterPath:
    """Return the outline of lines of words, a little wider than they are, with round corners."""
    words = QPainterPath()
    words.setFillRule(Qt.FillRule.WindingFill)
    for rect in rects:
        words.addRect(rect.adjusted(-0.5, 0, 0.5, 0))
    rounder = QPainterPathStroker(QPen(Qt.GlobalColor.black, 2 * _ROUNDING))
    rounder.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return rounder.createStroke(words).united(words).simplified()
