"""Reports to read on a claim, an article or the whole project."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.application.dates import format_date
from annotator.ui.application.settings import Preferences
from annotator.ui.project.focus import Focus
from annotator.ui.theming import fonts

if TYPE_CHECKING:
    from annotator.domain.reading import ProjectReader
    from annotator.operations.report import Desk, Report, Subject
    from annotator.ui.dialogs.report_dialog import ReportOptions
    from annotator.ui.dialogs.work import Outcome, Stage
    from annotator.ui.models.print_document import Typefaces

_LETTERS = 60  # of a text in the name of a file
_KINDS = {".html": N_("Web pages ({pattern})"), ".pdf": N_("PDF documents ({pattern})")}
_NO_CLAIM = N_("Go to a claim first.")
_NO_ARTICLE = N_("Open an article first.")


class ReportCommands(QObject):
    """Saves reports; the chosen options are remembered.

    Modules that only reports need are imported when they are first needed.
    """

    def __init__(self, window: QWidget, focus: Focus, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._focus, self._preferences = window, focus, preferences
        self._notices = focus.workspace.notices
        self._options: ReportOptions | None = None

    @action("report.claim", N_("Report on this claim…"))
    def report_claim(self) -> None:
        """Save a report on the current claim."""
        if claim := self._focus.claim:
            self._report(claim, tr("Report on claim {code}", code=claim.code))
        else:
            self._notices.post(tr(_NO_CLAIM))

    @action("report.article", N_("Report on this article…"))
    def report_article(self) -> None:
        """Save a report on the open article."""
        if article := self._focus.article:
            self._report(article, tr("Report on article {code}", code=article.code))
        else:
            self._notices.post(tr(_NO_ARTICLE))

    @action("project.report", N_("Report on the project…"))
    def report_project(self) -> None:
        """Save a report on the whole project."""
        self._report(None, tr("Report on the project"))

    def _report(self, subject: "Subject", title: str) -> None:
        from annotator.ui.dialogs.dialog_widgets import show_file  # noqa: PLC0415
        from annotator.ui.dialogs.report_dialog import ReportDialog, ReportOptions  # noqa: PLC0415
        from annotator.ui.dialogs.work import Work  # noqa: PLC0415

        desk = self._desk()
        chosen = desk and ReportDialog.ask(title, self._options or ReportOptions(), self._window)
        target = self._target(title, subject, chosen) if chosen else None
        if not desk or not chosen or not target:
            return
        self._options = chosen
        self._focus.workspace.pending.flush()
        types, file = _typefaces(), target

        def steps() -> "Iterator[Stage | Outcome]":
            with self._focus.workspace.reading() as reader:
                report = _gathered(reader, desk, subject, chosen)
                yield from _saving(report, file, types)

        if Work.run(self._window, title, steps) and chosen.is_opened:
            show_file(target)

    def _desk(self) -> "Desk | None":
        """Return the desk of the settings; None when its logo cannot be read, which is said."""
        from annotator.domain.errors import AnnotatorError  # noqa: PLC0415
        from annotator.operations.report import desk_of  # noqa: PLC0415

        settings = self._preferences.settings
        try:
            return desk_of(settings.desk_name, settings.desk_logo)
        except AnnotatorError as error:
            self._notices.post(str(error))
            return None

    def _target(self, title: str, subject: "Subject", chosen: "ReportOptions") -> Path | None:
        from annotator.ui.dialogs.new_project import file_stem  # noqa: PLC0415
        from annotator.ui.dialogs.save_as import ask_file  # noqa: PLC0415

        workspace = self._focus.workspace
        folder = workspace.path.parent if workspace.path else Path.home()
        words = _words(subject) if subject else workspace.name
        proposed = folder / f"{file_stem(words)}{chosen.suffix}"
        return ask_file(self._window, title, proposed, {chosen.suffix: _KINDS[chosen.suffix]})


def _words(subject: Article | Claim) -> str:
    text = subject.text if isinstance(subject, Claim) else subject.headline
    return f"{subject.code} {text[:_LETTERS]}"


def _typefaces() -> "Typefaces":
    from annotator.ui.models.print_document import Typefaces  # noqa: PLC0415

    return Typefaces(fonts.reading(), QApplication.font())


def _gathered(
    reader: "ProjectReader", desk: "Desk", subject: "Subject", chosen: "ReportOptions"
) -> "Report":
    from annotator.operations.report import Reporter  # noqa: PLC0415

    today = datetime.now().astimezone().date().isoformat()
    reporter = Reporter(reader, desk, format_date, today=today, has_notes=chosen.has_notes)
    return reporter.report(subject)


def _saving(report: "Report", target: Path, types: "Typefaces") -> "Iterator[Stage | Outcome]":
    from annotator.exporters.write import replace_file  # noqa: PLC0415
    from annotator.ui.dialogs.dialog_widgets import display_path  # noqa: PLC0415
    from annotator.ui.dialogs.work import Outcome, Stage  # noqa: PLC0415
    from annotator.ui.models.report_file import PDF, report_page, report_pdf  # noqa: PLC0415

    making = report_pdf(report, types) if target.suffix.lower() == PDF else report_page(report)
    while True:
        try:
            progress = next(making)
        except StopIteration as made:
            replace_file(target, made.value)
            break
        yield Stage(tr(progress.unit), progress.done, progress.total)
    yield Outcome(tr("The report was saved as “{path}”.", path=display_path(target)))
