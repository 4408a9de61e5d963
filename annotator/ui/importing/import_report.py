"""The dialog with the report of an import."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.domain.text import one_line
from annotator.i18n import N_, tr
from annotator.operations.import_report import ReportLine, as_csv, as_text, summary
from annotator.ui.dialogs.dialog_widgets import buttons, column_of
from annotator.ui.dialogs.message import tell
from annotator.ui.theming import fonts
from annotator.ui.widgets.typed import tooltip

_SIZE = (960, 520)
_COLUMNS: Final = (N_("State"), N_("File"), N_("Result"))
_ROWS: Final = 1_000


class ImportReport(QDialog):
    """Shows the report of an import, which can be saved.

    `omissions_requested` has the code of an article whose omitted passages are requested.
    """

    omissions_requested = Signal(str)

    def __init__(self, lines: Sequence[ReportLine], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_report")
        self._lines = lines
        save = QPushButton(tr("Save report…"))
        save.setObjectName("save")
        save.clicked.connect(self._save)
        self._omitted = QPushButton(tr("Omitted page content…"))
        self._omitted.setObjectName("import_report.left_out")
        self._omitted.clicked.connect(lambda: self.omissions_requested.emit(self._code()))
        self._table = _table(lines[:_ROWS])
        self._table.currentCellChanged.connect(lambda *_: self._show_state())
        self._table.setCurrentCell(0, 0)  # selectRow does nothing yet, from right to left
        box = buttons(self, tr("Close"), "")
        if any(line.code for line in lines):
            box.addButton(self._omitted, box.ButtonRole.ActionRole)
        box.addButton(save, box.ButtonRole.ActionRole)
        column = column_of(self, tr("Import"), summary(lines))
        column.addWidget(self._table, 1)
        column.addWidget(box)
        self.resize(fonts.pixel_size(*_SIZE))
        self._show_state()

    @classmethod
    def ask(
        cls,
        lines: Sequence[ReportLine],
        show_omitted_content: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        """Show it until it is closed; `show_omitted_content` gets the code of an article."""
        report = cls(lines, parent)
        report.omissions_requested.connect(show_omitted_content)
        report.exec()
        report.deleteLater()

    def _code(self) -> str:
        """Return the code in the selected row; '' without one."""
        row = self._table.currentRow()
        return self._lines[row].code if row >= 0 else ""

    def _show_state(self) -> None:
        self._omitted.setEnabled(bool(self._code()))

    def _save(self) -> None:
        kinds = ";;".join([tr("Table (*.csv)"), tr("Text (*.txt)")])
        name, kind = QFileDialog.getSaveFileName(self, tr("Save report"), "import.csv", kinds)
        if not name:
            return
        path = Path(name)
        is_text = path.suffix.lower() == ".txt" or (not path.suffix and "txt" in kind)
        content = as_text(self._lines) if is_text else as_csv(self._lines)
        try:
            path.write_text(content, encoding="utf-8", newline="")
        except OSError as error:
            tell(
                self,
                tr(
                    "The report could not be saved as “{file}”: {reason}.",
                    file=path.name,
                    reason=error.strerror,
                ),
            )


def _table(lines: Sequence[ReportLine]) -> QTableWidget:
    table = QTableWidget(len(lines), len(_COLUMNS))
    table.setObjectName("import_report.lines")
    table.setAccessibleName(tr("Result for each file"))
    table.setHorizontalHeaderLabels([tr(name) for name in _COLUMNS])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(0, fonts.pixels(130))
    header.resizeSection(1, fonts.pixels(210))
    for row, line in enumerate(lines):
        for column, text in enumerate((tr(line.state), line.name, line.message)):
            item = QTableWidgetItem(one_line(text))
            item.setToolTip(tooltip(text))
            table.setItem(row, column, item)
    return table
