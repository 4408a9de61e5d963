"""A choice as a check box with its name beside it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.theming.sheet import BOX
from annotator.ui.widgets.choice_button import IN_THE_MIDDLE, ChoiceButton, advance
from annotator.ui.widgets.field_height import field_height

_TICK = ((0.24, 0.52), (0.43, 0.71), (0.78, 0.31))  # corners, as parts of the box


class BoxButton(ChoiceButton):
    """A choice as a check box with its name beside it."""

    overlap = -8

    def box(self) -> QRect:
        """Return the rectangle of the box."""
        size = self._box_size()
        whole = QRect(1, (self.height() - size) // 2, size, size)
        return self._mirrored(whole)

    @override
    def _measured(self) -> QSize:
        name = advance(self._name_font(), self.choice.name)
        return QSize(self._box_size() + 8 + name + 4, field_height(self.font()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        palette, box = shown_in(self), self.box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on, is_usable = self.isChecked(), self.isEnabled()
        ground = palette.accent if is_on and is_usable else palette.field
        painter.setPen(QPen(palette.accent if is_on and is_usable else palette.third, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if is_on:
            painter.setPen(QPen(palette.paper if is_usable else palette.third, box.width() / 8))
            painter.drawPath(_tick(QRectF(box)))
        painter.setPen(palette.ink if is_usable else palette.third)
        painter.setFont(self._name_font())
        start = box.width() + 8
        beside = QRect(start, 0, self.width() - start, self.height())
        painter.drawText(self._mirrored(beside), IN_THE_MIDDLE, self.choice.name)
        if self.hasFocus():
            line = QRect(start, self.height() - 4, self.width() - start - 4, 2)
            painter.fillRect(self._mirrored(line), palette.accent)

    def _box_size(self) -> int:
        return fonts.pixels(BOX) + 2


def _tick(box: QRectF) -> QPainterPath:
    points = [box.topLeft() + QPointF(x, y) * box.width() for x, y in _TICK]
    path = QPainterPath(points[0])
    for point in points[1:]:
        path.lineTo(point)
    return path
