"""Commands that open a dialog or take a while: import, export, article details."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.settings import Preferences
from annotator.ui.application.task import end_all
from annotator.ui.commands.exporting import ExportCommands
from annotator.ui.commands.importing import ImportCommands
from annotator.ui.commands.importing_labels import LabelImportCommands
from annotator.ui.commands.printing import PrintCommands
from annotator.ui.commands.reports import ReportCommands
from annotator.ui.commands.settings import SettingsCommands
from annotator.ui.commands.text import TextCommands
from annotator.ui.desk.desk import Desk
from annotator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from annotator.importers import Draft


class DialogCommands(QObject):
    """The commands of one window that open dialogs.

    Dialogs are imported when first opened, so that the program starts faster.
    """

    def __init__(
        self, window: QWidget, desk: Desk, progress: ProgressStrip, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window = window
        self._focus = focus = desk.focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices
        self.exporting = ExportCommands(window, desk)
        self.importing = ImportCommands(window, self._workspace, progress, preferences)
        self.labels = LabelImportCommands(window, self._workspace)
        self.texts = TextCommands(window, focus)
        self.settings = SettingsCommands(window, self._workspace, preferences)
        self.printing = PrintCommands(window, focus)
        self.reports = ReportCommands(window, focus, preferences)
        self.importing.came_again.connect(self._offer_version)
        self.importing.omitted_content_requested.connect(self._show_omitted_content)
        progress.cancelled.connect(self.stop)

    @property
    def parts(self) -> tuple[QObject, ...]:
        """Return the commands that are in modules of their own."""
        exchange = self.importing, self.labels, self.exporting
        return *exchange, self.texts, self.settings, self.printing, self.reports

    @action("project.codebook", N_("Codebook…"))
    def show_codebook(self) -> None:
        """Let the schemes and labels of the project be changed."""
        from annotator.ui.dialogs.codebook_editor import CodebookEditor  # noqa: PLC0415

        self._workspace.pending.flush()
        CodebookEditor.ask(self._workspace, self._window)

    @action("article.details", N_("Article details…"))
    def show_details(self) -> None:
        """Open the details of the current article."""
        from annotator.ui.dialogs.article_details import ArticleDetails  # noqa: PLC0415

        if self._focus.article:
            ArticleDetails.ask(self._workspace, self._focus.article, self._window)

    @action("article.reread", N_("Reopen with encoding…"), is_change=True)
    def read_again(self) -> None:
        """Ask for an encoding, and read the current article's file again in it."""
        from annotator.operations.original_files import original_draft  # noqa: PLC0415
        from annotator.ui.importing.encoding_choice import EncodingChoice  # noqa: PLC0415

        article = self._focus.article
        draft = original_draft(self._workspace.reader, article) if article else None
        if draft is None:
            self._notices.post(
                tr("Only articles imported from text files can be reopened with another encoding.")
            )
        elif article and (again := EncodingChoice.ask(draft, self._window)):
            self.texts.offer_version(article, again)

    @action("help.about", N_("About Annotator"))
    def show_about(self) -> None:
        """Show the version and licence of the program."""
        from annotator.ui.dialogs.about import About  # noqa: PLC0415

        About.ask(self._window)

    def _offer_version(self, article_id: str, draft: "Draft") -> None:
        article = self._workspace.reader.get(Article, article_id)
        if article and self.texts.offer_version(article, draft):
            self._focus.open(article_id)

    def _show_omitted_content(self, article_id: str) -> None:
        self._focus.open(article_id)
        self.texts.add_omitted()

    def running(self) -> str:
        """Return what closing the window now would cancel, in a sentence; empty for nothing."""
        if self.importing.is_busy:
            return tr(
                "An import is still running. If you close now, none of its articles are kept."
            )
        if self.exporting.is_busy:
            return tr("An export is still running. If you close now, nothing is written.")
        return ""

    def stop(self) -> None:
        """Cancel whatever runs on other threads, such as an import, an export or a search."""
        self.exporting.stop()
        self.texts.stop()
        self.importing.stop()
        self.labels.stop()
        end_all()
