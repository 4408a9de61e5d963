"""The list of a fact-check's evidence, as high as its rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import ENTER, presses
from annotator.ui.models.evidence import EvidenceModel, EvidenceRow
from annotator.ui.panels.evidence_painting import measured, paint
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.row_view import RowView


class EvidenceList(RowView):
    """One stop for Tab: ↓ ↑ moves, Enter opens; keys of the text open and remove, too."""

    opened = Signal(object)  # Evidence
    address_requested = Signal()
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("evidence.list")
        self.setAccessibleName(tr("Evidence"))
        self.setUniformItemSizes(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = EvidenceModel(self)
        self._released = QPoint()
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self, self._rows))
        self.clicked.connect(self._click)

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show these rows; without any, the list is hidden."""
        self._rows.set_items(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0))
        self.setHidden(not rows)
        self._fit()

    def current(self) -> EvidenceRow | None:
        """Return the row that keys act on."""
        return self._rows.item(self.currentIndex())

    def choose(self, evidence_id: str) -> None:
        """Select a piece of evidence."""
        if (place := self._rows.place(evidence_id)).isValid():
            self.setCurrentIndex(place)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_modifier = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and not has_modifier:
            self._open(self.currentIndex())
        elif presses(event, "article.open_address"):  # as in the text, of what is here
            self.address_requested.emit()
        elif presses(event, "mark.remove"):
            self.removal_requested.emit()
        elif event.text().isalnum():
            event.ignore()  # letters are shortcuts of the panel, not a search in the list
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._released = event.position().toPoint()
        super().mouseReleaseEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        rows = (self._rows.item(self._rows.index(n)) for n in range(self._rows.rowCount()))
        width = self.viewport().width()
        self.setFixedHeight(sum(height_of(row, width, self.font()) for row in rows if row))

    def _click(self, index: Index) -> None:
        row, rect = self._rows.item(index), self.visualRect(index)
        shown = measured(row, rect, self.font()) if row else None
        place = shown.mirrored(rect, self.layoutDirection()) if shown else None
        if place and place.address_box.contains(self._released):
            self.address_requested.emit()
        else:
            self._open(index)

    def _open(self, index: Index) -> None:
        if row := self._rows.item(index):
            self.opened.emit(row.evidence)


def height_of(row: EvidenceRow, width: int, font: QFont) -> int:
    """Return the height of a row for a width, in pixels."""
    return measured(row, QRect(0, 0, width, 0), font).height


class _Delegate(QStyledItemDelegate):
    """Paints a row; the background shows the current row while the list has the keyboard focus."""

    def __init__(self, view: RowView, rows: EvidenceModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = self._rows.item(index)
        width = self._view.viewport().width()
        return QSize(width, height_of(row, width, self._view.font()) if row else 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.item(index)
        if row is None:
            return
        palette = shown_in(self._view)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current and self._view.hasFocus():
            painter.fillRect(option.rect, palette.selected)
            paint_focus_ring(painter, option.rect, palette)
        paint(painter, option.rect, row, palette, self._view.font())
        painter.restore()
