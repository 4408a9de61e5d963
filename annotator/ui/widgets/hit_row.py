"""Rows that can be ticked, in whose text words are set off."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.span import Span, Utf16Map
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.hit_format import hit_format
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.line_breaking import laid_out

HITS: Final = Qt.ItemDataRole.UserRole
"""The role of the spans of an item's text that are set off."""

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_TO_LEFT: Final = "\u200f"  # as the interface is written, also without a letter before the text


class HitRowPainter(QStyledItemDelegate):
    """Paints the text of a row in as many lines as it takes."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        text, shown.text = shown.text, ""
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        shown.text = text
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, shown, shown.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, shown.widget) + 1
        box.adjust(margin, 0, -margin, 0)
        palette = shown_in(shown.widget)
        is_left = shown.direction is Qt.LayoutDirection.RightToLeft
        head, side = (_TO_LEFT, _RIGHT) if is_left else ("", Qt.AlignmentFlag.AlignLeading)
        layout = laid_out(head + text, shown.font, box.width(), side=side)
        top = box.top() + (box.height() - layout.boundingRect().height()) / 2
        hits = _hits(head, text, index.data(HITS) or ())
        for each in hits:
            each.format = hit_format(palette)
        painter.save()
        painter.setPen(palette.ink)
        layout.draw(painter, QPointF(box.left(), top), hits)
        painter.restore()


def _hits(head: str, text: str, spans: tuple[Span, ...]) -> list[QTextLayout.FormatRange]:
    units = Utf16Map(head + text)
    found = []
    for span in spans:
        each = QTextLayout.FormatRange()
        each.start = units.to_utf16(len(head) + span.start)
        each.length = units.to_utf16(len(head) + span.end) - each.start
        found.append(each)
    return found
