"""The list of export formats, grouped by what they are for."""

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyleOptionViewItem,
)
from typing_extensions import override

from annotator import exporters
from annotator.exporters import FormatGroup
from annotator.i18n import tr
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.row_tree import RingedRows

_ID: Final = int(Qt.ItemDataRole.UserRole)
_DESCRIPTION: Final = _ID + 1
_WIDTH: Final = 300
_PADDING: Final = (8, 4)
_AROUND: Final = 2 * _PADDING[0] + 12  # pixels beside a description, with the scroll bar
_TALLEST: Final = 400
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)


class FormatList(QListWidget):
    """Shows each format with a line on what it is good for, below the name of its group."""

    chosen = Signal(str)  # its id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("export.format")
        self.setAccessibleName(tr("Format"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_FormatRows(self))
        self.setFixedWidth(fonts.pixels(_WIDTH))
        for group in FormatGroup:
            self._add(group)
        self.choose(exporters.FORMATS[0].id)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.format_id))

    @property
    def format_id(self) -> str:
        """Return the id of the chosen format."""
        return str(self.currentItem().data(_ID))

    def choose(self, format_id: str) -> None:
        """Choose a format; nothing happens when there is none with this id."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == format_id:
                self.setCurrentRow(row)

    def _add(self, group: FormatGroup) -> None:
        head = QListWidgetItem(tr(group), self)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        for each in exporters.FORMATS:
            if each.group == group:
                item = QListWidgetItem(tr(each.name), self)
                item.setData(_ID, each.id)
                item.setData(_DESCRIPTION, tr(each.description))
                spoken = f"{tr(each.name)}: {tr(each.description)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)


class _FormatRows(RingedRows):
    """Paints a name with its description below, or the name of a group."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        room = QRect(0, 0, fonts.pixels(_WIDTH) - _AROUND, _TALLEST)
        height = _height(option.font, room, str(index.data())) + 2 * _PADDING[1]
        if described := index.data(_DESCRIPTION):
            height += _height(fonts.small(option.font), room, described)
        return QSize(0, height)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = ""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        palette, small = shown_in(option.widget), fonts.small(option.font)
        described = str(index.data(_DESCRIPTION) or "")
        box = option.rect.adjusted(_PADDING[0], _PADDING[1], -_PADDING[0], -_PADDING[1])
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setPen(palette.ink if described else palette.second)
        painter.setFont(option.font if described else fonts.strong(small))
        name = str(index.data())
        painter.drawText(box, _WRAPPED, name)
        painter.setPen(palette.second)
        painter.setFont(small)
        below = box.adjusted(0, _height(option.font, box, name), 0, 0)
        painter.drawText(below, _WRAPPED, described)
        painter.restore()


def _height(font: QFont, room: QRect, text: str) -> int:
    """Return the height in pixels of a text that wraps at the width of a rectangle."""
    return QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
