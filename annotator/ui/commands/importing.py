"""Commands that import articles into the project of one window."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.settings import Preferences
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.application.used_since import UsedSince
from annotator.ui.importing.watched import WatchedFolder
from annotator.ui.importing.watched_bar import WatchedBar
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from annotator.importers import Refusal
    from annotator.operations.found_drafts import Source
    from annotator.operations.import_job import ImportEnd
    from annotator.operations.import_report import ReportLine
    from annotator.operations.import_rows import ImportRow
    from annotator.ui.importing.import_task import ImportTask
    from annotator.ui.importing.late_rows import LateRows

_BREATH: Final = 10  # milliseconds
_FREED: Final = 500
_STOP_WATCHING, _ANOTHER = N_("Stop watching"), N_("Choose another folder…")
_BUSY = N_("An import is still running. Wait until it is done.")


class ImportCommands(QObject):
    """Imports files, the clipboard and links; one import at a time.

    Dialogs and importers are loaded when they are first needed, for a faster start.
    """

    arrived = Signal(str)  # id of the first imported article, unless somebody has worked meanwhile
    came_again = Signal(str, object)  # id of an article, and the Draft of its updated text
    omitted_content_requested = Signal(str)  # id of an article

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        progress: ProgressStrip,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._notices = workspace.notices
        self._progress = progress
        self._preferences = preferences
        self._import: ImportTask | None = None
        self._rows: Sequence[ImportRow] = ()
        self._lines: list[ReportLine] = []
        self._is_stopped = False
        self.bar = WatchedBar()
        self._watched = WatchedFolder(preferences, self)
        if not workspace.is_read_only:
            self._watched.found.connect(self.bar.offer)
        self.bar.import_requested.connect(self._import_new)
        self.bar.dismissed.connect(self._watched.pass_over)

    @property
    def is_busy(self) -> bool:
        """Return whether an import is running."""
        return self._import is not None

    @action("project.import", N_("Import articles…"), is_change=True)
    def import_articles(self) -> None:
        """Open the import dialog without files."""
        self.import_files(())

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show the articles of files in the import dialog."""
        self._offer(paths)

    @action("project.paste", N_("Paste as new article…"), is_change=True)
    def paste(self) -> None:
        """Show the clipboard as a new article in the import dialog."""
        from annotator.ui.importing.clipboard import draft_of  # noqa: PLC0415

        draft = draft_of(QGuiApplication.clipboard().mimeData())
        if draft:
            self._offer([draft])
        else:
            self._notices.post(tr("There is no text to paste. Copy the text of an article first."))

    @action("project.from_link", N_("Import from link…"), is_change=True)
    def import_link(self) -> None:
        """Ask for a link, download the page, and show it in the import dialog."""
        from annotator.ui.importing.from_link import FromLink  # noqa: PLC0415

        if self._is_free():
            drafts = FromLink.ask(self._preferences, self._window)
            if drafts:
                self._offer(drafts)

    @action("project.watch", N_("Watch folder…"), is_change=True)
    def watch_folder(self) -> None:
        """Ask for a folder to watch for new files, or stop watching."""
        from annotator.ui.dialogs.message import ask_choice  # noqa: PLC0415

        folder = self._watched.folder
        if folder:
            message = tr(
                "Watching “{folder}”: new files there are offered for import.", folder=folder
            )
            choice = ask_choice(self._window, message, [_STOP_WATCHING, _ANOTHER])
            if choice == _STOP_WATCHING:
                self._watched.watch("")
                self._notices.post(tr("No folder is being watched now."))
            if choice != _ANOTHER:
                return
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415

        chosen = QFileDialog.getExistingDirectory(self._window, tr("Watch folder"), folder)
        if chosen:
            self._watched.watch(chosen)
            self._notices.post(
                tr("Watching “{folder}”: new files there are offered for import.", folder=chosen)
            )

    def _import_new(self, paths: "tuple[Path, ...]") -> None:
        if self._is_free():
            self._watched.pass_over()
            self._offer(paths)

    def import_without_asking(self, paths: Iterable[Path]) -> None:
        """Import every file that can be read, without asking."""
        from annotator.operations.found_drafts import found_in_files  # noqa: PLC0415
        from annotator.operations.import_rows import KnownTexts, rows_of  # noqa: PLC0415

        known_texts = KnownTexts(self._workspace.reader.codes_with_texts)
        self._begin([*rows_of(found_in_files(paths), known_texts)])

    @action("project.import_report", N_("Show last import report…"))
    def show_report(self) -> None:
        """Show the report of the last import since the window was opened."""
        from annotator.ui.importing.import_report import ImportReport  # noqa: PLC0415

        if self._lines:
            ImportReport.ask(self._lines, self._show_omitted_content, self._window)
        else:
            self._notices.post(tr("Nothing has been imported since this window was opened."))

    def _show_omitted_content(self, code: str) -> None:
        for article in self._workspace.reader.find(Article, code=code):
            self.omitted_content_requested.emit(article.id)

    def stop(self) -> None:
        """Cancel a running import, and stop watching."""
        self._is_stopped = True
        self._watched.stop()
        if self._import:
            self._import.cancel()

    def _offer(self, sources: "Sequence[Source]") -> None:
        from annotator.ui.importing.import_articles import ask  # noqa: PLC0415

        if not self._is_free():
            return
        chosen = ask(
            self._workspace.reader,
            sources,
            self._window,
            reading=self._workspace.reading if self._workspace.path else None,
            preferences=self._preferences,
        )
        if chosen:
            self._begin(chosen.items, chosen.rows, chosen.late)

    def _is_free(self) -> bool:
        is_busy = bool(self._import or self._workspace.is_read_only)
        if is_busy:
            self._notices.post(tr(_BUSY))
        return not is_busy

    def _begin(
        self,
        items: "Sequence[ImportRow | Refusal]",
        rows: "Sequence[ImportRow]" = (),
        late: "LateRows | None" = None,
    ) -> None:
        """Import the wanted rows, and show the report if a person chose them."""
        from annotator.ui.importing.import_task import ImportTask  # noqa: PLC0415

        if not self._workspace.signing.requires():  # before: batches do not wait for an answer
            return
        self._rows = rows
        self._import = ImportTask(self._workspace, items, self, late)
        self._import.progressed.connect(lambda done, _: self._progress.advance(done))
        used = UsedSince(self._window, self._import)
        self._import.finished.connect(partial(self._report, used))
        self._progress.begin(self._import.label.text, self._import.total)
        self._import.start()

    def _report(self, used: UsedSince, end: "ImportEnd") -> None:
        done, self._import = self._import, None
        if done:
            done.deleteLater()
        rows, self._rows = list(self._rows), ()
        self._progress.end()
        self._notices.post(end.message(shortcut("edit.undo")))
        if end.article_ids and not used.is_used:
            self.arrived.emit(end.article_ids[0])
        if rows and end.is_whole and done:
            making = done.reporting()
            making.yielded.connect(partial(self._report_each, rows))
            making.start()

    def _report_each(self, rows: "list[ImportRow]", lines: "list[ReportLine]") -> None:
        if self._is_stopped:
            return
        self._lines = lines
        if any(line.is_special for line in self._lines):
            self.show_report()
        for row in rows:
            if row.version_of:
                self.came_again.emit(row.version_of, row.draft)
        self._let_go(rows)

    def _let_go(self, rows: "list[ImportRow]") -> None:
        """Free the rows a few at a time, as freeing all at once would delay key presses."""
        del rows[-_FREED:]
        if rows:
            QTimer.singleShot(_BREATH, self, partial(self._let_go, rows))
