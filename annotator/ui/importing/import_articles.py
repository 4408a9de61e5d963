"""The import dialog: the articles that were found, to be completed and chosen."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from annotator.domain.errors import UnreadableFileError
from annotator.domain.import_label import import_label
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean
from annotator.i18n import N_, tr
from annotator.importers import Draft, Refusal
from annotator.importers.original import contents, display_name
from annotator.importers.sheet import decoded
from annotator.operations.found_drafts import Question, SeveralLists, Source, Unmatched, look
from annotator.operations.import_rows import Column, ImportRow
from annotator.operations.similar_texts import Reading
from annotator.ui.application.settings import Preferences
from annotator.ui.dialogs.dialog_widgets import button, buttons, column_of, text_label
from annotator.ui.importing.column_match import ColumnMatch
from annotator.ui.importing.encoding_choice import EncodingChoice
from annotator.ui.importing.import_model import ImportModel
from annotator.ui.importing.import_reader import ImportReader
from annotator.ui.importing.import_table import ImportTable
from annotator.ui.importing.import_tools import ImportTools
from annotator.ui.importing.late_rows import LateRows
from annotator.ui.importing.list_choice import ListChoice
from annotator.ui.importing.matches import Matches
from annotator.ui.importing.refused_files import RefusedFiles
from annotator.ui.theming import fonts
from annotator.ui.widgets.drop_hint import DropHint, to_import
from annotator.ui.widgets.progress import ProgressStrip

_SIZE = (1280, 600)
_REST = N_("Files that are still being read are imported, too.")


class ImportSelection(Struct, frozen=True):
    """The result of the dialog: all rows, and the refused files.

    `late` are those of files that are still being read.
    """

    rows: tuple[ImportRow, ...]
    refusals: tuple[Refusal, ...]
    late: LateRows | None = None

    @property
    def items(self) -> tuple[ImportRow | Refusal, ...]:
        """Return all rows and refusals."""
        return (*self.rows, *self.refusals)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Return the wanted drafts, as completed."""
        return tuple(row.filled for row in self.rows if row.is_wanted)


