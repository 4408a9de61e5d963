"""Choosing what comes in: the files that were read, with what a person fills in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.reading import Reader
from annotator.importers import FORMATS, Draft, Refusal, read_files
from annotator.importers.arrival import already_here
from annotator.ui.dialogs.arrival_table import ArrivalTable
from annotator.ui.dialogs.arrivals import ArrivalModel, Column
from annotator.ui.dialogs.parts import MARGIN, button, buttons, dropped_files, title, words
from annotator.ui.intake import articles
from annotator.ui.progress import ProgressStrip
from annotator.ui.task import Task
from annotator.ui.widgets.section import SectionHeader

_SIZE = (1200, 600)
_FILLED_DOWN = (Column.PUBLISHER, Column.LINK, Column.PUBLISHED)
_HINT = "Click a cell, or type, to fill it in. Unticked files stay out."


class ImportArticles(QDialog):
    """Reads files and folders off the GUI thread and shows each as it comes."""

    def __init__(
        self, reader: Reader, paths: Sequence[Path] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowTitle("Import articles")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAcceptDrops(True)
        self._waiting: list[Path] = []
        self._task: Task[Draft | Refusal] | None = None
        self._read = 0
        self.model = ArrivalModel(lambda draft: already_here(reader, draft) or "", self)
        self.table = ArrivalTable(self.model)
        self._hint = words(_HINT, ink="second")
        self._hint.setObjectName("import.hint")
        self._refused = _Refused()
        self.progress = ProgressStrip()
        self._fill = _button("Fill down", "import.fill_down")
        self._add = _button("Add files…", "import.add")
        self._add_folder = _button("Add a folder…", "import.add_folder")
        self._box = buttons(self, "Import")
        self._import = button(self._box, "do")
        self._arrange()
        self._connect()
        self._show_state()
        self.resize(*_SIZE)
        self.read(paths)

    @classmethod
    def ask(
        cls, reader: Reader, paths: Sequence[Path] = (), parent: QWidget | None = None
    ) -> tuple[Draft, ...] | None:
        """Return the drafts to import, as they were filled in; None when the person leaves."""
        dialog = cls(reader, paths, parent)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.drafts() if is_wanted else None

    def drafts(self) -> tuple[Draft, ...]:
        """Return the wanted drafts, as they were filled in."""
        return tuple(arrival.filled for arrival in self.model.wanted())

    def read(self, paths: Sequence[Path]) -> None:
        """Read more files and folders, after those that are being read."""
        self._waiting += paths
        if self._waiting and self._task is None:
            taken, self._waiting = self._waiting, []
            self._task = Task(lambda: read_files(taken))
            self._task.yielded.connect(self._take)
            self._task.finished.connect(self._finish)
            self._read = 0
            self.progress.begin("Reading files")
            self._show_state()
            self._task.start()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.read(dropped_files(event.mimeData()))
        event.acceptProposedAction()

    @override
    def done(self, result: int) -> None:
        if self._task:
            self._task.cancel()
        super().done(result)

    def _arrange(self) -> None:
        self._pages = QStackedLayout()
        self._pages.addWidget(self.table)
        self._pages.addWidget(_nothing())
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._add)
        tools.addWidget(self._add_folder)
        tools.addWidget(self._fill)
        tools.addWidget(self._hint, 1)
        last = QHBoxLayout()
        last.addWidget(self.progress)
        last.addStretch(1)
        last.addWidget(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 16)
        column.setSpacing(12)
        column.addWidget(title("Import articles"))
        column.addLayout(self._pages, 1)
        column.addLayout(tools)
        column.addWidget(self._refused)
        column.addLayout(last)

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.read(choose_files(self)))
        self._add_folder.clicked.connect(lambda: self.read(choose_folder(self)))
        self._fill.clicked.connect(self._fill_down)
        QShortcut(QKeySequence("Ctrl+D"), self, self._fill_down)
        self.progress.cancelled.connect(self._stop)
        self.model.dataChanged.connect(self._show_state)
        self.model.rowsInserted.connect(self._show_state)
        self.table.selectionModel().currentChanged.connect(self._show_state)

    def _take(self, item: Draft | Refusal) -> None:
        if isinstance(item, Draft):
            self.model.add(item)
        else:
            self._refused.add(item.reason)
        self._read += 1
        self.progress.advance(self._read)

    def _finish(self) -> None:
        self._task = None
        self.progress.end()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, Column.HEADLINE))
        self.table.setFocus()
        self._show_state()
        self.read(())

    def _stop(self) -> None:
        self._waiting.clear()
        if self._task:
            self._task.cancel()

    def _show_state(self) -> None:
        count, complaint = len(self.model.wanted()), self.model.complaint()
        is_empty = self.model.rowCount() == 0
        self._pages.setCurrentIndex(int(is_empty))
        self._import.setText(f"Import {articles(count)}" if count else "Import")
        self._import.setEnabled(count > 0 and not complaint and self._task is None)
        hint = "" if is_empty else _HINT
        self._hint.setText(f"▲ {complaint}" if complaint else hint)
        self._hint.setProperty("ink", "wrong" if complaint else "second")
        self._hint.style().polish(self._hint)
        name = _NAMES[self._filled_column()]
        self._fill.setText(f"Fill {name} down")
        self._fill.setEnabled(self.model.rowCount() > 1)
        self._fill.setHidden(is_empty)

    def _filled_column(self) -> Column:
        column = self.table.currentIndex().column()
        return Column(column) if column in _FILLED_DOWN else Column.PUBLISHER

    def _fill_down(self) -> None:
        row = max(self.table.currentIndex().row(), 0)
        index = self.model.index(row, self._filled_column())
        if index.isValid():
            self.model.fill_down(index)


_NAMES = {Column.PUBLISHER: "publisher", Column.LINK: "link", Column.PUBLISHED: "date"}


class _Refused(QWidget):
    """The files that did not come in, each with its reason; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._header = SectionHeader("Cannot be imported")
        self._reasons = QPlainTextEdit(readOnly=True)
        self._reasons.setObjectName("import.refused")
        self._reasons.setAccessibleName("Files that cannot be imported, and why")
        self._reasons.setTabChangesFocus(True)
        self._reasons.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._reasons)
        self._count = 0
        self.hide()

    def add(self, reason: str) -> None:
        """Add a sentence that names a file."""
        self._count += 1
        self._header.set_count(str(self._count))
        self._reasons.appendPlainText(reason)
        self.show()


def choose_files(parent: QWidget | None) -> list[Path]:
    """Return the files that the person picks; none when they leave."""
    patterns = " ".join(f"*{suffix}" for each in FORMATS for suffix in each.suffixes)
    filters = f"Articles ({patterns});;All files (*)"
    names, _ = QFileDialog.getOpenFileNames(parent, "Import articles", "", filters)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget | None) -> list[Path]:
    """Return the folder that the person picks, alone in a list; nothing when they leave."""
    name = QFileDialog.getExistingDirectory(parent, "Import the articles in a folder")
    return [Path(name)] if name else []


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _nothing() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    label = words("No files yet. Drop files or a folder here, or add them with the buttons below.")
    label.setProperty("ink", "second")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(label)
    return page
