"""A rounded chip that shows a state with a sign and a word."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette

CHIP_HEIGHT = 20
"""The height in pixels that suits the interface type."""

_PADDING = 8
_SIGNS = {"refuted": "✕", "conflicting": "?", "supported": "✓", "warning": "▲"}


def chip_text(text: str, tone: str) -> str:
    """Return the text of a chip, with the sign of its tone before it."""
    return f"{_SIGNS[tone]} {text}" if tone in _SIGNS else text


def chip_width(text: str, tone: str, font: QFont) -> int:
    """Return the width of a chip in pixels, for the font of the interface."""
    return QFontMetrics(_type(font)).horizontalAdvance(chip_text(text, tone)) + 2 * _PADDING


def paint_chip(painter: QPainter, rect: QRect, text: str, tone: str, palette: Palette) -> None:
    """Paint a chip into the rectangle, with the painter's font as the interface type.

    Text that does not fit is cut at its end.
    """
    colours = palette.tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.ground)
    painter.drawRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    painter.setFont(_type(painter.font()))
    painter.setPen(colours.ink)
    room = rect.width() - 2 * _PADDING + 1
    shown = painter.fontMetrics().elidedText(
        chip_text(text, tone), Qt.TextElideMode.ElideRight, room
    )
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


def _type(font: QFont) -> QFont:
    return fonts.strong(fonts.chip(font))
