"""The preview of an export: the first rows of a table, or the first lines of a file."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.errors import AnnotatorError
from annotator.exporters.preview import Preview
from annotator.i18n import tr
from annotator.ui.application.newest import Newest
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.export_steps import previewing
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.plain_label import small

_PAUSE: Final = 150  # milliseconds
_LEAST: Final = 120
_WIDEST: Final = 220
_SHOWN: Final = 2  # lines as they are written
_CHARACTERS: Final = 120  # of a cell


class _Table(QTableWidget):
    """A table that shows when it is focused."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_focus_ring(QPainter(self.viewport()), self.viewport().rect(), shown_in(self))


class ExportPreview(QWidget):
    """Made in the background from a few articles, and again after each change."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._choice = ExportChoice(format_id="")
        self._wanted = ""  # the file that is shown, if it is exported
        self._making: Newest[Preview | None] = Newest(self, pause=_PAUSE)
        self._files = QComboBox()
        self._files.setObjectName("export.preview_file")
        self._files.setAccessibleName(tr("Preview"))
        self._files.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._note = small(QLabel(), "second", "export.preview_note")
        self._table = _Table()
        self._lines = QPlainTextEdit(readOnly=True)
        self._as_written = small(QLabel(), "second", "export.preview_as_written")
        self._nothing = text_label("", ink="second")
        self._stack = QStackedWidget()
        self._prepare()
        self._arrange()
        self._files.activated.connect(lambda _: self._pick())
        self._making.came.connect(self._show)
        self._making.failed.connect(self._fail)

    def show_choice(self, choice: ExportChoice) -> None:
        """Show what a choice would write."""
        if choice.format_id != self._choice.format_id:
            self._files.clear()
            self._wanted = ""
        self._choice = choice
        self._make()

    def show_table(self, name: str) -> None:
        """Show a table of the package, as soon as it is exported."""
        self._wanted = f"{name}.csv"
        self._make()

    def stop(self) -> None:
        """Stop making a preview."""
        self._making.stop()

    def _prepare(self) -> None:
        self._table.setObjectName("export.preview_table")
        self._lines.setObjectName("export.preview_lines")
        for part in (self._table, self._lines):
            part.setAccessibleName(tr("Preview"))
            part.setMinimumHeight(fonts.pixels(_LEAST))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setTabKeyNavigation(False)
        self._table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        self._table.setWordWrap(False)
        self._lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lines.setTabChangesFocus(True)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(fonts.small(self.font()).pointSizeF())
        self._lines.setFont(fixed)
        self._as_written.setFont(fixed)
        self._as_written.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        label = QLabel(tr("Preview"))
        label.setProperty("ink", "second")
        label.setBuddy(self._files)
        head.addWidget(label)
        head.addWidget(self._files)
        head.addWidget(self._note, 1)
        for part in (self._table, self._lines, self._nothing):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._as_written)

    def _pick(self) -> None:
        self._wanted = str(self._files.currentData())
        self._make()

    def _make(self) -> None:
        self._note.setText(tr("Reading…"))
        self._making.begin(previewing(self._workspace, self._choice, self._wanted))

    def _fail(self, error: AnnotatorError) -> None:
        self._note.setText("")
        self._tell(str(error))

    def _show(self, found: Preview | None) -> None:
        if found is None:
            return
        self._offer(found)
        self._note.setText(tr("From a few articles only") if found.is_sample else "")
        is_csv = bool(found.rows and found.lines)  # a workbook has no lines
        self._as_written.setText("\n".join(found.lines[:_SHOWN]) if is_csv else "")
        self._as_written.setVisible(is_csv)
        if found.rows:
            self._fill(found.rows)
            self._stack.setCurrentWidget(self._table)
        elif found.lines:
            self._lines.setPlainText("\n".join(found.lines))
            self._stack.setCurrentWidget(self._lines)
        elif found.files:
            self._tell(tr("This file cannot be shown as text."))
        else:
            self._tell(tr("Nothing would be written."))

    def _tell(self, sentence: str) -> None:
        self._nothing.setText(sentence)
        self._stack.setCurrentWidget(self._nothing)

    def _offer(self, found: Preview) -> None:
        names = [self._files.itemData(row) for row in range(self._files.count())]
        if names != list(found.files):
            self._files.clear()
            for name in found.files:
                self._files.addItem(name.removesuffix(".csv"), name)
        self._files.setCurrentIndex(self._files.findData(found.file))
        self._files.setVisible(len(found.files) > 1)

    def _fill(self, rows: tuple[tuple[str, ...], ...]) -> None:
        head, *others = rows
        self._table.clear()
        self._table.setColumnCount(len(head))
        self._table.setRowCount(len(others))
        self._table.setHorizontalHeaderLabels(list(head))
        for row, cells in enumerate(others):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(" ".join(cell.split())[:_CHARACTERS])
                item.setToolTip(cell)
                self._table.setItem(row, column, item)
        self._table.resizeColumnsToContents()
        for column in range(len(head)):
            width = min(self._table.columnWidth(column), fonts.pixels(_WIDEST))
            self._table.setColumnWidth(column, width)
