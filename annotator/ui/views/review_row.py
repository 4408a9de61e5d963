"""Painting of a mark to review: two lines, before and now."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.models.rows import ROW
from annotator.ui.models.unsettled_rows import UnsettledRow, states
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.word_row import paint_words

ROW_HEIGHT: Final = 52
"""How high a row is, in pixels."""

_SIDE, _LINE, _LABEL = 8, 22, 44
_CHIPS = 96  # or more, where the names of the states are longer
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class ReviewRow(QStyledItemDelegate):
    """Paints the code above the state, and beside them the former and the present text."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, fonts.pixels(ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: UnsettledRow = index.data(ROW)
        palette = shown_in(option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option, palette)
        box: QRect = option.rect.adjusted(_SIDE, 4, -_SIDE, -4)
        self._paint_state(painter, option, box, row)
        line_height, beside = fonts.pixels(_LINE), _chips(option.font)
        for number, (label, words) in enumerate(((tr("was"), row.was), (tr("now"), row.now))):
            line = QRect(box.left() + beside, box.top() + number * line_height, 0, line_height)
            line.setRight(box.right())
            painter.setFont(fonts.small(option.font))
            painter.setPen(palette.second)
            place = QStyle.visualRect(option.direction, option.rect, line)
            painter.drawText(place, int(_START), label)
            line.setLeft(line.left() + fonts.pixels(_LABEL))
            place = QStyle.visualRect(option.direction, option.rect, line)
            paint_words(painter, place, words, option.font, palette)
        painter.restore()

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: UnsettledRow
    ) -> None:
        palette = shown_in(option.widget)
        chips, line = _chips(option.font), fonts.pixels(_LINE)
        code = QRect(box.left(), box.top(), chips, line)
        painter.setFont(fonts.strong(fonts.chip(option.font)))
        painter.setPen(palette.second)
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, code), int(_START), row.code
        )
        width = min(chip_width(row.chip, row.tone, option.font), chips - 8)
        chip = QRect(box.left(), box.top() + line + 1, width, fonts.pixels(CHIP_HEIGHT))
        painter.setFont(option.font)
        place = QStyle.visualRect(option.direction, option.rect, chip)
        paint_chip(painter, place, row.chip, row.tone, palette)


def _chips(font: QFont) -> int:
    """Return the width of the states, in pixels."""
    widths = [chip_width(state, "warning", font) for state in states()]
    return max(fonts.pixels(_CHIPS), *(width + _SIDE for width in widths))


def _ground(painter: QPainter, option: QStyleOptionViewItem, palette: Palette) -> None:
    is_current = bool(option.state & QStyle.StateFlag.State_Selected)
    if not is_current and not option.state & QStyle.StateFlag.State_MouseOver:
        return
    has_keys = is_current and option.widget.hasFocus()
    painter.setPen(QPen(palette.accent) if has_keys else Qt.PenStyle.NoPen)
    painter.setBrush(palette.selected if is_current else palette.window)
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