class ImportArticles(QDialog):
    """Reads files and folders on a worker thread, and shows each article as it is found.

    `reading` opens the project for a worker thread, which searches for similar texts. When it is
    accepted while files are being read, the rest is read for the import; then it is `over`.
    """

    over = Signal()

    def __init__(
        self,
        reader: ProjectReader,
        sources: Sequence[Source] = (),
        parent: QWidget | None = None,
        *,
        reading: Reading | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("import")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._refusals: list[Refusal] = []
        self._questions: list[Question] = []
        self._late: LateRows | None = None
        self._matches = Matches(preferences)
        self.model = ImportModel(reader.codes_with_texts, self)
        self.table = ImportTable(self.model)
        self._reader = ImportReader(self._matches, reading, self)
        self.tools = ImportTools(self.model, self.table, self._reader.similar_texts.text)
        self._refused = RefusedFiles()
        self.progress = ProgressStrip()
        self._box = buttons(self, tr("Import"))
        self._import = button(self._box, "do")
        self._arrange()
        self._connect()
        DropHint(self, self, to_import).dropped.connect(self.read)
        self._show_state()
        self.resize(fonts.pixel_size(*_SIZE))
        self.read(sources)

    @property
    def is_reading(self) -> bool:
        """Return whether files are being read, apart from comparing texts."""
        return self._reader.is_reading

    def chosen(self) -> ImportSelection:
        """Return the result of the dialog."""
        return ImportSelection(tuple(self.model.rows()), tuple(self._refusals), self._late)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the wanted drafts, as completed."""
        return self.chosen().drafts

    def read(self, sources: Sequence[Source]) -> None:
        """Read more files, folders and drafts, after those being read."""
        self._reader.read(sources)
        self._show_state()

    @override
    def done(self, result: int) -> None:
        is_early = result == QDialog.DialogCode.Accepted and self.is_reading
        (self._hand_over if is_early else self._reader.cancel)()
        super().done(result)

    def _hand_over(self) -> None:
        """Let what is found from now on be imported without being listed or compared."""
        self._late = LateRows(self.model.known_texts, self._reader.cancel)
        self._late.put(self._questions)
        self._reader.hand_over(self._late.put)

    def _arrange(self) -> None:
        self._pages = QStackedLayout()
        last = QHBoxLayout()
        last.addWidget(self.progress)
        last.addStretch(1)
        last.addWidget(self._box)
        column = column_of(self, tr("Import articles"))
        column.addLayout(self._pages, 1)
        self._pages.addWidget(self.table)  # shows it; before, it would be a window
        self._pages.addWidget(_nothing())
        column.addWidget(self.tools)
        column.addWidget(self._refused)
        column.addLayout(last)
        self.tools.add.setFocus()

    def _connect(self) -> None:
        self.tools.read_requested.connect(self.read)
        self.tools.columns_requested.connect(self._match_again)
        self.tools.encoding_requested.connect(self._choose_encoding)
        self.progress.cancelled.connect(self._reader.cancel)
        self._reader.begun.connect(self.progress.begin)
        self._reader.advanced.connect(self.progress.advance)
        self._reader.found.connect(self.model.add)
        self._reader.refused.connect(self._refuse)
        self._reader.question_asked.connect(self._questions.append)
        self._reader.compared.connect(self.model.compare)
        self._reader.was_read.connect(self._finish)
        self._reader.ended.connect(self.progress.end)
        for news in (self.model.dataChanged, self.model.rowsInserted, self.model.modelReset):
            news.connect(self._show_state)

    def _refuse(self, refusal: Refusal) -> None:
        self._refusals.append(refusal)
        self._refused.add(refusal.reason)

    def _finish(self) -> None:
        if self._late:
            self._late.end()
            self.over.emit()
            return
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, Column.HEADLINE))
        self.table.setFocus()
        self._show_state()
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        """Ask about tables with unclear columns, once for each shape, and read them."""
        asked, self._questions[:] = list(self._questions), []
        lists = {each.names: each for each in asked if isinstance(each, SeveralLists)}
        for several in lists.values():
            if not self._matches.has_list(several.names):
                self._choose_list(several)
        tables = {each.shape: each for each in asked if isinstance(each, Unmatched)}
        unknown = [each for each in tables.values() if self._matches.match(each.shape) is None]
        for number, table in enumerate(unknown, start=1):
            place = tr("{number} of {count}", number=number, count=len(unknown))
            match = ColumnMatch.ask(table, place if len(unknown) > 1 else "", self)
            self._matches.put(table.shape, match)
        left = [each for each in asked if self._is_left_out(each)]
        for path in dict.fromkeys(each.path for each in left):
            self._refuse(Refusal(path, tr("“{path}” was skipped.", path=display_name(path))))
        self.read(list(dict.fromkeys(each.path for each in asked if each not in left)))

    def _choose_list(self, several: SeveralLists) -> None:
        self._matches.put_list(several.names, ListChoice.ask(several, self) or "")

    def _is_left_out(self, question: Question) -> bool:
        if not isinstance(question, SeveralLists):
            return False
        return not self._matches.answers().lists.get(question.names)

    def _match_again(self, path: Path) -> None:
        try:
            tables = look(path, self._matches.answers().choices(path))
        except UnreadableFileError as error:
            self._refuse(Refusal(path, str(error)))
            return
        for table in tables:
            known = self._matches.match(table.shape) or table.match
            match = ColumnMatch.ask(replace(table, match=known), "", self)
            self._matches.put(table.shape, match)
        self.model.remove(path)
        self.read([path])

    def _choose_encoding(self, path: Path) -> None:
        """Ask for the encoding of a whole table, and read it again."""
        try:
            original = contents(path)
            read_as = decoded(path, original, self._matches.answers().choices(path).encoding)
        except UnreadableFileError as error:
            self._refuse(Refusal(path, str(error)))
            return
        whole = Draft(
            headline="",
            text=clean(read_as.text),
            original=original,
            encoding=read_as.encoding,
            file_name=display_name(path),
        )
        if chosen := EncodingChoice.ask(whole, self):
            self._matches.put_encoding(path, chosen.encoding)
            self.model.remove(path)
            self.read([path])

    def _show_state(self) -> None:
        count, complaint = self.model.wanted_count(), self.model.complaint()
        is_something = count > 0 or bool(self.model.versions())
        self._pages.setCurrentIndex(int(self.model.rowCount() == 0))
        is_reading = self._reader.is_reading
        self._import.setText(import_label(count).text if count and not is_reading else tr("Import"))
        self._import.setToolTip(tr(_REST) if is_reading else "")
        self._import.setEnabled(is_something and not complaint)
        if self.model.has_guesses():
            self.table.setColumnHidden(Column.ENCODING, False)  # noqa: FBT003 - Qt's own
        self.tools.say(complaint)
        self.tools.show_state()


def ask(
    reader: ProjectReader,
    sources: Sequence[Source] = (),
    parent: QWidget | None = None,
    *,
    reading: Reading | None = None,
    preferences: Preferences | None = None,
) -> ImportSelection | None:
    """Return the result of the dialog; None when cancelled."""
    dialog = ImportArticles(reader, sources, parent, reading=reading, preferences=preferences)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen() if is_wanted else None
    if chosen and chosen.late:
        dialog.over.connect(dialog.deleteLater)
    else:
        dialog.deleteLater()
    return chosen


def _nothing() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    label = text_label(tr("No files yet. Drop files or a folder here, or use the buttons below."))
    label.setProperty("ink", "second")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column.addWidget(label)
    return page
