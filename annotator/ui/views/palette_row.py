"""Painting of a row of the command palette."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.ui.models.spoken_items import ITEM
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.index import Index

ROW_HEIGHT = 28
"""The height of a row in pixels."""

_MARGIN = 8


class PaletteRow(QStyledItemDelegate):
    """Paints the text, and at the end of the row, quieter, the shortcut or the kind."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, fonts.pixels(ROW_HEIGHT))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        palette = shown_in(option.widget)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, palette.selected)
        box = option.rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        details = index.data(ITEM).details
        painter.setFont(fonts.small(option.font))
        painter.setPen(palette.second)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignTrailing, details)
        room = box.width() - QFontMetrics(painter.font()).horizontalAdvance(details) - _MARGIN
        painter.setFont(option.font)
        painter.setPen(palette.ink)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room
        )
        painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeading, text)
        painter.restore()
