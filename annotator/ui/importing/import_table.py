"""The table of an import, with fields edited in place."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from annotator.domain.dates import parse_date
from annotator.domain.direction import isolated
from annotator.i18n import tr
from annotator.operations.import_rows import Column, ImportRow
from annotator.ui.application.keyboard import ENTER
from annotator.ui.importing.import_model import ROW_ROLE, ImportModel
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import shown_in
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.keys import is_enter

_ROW, _INSET = 32, 5
_WIDTHS = {
    Column.FILE: 170,
    Column.PUBLISHER: 140,
    Column.LINK: 140,
    Column.PUBLISHED: 96,
    Column.ENCODING: 168,
    Column.STATE: 230,
}
_HEADLINE = 200  # minimum width in pixels
_SHOWN_AT_ONCE = _ROW * 9


class ImportTable(QTableView):
    """Typing edits a cell, Enter commits it and goes down; arrows move, Tab leaves the table."""

    looked_at = Signal(QModelIndex)  # a cell was clicked, or Enter pressed on it

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import.files")
        self.setAccessibleName(tr("Articles to import"))
        self.setModel(model)
        cell = _Cell(self)
        cell.finished.connect(self._go_down)
        self.setItemDelegate(cell)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setMinimumHeight(_SHOWN_AT_ONCE)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            trigger.DoubleClicked
            | trigger.SelectedClicked
            | trigger.EditKeyPressed
            | trigger.AnyKeyPressed
        )
        self.clicked.connect(self.looked_at)
        self.setColumnHidden(Column.ENCODING, True)  # noqa: FBT003 - Qt's own
        self._set_sizes()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in ENTER
        if is_enter and self.currentIndex().column() in (Column.ENCODING, Column.STATE):
            self.looked_at.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _go_down(self) -> None:
        index = self.currentIndex()
        if (below := index.siblingAtRow(index.row() + 1)).isValid():
            self.setCurrentIndex(below)

    def _set_sizes(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(fonts.pixels(_ROW))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.HEADLINE, QHeaderView.ResizeMode.Stretch)
        self._share_width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width()

    def _share_width(self) -> None:
        """Give the headline the rest of the width, narrowing other columns if that is little."""
        header = self.horizontalHeader()
        shown = [each for each in _WIDTHS if not self.isColumnHidden(each)]
        least = {each: header.sectionSizeHint(each) for each in shown}
        wanted = {each: max(0, fonts.pixels(_WIDTHS[each]) - least[each]) for each in shown}
        room = max(0, self.viewport().width() - fonts.pixels(_HEADLINE) - sum(least.values()))
        every = sum(wanted.values())
        for each in shown:
            header.resizeSection(each, least[each] + wanted[each] * room // max(room, every, 1))


class _Cell(QStyledItemDelegate):
    """Paints a cell in the colour of its state; the state itself is a chip."""

    finished = Signal()  # Enter was pressed in an edited cell

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(editor, QWidget):
            return super().eventFilter(editor, event)
        if event.type() is not QEvent.Type.KeyPress or not is_enter(event):
            return super().eventFilter(editor, event)
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)
        self.finished.emit()
        return True

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = isolated(option.text)
        palette = shown_in(self._table())
        item: ImportRow = index.data(ROW_ROLE)
        ink = palette.ink if item.is_wanted else palette.second
        if index.column() == Column.PUBLISHED and not _is_date(item.published):
            ink = palette.tone("refuted").ink
        if index.column() == Column.ENCODING and item.draft.is_guessed:
            ink = palette.accent
        shown: QPalette = option.palette
        shown.setColor(QPalette.ColorRole.Text, ink)
        shown.setColor(QPalette.ColorRole.HighlightedText, ink)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        if index.column() == Column.STATE:
            self._paint_state(painter, option, index)
        else:
            self._paint_ground(painter, option)
            super().paint(painter, _inset(option), index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, option.rect, shown_in(self._table()))

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: ImportRow = index.data(ROW_ROLE)
        text, tone = item.state, "supported" if item.is_new else "warning"
        cell: QRect = option.rect
        width = min(chip_width(text, tone, self._table().font()), cell.width() - 8)
        place = QRect(0, 0, width, fonts.pixels(CHIP_HEIGHT))
        place.moveCenter(cell.center())
        if self._table().isRightToLeft():
            place.moveRight(cell.right() - 8)
        else:
            place.moveLeft(cell.left() + 8)
        painter.setFont(self._table().font())
        paint_chip(painter, place, text, tone, shown_in(self._table()))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        return super().editorEvent(event, model, _inset(option), index)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        self._table().style().drawPrimitive(panel, option, painter, self._table())

    def _table(self) -> QWidget:
        table = self.parent()
        assert isinstance(table, QWidget)  # noqa: S101 - it is made with its table
        return table


def _inset(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """Return the style option with the text aligned with that of the header."""
    inner = QStyleOptionViewItem(option)
    inner.rect = option.rect.adjusted(_INSET, 0, -_INSET, 0)
    return inner


def _is_date(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True
