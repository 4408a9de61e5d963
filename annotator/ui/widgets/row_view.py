"""Lists of rows in which only the left mouse button and keys choose."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget
from typing_extensions import override

from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.index import Index


class ChosenWithLeft(QListView):
    """Shows rows without editing or keyboard search; a row is not chosen by other buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Qt makes a row the current one with any mouse button, without a signal
        if event.button() is Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        # and those dragged over
        if not event.buttons():
            super().mouseMoveEvent(event)

    @override
    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        # and a row is not deselected by Ctrl or a click outside
        flags = QItemSelectionModel.SelectionFlag
        if event is not None and not index.isValid():
            return flags.NoUpdate
        return flags.ClearAndSelect

    @override
    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window, as they are its shortcuts."""


class RowView(ChosenWithLeft):
    """Shows rows that Qt lays out, for the most part of equal height.

    Rows of unequal height are laid out again in another width, also when a scroll bar appears:
    their texts wrap again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.uniformItemSizes() and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.selectedIndexes():  # no row shows it
            paint_focus_ring(QPainter(self.viewport()), self.viewport().rect(), shown_in(self))


def focus_without_choosing(view: QListView, event: QFocusEvent) -> None:
    """Focus a list, for `focusInEvent`, without choosing a row.

    Qt makes the first row current if none is, so that Tab would do what only a choice may.
    """
    if view.currentIndex().isValid():
        QAbstractItemView.focusInEvent(view, event)
    else:
        QWidget.focusInEvent(view, event)
        view.viewport().update()
