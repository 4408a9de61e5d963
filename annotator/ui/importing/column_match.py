"""The dialog that matches the columns of a table with the fields of an article."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.domain.direction import listed
from annotator.domain.text import one_line
from annotator.i18n import N_, tr
from annotator.importers.original import display_name
from annotator.importers.table_match import Match
from annotator.operations.found_drafts import Unmatched
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.theming import fonts
from annotator.ui.widgets.form import WIDE_LABELS, Form
from annotator.ui.widgets.typed import tooltip

_SIZE = (900, 620)
_PARTS: Final = {
    "text": N_("Text"),
    "headline": N_("Headline"),
    "publisher": N_("Publisher"),
    "url": N_("Link"),
    "date": N_("Published"),
    "byline": N_("By"),
    "language": N_("Language"),
}
_ORDERS: Final = {
    N_("Detect from the column"): None,
    N_("Day first: 31/12/2025"): 1,
    N_("Month first: 12/31/2025"): 2,
}
_ROWS: Final = 5
_WIDEST: Final = 420  # pixels
_CELL: Final = 200
_NONE: Final = "–"


class ColumnMatch(QDialog):
    """Shows the first rows of a table, and a column to choose for each field."""

    def __init__(self, table: Unmatched, place: str = "", parent: QWidget | None = None) -> None:
        """Show a table; `place` is its number among several, such as `1 of 3`."""
        super().__init__(parent)
        self.setObjectName("columns")
        self._table = table
        self._boxes = {part: self._box(part) for part in _PARTS}
        self._order = self._order_box()
        self._hint = text_label("", ink="second")
        self._hint.setObjectName("columns.hint")
        self._buttons = buttons(self, tr("Use columns"), tr("Skip table"))
        form = Form(label_width=WIDE_LABELS)
        for part, label in _PARTS.items():
            form.add(tr(label), self._boxes[part])
            if part == "date":
                form.add(tr("Date order"), self._order)
        column = column_of(self, tr("Columns"), tr("Match columns"))
        name = listed((display_name(table.path), table.name))
        column.addWidget(text_label(f"{name} ({place})" if place else name, ink="second"))
        column.addWidget(first_rows(table), 1)
        column.addWidget(form)
        column.addWidget(self._hint)
        column.addWidget(self._buttons)
        self._show_state()
        self.resize(fonts.pixel_size(*_SIZE))

    @classmethod
    def ask(cls, table: Unmatched, place: str = "", parent: QWidget | None = None) -> Match | None:
        """Return the chosen match; None when the table is to be skipped."""
        dialog = cls(table, place, parent)
        is_chosen = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.match() if is_chosen else None

    def match(self) -> Match:
        """Return the chosen columns."""
        columns = {part: box.currentData() for part, box in self._boxes.items()}
        return Match(**columns, order=self._order.currentData())

    def _box(self, part: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(f"columns.{part}")
        box.addItem(_NONE, None)
        for place, name in enumerate(self._table.columns):
            box.addItem(one_line(name) or tr("column {number}", number=place + 1), place)
        box.setCurrentIndex(box.findData(self._table.match.as_dict()[part]))
        box.currentIndexChanged.connect(self._show_state)
        return box

    def _order_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("columns.order")
        for text, order in _ORDERS.items():
            box.addItem(tr(text), order)
        box.setCurrentIndex(box.findData(self._table.match.order))
        return box

    def _show_state(self) -> None:
        self._order.setEnabled(self._boxes["date"].currentData() is not None)
        column = self._boxes["text"].currentData()
        self._hint.setText(
            tr("▲ Choose the column with the article text.")
            if column is None
            else tr("Remembered for tables with the same columns.")
        )
        button(self._buttons, "do").setEnabled(column is not None)


def first_rows(table: Unmatched) -> QTableWidget:
    """Return a view of the first rows of a table."""
    rows = table.rows[:_ROWS]
    shown_rows = QTableWidget(len(rows), len(table.columns))
    shown_rows.setObjectName("columns.rows")
    shown_rows.setAccessibleName(tr("First rows"))
    shown_rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    shown_rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown_rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    shown_rows.setWordWrap(False)
    shown_rows.setShowGrid(False)
    shown_rows.verticalHeader().hide()
    shown_rows.horizontalHeader().setMaximumSectionSize(fonts.pixels(_WIDEST))
    shown_rows.horizontalHeader().setStretchLastSection(True)
    shown_rows.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    )
    shown_rows.setHorizontalHeaderLabels([one_line(name) for name in table.columns])
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells[: len(table.columns)]):
            item = QTableWidgetItem(one_line(cell[:_CELL]))
            item.setToolTip(tooltip(cell[:_CELL]))
            shown_rows.setItem(row, column, item)
    shown_rows.resizeColumnsToContents()
    return shown_rows
