"""A compact list of rows: a code, text cut to fit, and a chip or a position."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from annotator.ui.application.keyboard import ENTER, presses
from annotator.ui.models.rows import ROW, Row, RowsModel, T
from annotator.ui.panels.row_painting import RowPainting
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.even_rows import EvenRows
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.row_view import ChosenWithLeft, focus_without_choosing
from annotator.ui.widgets.typed import tooltip

ROW_HEIGHT, TWO_LINES = 28, 44
"""How high a row is in pixels, with one line of words or with two, for type of 13 pixels."""


class RowList(ChosenWithLeft, EvenRows):
    """Shows a `RowsModel`; arrow keys move, Enter chooses, Delete asks to remove.

    `kept` is the number of rows for which it takes space, if there is any, even with fewer rows:
    so the parts below do not move when rows are added or removed.
    """

    picked = Signal(object)  # the item of the row that a person made the current one
    taken = Signal(object)  # the item of the row that was clicked, or on which Enter was pressed
    left = Signal()  # Enter was pressed: return to the text
    removal_requested = Signal()  # of the mark of the current row
    resized = Signal()  # the number of rows changed

    def __init__(self, model: RowsModel[T], name: str, *, kept: int = 0) -> None:
        super().__init__()
        self._kept = kept
        self._row_height = fonts.pixels(ROW_HEIGHT)
        self._room: int | None = None
        self._is_wanted = True
        self._rows = model
        self.is_let_go = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.pressed.connect(lambda index: self.picked.emit(model.item(index)))
        self.clicked.connect(lambda index: self.taken.emit(model.item(index)))
        model.replaced.connect(self._fit)
        self._fit()

    @property
    def row_height(self) -> int:
        """Return the height of a row, in pixels."""
        return self._row_height

    @property
    def whole_height(self) -> int:
        """Return its height with all rows, and with those it reserves, in pixels."""
        count = self.model().rowCount()
        return max(count, self._kept if count else 0) * self._row_height

    def set_two_lines(self, *, has_two: bool) -> None:
        """Show the text of a row in one line or two."""
        height = fonts.pixels(TWO_LINES if has_two else ROW_HEIGHT)
        if height != self._row_height:
            self._row_height = height
            self.scheduleDelayedItemsLayout()
            self._fit()

    def take(self, room: int) -> None:
        """Limit the height, in pixels; the list scrolls."""
        if room != self._room:
            self._room = room
            self._fit()

    def set_wanted(self, *, is_wanted: bool) -> None:
        """Show the rows, if there are any, or hide the list in any case."""
        self._is_wanted = is_wanted
        self._hide()

    def set_current(self, key: object) -> None:
        """Make the row of an item the current one without emitting `picked`; None for no row."""
        shown = self.selectionModel().selectedIndexes()
        if [self._rows.key(index) for index in shown] != [key]:
            self.setCurrentIndex(self._rows.place(key))

    def set_let_go(self, *, is_let_go: bool) -> None:
        """Show the current row with a dashed line, as let go."""
        if is_let_go != self.is_let_go:
            self.is_let_go = is_let_go
            self.update(self.currentIndex())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        focus_without_choosing(self, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        if event.key() in ENTER and before.isValid():
            self.taken.emit(self._rows.item(before))
            self.left.emit()
            return
        if presses(event, "mark.remove"):
            self.removal_requested.emit()
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.picked.emit(self._rows.item(self.currentIndex()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def _fit(self) -> None:
        count = self.model().rowCount()
        rows = fitting(count, self._kept, self._room, self._row_height)
        self.verticalScrollBar().setSingleStep(self._row_height)
        self.setFixedHeight(rows * self._row_height)
        self._hide()
        self.resized.emit()

    def _hide(self) -> None:
        self.setHidden(not self._is_wanted or not self.model().rowCount())


def fitting(count: int, kept: int, room: int | None, row_height: int) -> int:
    """Return the number of rows for which a list of `count` takes space; None is any room."""
    if room is None:
        return count
    return min(max(1, room // row_height), max(count, kept))


class _RowDelegate(QStyledItemDelegate):
    """Paints a row, and shows its full text in a tooltip."""

    def __init__(self, rows: RowList) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._rows.row_height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # the text decides its direction, the interface only its side
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        palette = shown_in(option.widget)
        is_let_go = self._rows.is_let_go
        painting = RowPainting(painter, option, palette, is_let_go=is_let_go)
        painting.ground()
        painting.write(row)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        row = index.data(ROW)
        QToolTip.showText(event.globalPos(), tooltip(row.text) if row else "", view)
        return True
