"""The row of buttons of the import dialog."""

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number, tr
from annotator.importers import Draft, formats
from annotator.importers.omitted_content import PageText
from annotator.operations.import_rows import Column, ImportRow
from annotator.ui.dialogs.dialog_widgets import text_label
from annotator.ui.dialogs.omitted_passages import OmittedPassages
from annotator.ui.importing.encoding_choice import EncodingChoice
from annotator.ui.importing.folder_names import FolderNames
from annotator.ui.importing.import_model import ImportModel
from annotator.ui.importing.import_table import ImportTable
from annotator.ui.importing.side_by_side import Decision, SideBySide
from annotator.ui.widgets.enter_button import EnterButton

_FILLED_DOWN = {
    Column.PUBLISHER: N_("Fill publisher down"),
    Column.LINK: N_("Fill link down"),
    Column.PUBLISHED: N_("Fill date down"),
}
_OMITTED = N_("Omitted page content…")
_HINT = N_("Click a cell, or type, to fill it in. Unticked files are not imported.")
_NEARLY = N_("Compare shows both texts: import, add as a new version, or skip.")


class ImportTools(QWidget):
    """Adds files, and examines the current article; buttons that do not apply to it are hidden.

    `text_of` returns a known text by its hash.
    """

    read_requested = Signal(object)  # list[Path]
    columns_requested = Signal(object)  # Path
    encoding_requested = Signal(object)  # Path

    def __init__(
        self, model: ImportModel, table: ImportTable, text_of: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._model = model
        self._table = table
        self._text_of = text_of
        self._fill = _button(tr("Fill down"), "import.fill_down", self._back(self.fill_down))
        self._encoding = _button(
            tr("Encoding…"), "import.encoding", self._back(self.choose_encoding)
        )
        self._columns = _button(tr("Columns…"), "import.columns", self._ask_columns)
        self._omitted = _button(tr(_OMITTED), "import.left_out", self._back(self.choose_passages))
        self._folder = FolderNames(model.use_folders)
        self._compare = _button(tr("Compare…"), "import.compare", self._back(self.compare))
        self._complaint = ""
        self._hint = text_label(tr(_HINT), ink="second")
        self._hint.setObjectName("import.hint")
        self.add = _button(tr("Add files…"), "import.add", self._add_files)
        self._arrange()
        QShortcut(QKeySequence("Ctrl+D"), table, self.fill_down)
        table.looked_at.connect(self._look)
        table.selectionModel().currentChanged.connect(self.show_state)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        add_folder = _button(tr("Add folder…"), "import.add_folder", self._add_folder)
        for each in (self.add, add_folder, self._fill, self._folder):
            row.addWidget(each)
        for each in (self._encoding, self._columns, self._omitted, self._compare):
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)  # a narrow screen has no room for the hint beside the buttons
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._hint)

    def say(self, complaint: str) -> None:
        """Show what must be corrected; '' for nothing."""
        self._complaint = complaint
        self._hint.setText(f"▲ {complaint}" if complaint else self._hint_text())
        self._hint.setProperty("ink", "wrong" if complaint else "second")
        self._hint.style().polish(self._hint)

    def show_state(self) -> None:
        """Show the buttons that apply to the current article."""
        self._fill.setText(tr(_FILLED_DOWN[self._filled_column()]))
        self._fill.setEnabled(self._model.rowCount() > 1)
        self._fill.setHidden(self._model.rowCount() == 0)
        self._folder.setVisible(self._model.has_folders())
        item = self._row()
        can_be_reread = item and (item.can_be_reread or item.is_guessed_table)
        self._encoding.setVisible(bool(can_be_reread))
        self._compare.setVisible(item is not None and item.similar is not None)
        self._omitted.setVisible(item is not None and item.is_page)
        taken = len(item.taken) if item else 0
        self._omitted.setText(
            tr("Omitted page content ({count} included)…", count=format_number(taken))
            if taken
            else tr(_OMITTED)
        )
        self._columns.setVisible(item is not None and item.has_columns)
        if not self._complaint:
            self._hint.setText(self._hint_text())

    def fill_down(self) -> None:
        """Copy a cell into all rows below it."""
        row = max(self._table.currentIndex().row(), 0)
        index = self._model.index(row, self._filled_column())
        if index.isValid():
            self._model.fill_down(index)

    def choose_encoding(self) -> None:
        """Ask for the encoding of the current article."""
        item, row = self._row(), self._table.currentIndex().row()
        if item and item.is_guessed_table:
            self.encoding_requested.emit(item.path)
        if item is None or not item.can_be_reread:
            return
        received = self._received(item.draft)
        if received is None:
            return
        if draft := EncodingChoice.ask(replace(item.draft, original=received), self.window()):
            self._model.reread(row, draft)

    def choose_passages(self) -> None:
        """Show the omitted passages of the current page, to be added to its text."""
        item, row = self._row(), self._table.currentIndex().row()
        if item and item.is_page:
            read = item.as_read or item.draft
            received = self._received(read)
            if received is None:
                return
            page = PageText(received, read.file_name, read.encoding, (read.text,))
            name = f"“{read.file_name}”"
            passages = OmittedPassages.ask(page, name, item.taken, self.window())
            if passages is not None:
                self._model.add_passages(row, passages)

    def compare(self) -> None:
        """Show the current article beside the similar one, and ask what to do."""
        item, row = self._row(), self._table.currentIndex().row()
        if item is None or item.similar is None:
            return
        similar = item.similar
        known = (similar.name, self._text_of(similar.sha256))
        new = (f"“{item.draft.file_name}”", item.draft.text)
        decision = SideBySide.ask(known, new, similar, self.window())
        if decision:
            note = tr("Similar to {name}.", name=similar.name) if decision is Decision.NOTE else ""
            version_of = similar.article_id if decision is Decision.VERSION else ""
            is_wanted = decision in (Decision.KEEP, Decision.NOTE)
            self._model.decide(row, note, version_of, is_wanted=is_wanted)

    def _back(self, do: Callable[[], None]) -> Callable[[], None]:
        """Return a function that calls another one, and then focuses the table."""

        def do_and_go_back() -> None:
            do()
            self._table.setFocus()

        return do_and_go_back

    def _hint_text(self) -> str:
        """Return a hint about the current article."""
        item = self._row()
        if item is None:
            return tr(_HINT) if self._model.rowCount() else ""
        return " ".join(item.draft.caveats.values()) or tr(_NEARLY if item.similar else _HINT)

    def _look(self, index: QModelIndex) -> None:
        if index.column() == Column.ENCODING:
            self.choose_encoding()
        elif index.column() == Column.STATE:
            self.compare()

    def _row(self) -> ImportRow | None:
        row = self._table.currentIndex().row()
        return self._model.row(row) if row >= 0 else None

    def _received(self, draft: Draft) -> bytes | None:
        """Return the original bytes of a draft; None, with a message, when they are gone."""
        try:
            return draft.received
        except UnreadableFileError as error:
            self.say(str(error))
            return None

    def _filled_column(self) -> Column:
        column = self._table.currentIndex().column()
        return Column(column) if column in _FILLED_DOWN else Column.PUBLISHER

    def _ask_columns(self) -> None:
        if item := self._row():
            self.columns_requested.emit(item.path)

    def _add_files(self) -> None:
        self._ask_to_read(choose_files(self.window()))

    def _add_folder(self) -> None:
        self._ask_to_read(choose_folder(self.window()))

    def _ask_to_read(self, paths: list[Path]) -> None:
        if isValid(self):  # the window may have been closed while files were chosen
            self.read_requested.emit(paths)


def choose_files(parent: QWidget | None) -> list[Path]:
    """Return the chosen files; none when cancelled."""
    patterns = " ".join(f"*{suffix}" for suffix in formats.FORMATS.suffixes)
    filters = ";;".join([tr("Articles ({patterns})", patterns=patterns), tr("All files (*)")])
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Import articles"), "", filters)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget | None) -> list[Path]:
    """Return a list of the chosen folder; empty when cancelled."""
    name = QFileDialog.getExistingDirectory(parent, tr("Import articles from folder"))
    return [Path(name)] if name else []


def _button(text: str, name: str, do: Callable[[], None]) -> EnterButton:
    button = EnterButton(text)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked: do())
    return button
