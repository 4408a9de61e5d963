"""The line around the widget that has the keyboard focus."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from annotator.ui.theming.palette import Palette


def paint_focus_ring(painter: QPainter, rect: QRect, palette: Palette) -> None:
    """Paint a line of one sharp pixel inside a rectangle."""
    painter.save()
    painter.setPen(palette.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # half a pixel off, the line falls between two and is half as dark
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()
