"""A compact list of rows: a code, words that are cut to fit, and a chip."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)
from typing_extensions import override

from annotator.ui.models.rows import ROW, Row, RowsModel, T
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.row_view import RowView
from annotator.ui.widgets.typed import tooltip

ROW_HEIGHT = 26
"""How high a row is, in pixels."""

_INSET, _PADDING, _CODE, _GAP, _WIDEST_CHIP = 4, 8, 30, 8, 132
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine


class RowList(RowView):
    """Shows a `RowsModel`, as high as its rows up to a limit; arrows move, Enter takes."""

    picked = Signal(object)  # the item of the row that a person made the current one
    taken = Signal(object)  # the item of the row that was clicked, or on which Enter was pressed
    left = Signal()  # Enter was pressed: the person is done here

    def __init__(self, model: RowsModel[T], name: str, *, most: int = 4) -> None:
        super().__init__()
        self._most = most
        self._rows = model
        self.is_let_go = False
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.pressed.connect(lambda index: self.picked.emit(model.item(index)))
        self.clicked.connect(lambda index: self.taken.emit(model.item(index)))
        for changed in (model.rowsInserted, model.rowsRemoved):
            changed.connect(self._fit)
        self._fit()

    def set_most(self, most: int) -> None:
        """Show so many rows at most without scrolling."""
        if most != self._most:
            self._most = most
            self._fit()

    def set_current(self, key: object) -> None:
        """Make the row of an item the current one, without saying so; none when it has none."""
        shown = self.selectionModel().selectedIndexes()
        if [self._rows.key(index) for index in shown] != [key]:
            self.setCurrentIndex(self._rows.place(key))

    def set_let_go(self, *, is_let_go: bool) -> None:
        """Show the current row with a dashed line, as something that is elsewhere."""
        if is_let_go != self.is_let_go:
            self.is_let_go = is_let_go
            self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        if event.key() in _ENTER and before.isValid():
            self.taken.emit(self._rows.item(before))
            self.left.emit()
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self.picked.emit(self._rows.item(self.currentIndex()))

    def _fit(self) -> None:
        rows = min(self.model().rowCount(), self._most)
        self.setFixedHeight(rows * ROW_HEIGHT)
        self.setHidden(not rows)


class _RowDelegate(QStyledItemDelegate):
    """Paints a row, and tells its whole words when pointed at."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, ROW_HEIGHT)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # the letters decide their own direction, the interface only the side they stand on
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painting = _Painting(painter, option, shown_in(option.widget))
        painting.ground()
        painting.write(row)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        row = index.data(ROW)
        QToolTip.showText(event.globalPos(), tooltip(row.words) if row else "", view)
        return True


class _Painting:
    """One row while it is painted."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, palette: Palette) -> None:
        self._painter = painter
        self._option = option
        self._palette = palette
        self._font = option.font
        self._rect: QRect = option.rect

    def ground(self) -> None:
        """Paint what lies under the words, and where the keyboard is."""
        state: QStyle.StateFlag = self._option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        has_keys = is_current and self._option.widget.hasFocus()
        view = self._option.widget
        is_let_go = is_current and isinstance(view, RowList) and view.is_let_go
        if is_current or state & QStyle.StateFlag.State_MouseOver:
            box = QRectF(self._rect).adjusted(_INSET + 0.5, 0.5, -_INSET - 0.5, -0.5)
            self._painter.setPen(QPen(self._palette.accent) if has_keys else Qt.PenStyle.NoPen)
            ground = self._palette.selected if is_current else self._palette.window
            self._painter.setBrush(Qt.BrushStyle.NoBrush if is_let_go else ground)
            if is_let_go and not has_keys:
                self._painter.setPen(QPen(self._palette.third, 1, Qt.PenStyle.DashLine))
            self._painter.drawRoundedRect(box, 4, 4)

    def write(self, row: Row) -> None:
        """Paint code, words and chip."""
        side = _INSET + _PADDING
        inside = self._rect.adjusted(side, 0, -side, 0)
        code_font = fonts.strong(fonts.chip(self._font))
        self._text(row.code, inside, code_font, second=True)
        inside.setLeft(inside.left() + max(_CODE, self._advance(row.code, code_font) + _GAP))
        if row.chip:
            width = min(chip_width(row.chip, row.tone, self._font), _WIDEST_CHIP)
            chip = QRect(0, 0, width, CHIP_HEIGHT)
            chip.moveCenter(inside.center())
            chip.moveRight(inside.right())
            self._painter.setFont(self._font)
            paint_chip(self._painter, self._placed(chip), row.chip, row.tone, self._palette)
            inside.setRight(chip.left() - _GAP)
        self._text(row.words, inside, self._font, second=False)

    def _text(self, words: str, box: QRect, font: QFont, *, second: bool) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._palette.second if second else self._palette.ink)
        metrics = self._painter.fontMetrics()
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        is_left = self._option.direction is Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
        self._painter.drawText(self._placed(box), int(_LINE | side), cut)

    def _advance(self, words: str, font: QFont) -> int:
        return QFontMetrics(font).horizontalAdvance(words)

    def _placed(self, box: QRect) -> QRect:
        return QStyle.visualRect(self._option.direction, self._rect, box)
