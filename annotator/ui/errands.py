"""What opens a dialog or takes a while: bringing articles in, handing labels over, details."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.actions import key_sheet
from annotator.ui.focus import Focus
from annotator.ui.progress import ProgressStrip

if TYPE_CHECKING:
    from annotator.importers import Draft
    from annotator.ui.intake import Intake, IntakeReport


class Errands(QObject):
    """Runs the errands of one window, one import at a time.

    Dialogs and importers are loaded when they are first asked for: the start need not wait.
    """

    told = Signal(str)
    arrived = Signal(str)  # id of the first article that came in

    def __init__(self, window: QWidget, focus: Focus, progress: ProgressStrip) -> None:
        super().__init__(window)
        self._window = window
        self._focus = focus
        self._workspace = focus.workspace
        self._progress = progress
        self._intake: Intake | None = None
        progress.cancelled.connect(self.stop)

    def runs(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by id."""
        return {
            "project.import": self.import_articles,
            "project.export": self.export_labels,
            "article.details": self.show_details,
            "help.keys": self.show_keys,
            "help.about": self.show_about,
        }

    def import_articles(self) -> None:
        """Ask for files and bring them in."""
        self.import_files(())

    def import_files(self, paths: Sequence[Path]) -> None:
        """Show what is in the files, and bring in what is wanted of it."""
        from annotator.ui.dialogs.import_articles import ImportArticles  # noqa: PLC0415

        if self._intake or self._workspace.is_read_only:
            self.told.emit("Wait until the import that is running is done.")
            return
        drafts = ImportArticles.ask(self._workspace.reader, paths, self._window)
        if drafts:
            self._bring_in(drafts)

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Bring in all that can be read of the files, without asking."""
        from annotator.importers import Draft, read_files  # noqa: PLC0415

        self._bring_in([draft for draft in read_files(paths) if isinstance(draft, Draft)])

    def export_labels(self) -> None:
        """Ask where to, and hand the labels over."""
        from annotator.ui.dialogs.export_labels import ExportLabels  # noqa: PLC0415

        ExportLabels.ask(self._workspace, self._window)

    def show_details(self) -> None:
        """Let the details of the current article be changed."""
        from annotator.ui.dialogs.article_details import ArticleDetails  # noqa: PLC0415

        if self._focus.article:
            ArticleDetails.ask(self._workspace, self._focus.article, self._window)

    def show_keys(self) -> None:
        """Show all keys."""
        from annotator.ui.dialogs.keys import KeysSheet  # noqa: PLC0415

        KeysSheet.ask(key_sheet(), self._window)

    def show_about(self) -> None:
        """Show what program this is."""
        from annotator.ui.dialogs.about import About  # noqa: PLC0415

        About.ask(self._window)

    def stop(self) -> None:
        """Take back what is half-way in."""
        if self._intake:
            self._intake.cancel()
        QThreadPool.globalInstance().waitForDone()

    def _bring_in(self, drafts: "Sequence[Draft]") -> None:
        from annotator.ui.intake import Intake  # noqa: PLC0415

        self._intake = Intake(self._workspace, drafts, self)
        self._intake.progressed.connect(lambda done, _: self._progress.advance(done))
        self._intake.finished.connect(self._report)
        self._progress.begin(self._intake.words, len(drafts))
        self._intake.start()

    def _report(self, report: "IntakeReport") -> None:
        if self._intake:
            self._intake.deleteLater()
            self._intake = None
        self._progress.end()
        self.told.emit(report.sentence)
        if report.article_ids:
            self.arrived.emit(report.article_ids[0])
