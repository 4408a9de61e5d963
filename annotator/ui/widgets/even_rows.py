"""A list of any number of rows of one height, whose places are counted instead of laid out."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem
from shiboken6 import isValid
from typing_extensions import override

from annotator.ui.theming.palette import shown_in
from annotator.ui.theming.viewport import opaque_viewport
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.index import Index

_Hint = QAbstractItemView.ScrollHint
_Move = QAbstractItemView.CursorAction


class EvenRows(QListView):
    """Shows rows that all have the height of the first one.

    QListView keeps a place for each row: with 300,000, it asks the model 300,000 times after each
    change, and its scroll bar grows meanwhile.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setViewport(opaque_viewport())
        # the style sheet makes it transparent, and what is not opaque is painted whole to scroll it
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._height = 1  # pixels of a row
        self._stays = False  # what is seen, while the scroll bar is moved
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def doItemsLayout(self) -> None:
        if isValid(self):  # Qt asks for it also while it deletes the list
            QAbstractItemView.doItemsLayout(self)

    @override
    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)
        count, room = self._count(), self.viewport().height()
        self._height = self._measured() if count else 1
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._height)
        bar.setPageStep(room)
        bar.setRange(0, max(0, count * self._height - room))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._stays:
            return
        if abs(dy) < self.viewport().height() and not self._has_ring():
            self.viewport().scroll(dx, dy)
        else:
            self.viewport().update()

    @override
    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Make room; visible rows stay where they are when others are inserted above."""
        QAbstractItemView.rowsInserted(self, parent, start, end)
        added, bar = end - start + 1, self.verticalScrollBar()
        seen = bar.value()
        self.updateGeometries()
        if start * self._height <= seen and self._count() > added:
            self._stays = True
            bar.setValue(seen + added * self._height)
            self._stays = False
        self._move_down(start * self._height - seen, added * self._height - bar.value() + seen)

    @override
    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        top = index.row() * self._height - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), self._height)

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        row = self._row_at(p.y())
        is_here = 0 <= row < self._count() and 0 <= p.x() < self.viewport().width()
        return self.model().index(row, 0) if is_here else QModelIndex()

    @override
    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        self.executeDelayedItemsLayout()
        if index.isValid():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + _way(self.visualRect(index), self.viewport().height(), hint))

    @override
    def moveCursor(self, cursorAction: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        self.executeDelayedItemsLayout()
        here, last = self.currentIndex(), self._count() - 1
        if last < 0 or not here.isValid():
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // self._height - 1)
        rows = {
            _Move.MoveUp: here.row() - 1,
            _Move.MovePrevious: here.row() - 1,
            _Move.MoveDown: here.row() + 1,
            _Move.MoveNext: here.row() + 1,
            _Move.MovePageUp: here.row() - page,
            _Move.MovePageDown: here.row() + page,
            _Move.MoveHome: 0,
            _Move.MoveEnd: last,
        }
        return self.model().index(max(0, min(rows.get(cursorAction, here.row()), last)), 0)

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        area = rect.normalized()
        first = max(0, self._row_at(area.top()))
        last = min(self._row_at(area.bottom()), self._count() - 1)
        chosen = QItemSelection()
        if first <= last:
            chosen.select(self.model().index(first, 0), self.model().index(last, 0))
        self.selectionModel().select(chosen, command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region, seen = QRegion(), self.viewport().rect()
        for number in range(selection.count()):
            part = selection.at(number)
            region += self.visualRect(part.topLeft()).united(self.visualRect(part.bottomRight()))
        return region.intersected(seen)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        QAbstractItemView.currentChanged(self, current, previous)
        if self.hasFocus():
            _tell(self, current, "Focus")

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        QAbstractItemView.selectionChanged(self, selected, deselected)
        for part, event in ((selected, "SelectionAdd"), (deselected, "SelectionRemove")):
            if part.count():
                _tell(self, part.at(0).topLeft(), event)
        if bool(selected.count()) is not bool(deselected.count()):  # both are empty when rows move
            self.viewport().update()  # the ring may come or go

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, chosen = QPainter(self.viewport()), self.selectionModel()
        painter.fillRect(event.rect(), shown_in(self).chrome)
        pointed, region, common = self._pointed(), event.region(), QStyleOptionViewItem()
        self.initViewItemOption(common)
        for row in self.rows_in(event.rect()):
            index = self.model().index(row, 0)
            rect = self.visualRect(index)
            if not region.intersects(rect):
                continue
            option = QStyleOptionViewItem(common)
            option.rect = rect
            if chosen.isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == pointed:
                option.state |= QStyle.StateFlag.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
        if self._has_ring():
            paint_focus_ring(painter, self.viewport().rect(), shown_in(self))

    def rows_in(self, part: QRect) -> range:
        """Return the rows that are at least in part within a part of the view."""
        last = min(self._row_at(part.bottom()), self._count() - 1)
        return range(self._row_at(part.top()), last + 1)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Look for no row that begins with a letter: all of them would have to be read."""

    def _move_down(self, top: int, distance: int) -> None:
        """Move the part below a height, in pixels, so that only new rows are painted."""
        below = self.viewport().rect()
        if distance and (self._has_ring() or self._pointed() >= 0):
            self.viewport().update()
        elif distance and top <= below.bottom():
            below.setTop(max(0, top))
            self.viewport().scroll(0, distance, below)

    def _has_ring(self) -> bool:
        """Return whether it is focused, and no row shows that."""
        return self.hasFocus() and not self.selectionModel().hasSelection()

    def _count(self) -> int:
        model: QAbstractItemModel | None = self.model()
        return model.rowCount() if model is not None else 0

    def _measured(self) -> int:
        option, index = QStyleOptionViewItem(), self.model().index(0, 0)
        self.initViewItemOption(option)
        option.rect = self.viewport().rect()  # the height may depend on the width
        return max(1, self.itemDelegate().sizeHint(option, index).height())

    def _row_at(self, y: int) -> int:
        return (y + self.verticalScrollBar().value()) // self._height

    def _pointed(self) -> int:
        """Return the row below the mouse, if that is followed; -1 when it is elsewhere."""
        if not (self.hasMouseTracking() and self.viewport().underMouse()):
            return -1
        return self.indexAt(self.viewport().mapFromGlobal(QCursor.pos())).row()


def _tell(view: QListView, index: Index, kind: str) -> None:
    """Tell screen readers of a row, once the window is shown."""
    if not index.isValid() or not view.isVisible():
        return
    from PySide6.QtGui import (  # noqa: PLC0415 - 2 ms of the start, which has nothing to tell
        QAccessible,
        QAccessibleEvent,
    )

    if QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event[kind])
        event.setChild(index.row())
        QAccessible.updateAccessibility(event)


def _way(row: QRect, room: int, hint: _Hint) -> int:
    """Return how far to scroll down, in pixels, to show a row in a view of this height."""
    below = row.top() + row.height() - room  # how far down it ends at the lower edge
    match hint:
        case _Hint.PositionAtTop:
            return row.top()
        case _Hint.PositionAtBottom:
            return below
        case _Hint.PositionAtCenter:
            return row.top() - (room - row.height()) // 2
        case _:
            return min(row.top(), 0) or max(min(below, row.top()), 0)
