"""Trees that paint a focus ring around the current row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QTreeWidget
from typing_extensions import override

from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring


def one_row_at_a_time(tree: QTreeView) -> None:
    """Let one row of a tree be selected at a time, of which all are as high as the first."""
    tree.setAllColumnsShowFocus(True)
    tree.setUniformRowHeights(True)
    tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)


def paint_row_ring(
    tree: QTreeView,
    painter: QPainter,
    options: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> None:
    """Paint the focus ring of a tree around a row, if that is the current one."""
    if tree.hasFocus() and index == tree.currentIndex().siblingAtColumn(0):
        paint_focus_ring(painter, options.rect, shown_in(tree))


def go_to_a_row(tree: QTreeView) -> None:
    """Make the first row current if none is."""
    if not tree.currentIndex().isValid():
        tree.setCurrentIndex(tree.model().index(0, 0))


class RowTree(QTreeWidget):
    """A tree of rows with several columns, of which one is selected at a time."""

    def __init__(self) -> None:
        super().__init__()
        one_row_at_a_time(self)

    @override
    def drawRow(
        self,
        painter: QPainter,
        options: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().drawRow(painter, options, index)
        paint_row_ring(self, painter, options, index)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        go_to_a_row(self)
