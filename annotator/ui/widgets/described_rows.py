"""Rows of a list that have a description below their name."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.direction import isolated
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.index import Index

_PADDING: Final = (8, 4)  # pixels beside and above a row
_TALLEST: Final = 400
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)


class DescribedRows(QStyledItemDelegate):
    """Paints the first line of a row as its name, and the others smaller below; both wrap.

    A row that cannot be chosen is the head of a group.
    """

    def __init__(self, rows: QListWidget) -> None:
        super().__init__(rows)
        self._rows = rows
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        rows.setResizeMode(QListWidget.ResizeMode.Adjust)
        rows.setWordWrap(True)  # otherwise Qt would not lay rows out anew in another width

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        around = 2 * (_PADDING[0] + self._rows.spacing())
        room = QRect(0, 0, self._rows.viewport().width() - around, _TALLEST)
        name, description = _parts(index)
        height = _height(option.font, room, name) + 2 * _PADDING[1]
        if description:
            height += _height(fonts.small(option.font), room, description)
        return QSize(0, height)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        palette, small = shown_in(option.widget), fonts.small(option.font)
        name, description = _parts(index)
        is_head = not index.flags() & Qt.ItemFlag.ItemIsSelectable
        box = option.rect.adjusted(_PADDING[0], _PADDING[1], -_PADDING[0], -_PADDING[1])
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setPen(palette.second if is_head else palette.ink)
        painter.setFont(fonts.strong(small) if is_head else option.font)
        painter.drawText(box, _WRAPPED, name)
        painter.setPen(palette.second)
        painter.setFont(small)
        below = box.adjusted(0, _height(option.font, box, name), 0, 0)
        painter.drawText(below, _WRAPPED, description)
        painter.restore()


def _parts(index: Index) -> tuple[str, str]:
    name, _, description = str(index.data()).partition("\n")
    lines = (isolated(line) for line in description.split("\n"))
    return isolated(name), "\n".join(lines)


def _height(font: QFont, room: QRect, text: str) -> int:
    """Return the height in pixels of a text that wraps at the width of a rectangle."""
    return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
