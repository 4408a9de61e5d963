"""Painting of a step of the history: what it did, and below it when and by whom."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.direction import with_names_isolated
from annotator.ui.models.history_pages import HistoryRow
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.index import Index

_SIDE, _MARGIN, _GAP = 10, 6, 2
_START: Final = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class HistoryRowPainter(QStyledItemDelegate):
    """Paints two lines; an undone step is struck through, and named so below."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, foot = QFontMetrics(option.font), QFontMetrics(fonts.small(option.font))
        return QSize(200, line.height() + foot.height() + _GAP + 2 * _MARGIN)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: HistoryRow = index.data(ITEM)
        palette = shown_in(option.widget)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            has_keys = option.widget.hasFocus()
            painter.setPen(QPen(palette.accent) if has_keys else Qt.PenStyle.NoPen)
            painter.setBrush(palette.selected)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box = option.rect.adjusted(_SIDE, _MARGIN, -_SIDE, -_MARGIN)
        font = QFont(option.font)
        font.setStrikeOut(row.step.is_undone)
        height = QFontMetrics(font).height()
        painter.setPen(palette.second if row.step.is_undone else palette.ink)
        _write(painter, QRect(box.left(), box.top(), box.width(), height), row.line, font)
        painter.setPen(palette.second)
        below = QRect(box.left(), box.top() + height + _GAP, box.width(), box.height() - height)
        _write(painter, below, row.foot, fonts.small(option.font))
        painter.restore()


def _write(painter: QPainter, box: QRect, text: str, font: QFont) -> None:
    painter.setFont(font)
    shown = with_names_isolated(text)
    cut = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(_START), cut)
