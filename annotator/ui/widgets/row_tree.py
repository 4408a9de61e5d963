"""Trees that paint a focus ring around the current row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeWidget
from typing_extensions import override

from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring


class RowTree(QTreeWidget):
    """A tree of rows with several columns, of which one is selected at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    @override
    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().drawRow(painter, options, index)
        if self.hasFocus() and index == self.currentIndex().siblingAtColumn(0):
            paint_focus_ring(painter, options.rect, shown_in(self))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
