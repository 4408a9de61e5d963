"""Exporting labels: by the dialog, and again as the last time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import action
from annotator.ui.commands.export_outcome import ExportOutcome
from annotator.ui.desk.desk import Desk
from annotator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from annotator.ui.dialogs.export_part import ExportOffer
    from annotator.ui.dialogs.export_run import ExportRun
    from annotator.ui.project.kept_exports import ExportChoice


class ExportCommands(QObject):
    """Exports while people go on working; one export at a time.

    The dialog and the exporters are loaded when they are first needed, for a faster start.
    """

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._workspace = desk.focus.workspace
        self._notices = self._workspace.notices
        self._run: ExportRun | None = None
        self.strip = ProgressStrip()
        self.strip.setObjectName("export.progress")
        self.strip.cancelled.connect(self.stop)
        self.outcome = ExportOutcome(window)
        self.outcome.repeat_requested.connect(self._repeat)

    @property
    def is_busy(self) -> bool:
        """Return whether an export is running."""
        return self._run is not None

    @action("project.export", N_("Export labels…"))
    def export_labels(self) -> None:
        """Export the labels, after asking which, how and where to."""
        from annotator.ui.dialogs.export_labels import ExportLabels  # noqa: PLC0415

        if self._is_free():
            self._workspace.pending.flush()
            run = ExportLabels.ask(self._workspace, self._window, self._offer())
            if run:
                self.outcome.clear()
            if run and not run.is_over:
                self._follow(run)

    @action("project.export_again", N_("Export again"))
    def export_again(self) -> None:
        """Repeat the last export of the project into the same place, or ask if there is none."""
        from annotator import exporters  # noqa: PLC0415

        known = {each.id for each in exporters.FORMATS}
        kept = [each for each in self._workspace.bookmarks.exports if each.format_id in known]
        if not kept:
            self.export_labels()
        elif self._is_free():
            self._repeat(kept[-1])

    def stop(self) -> None:
        """Cancel an export that is under way."""
        if self._run:
            self._run.cancel()

    def _repeat(self, choice: "ExportChoice") -> None:
        """Export as chosen before, if a file that was changed since may be replaced."""
        from annotator import exporters  # noqa: PLC0415
        from annotator.ui.dialogs.export_labels import may_replace  # noqa: PLC0415
        from annotator.ui.dialogs.export_run import ExportRun  # noqa: PLC0415

        self._workspace.pending.flush()
        replaces = choice.file.is_file() and bool(exporters.format_named(choice.format_id).suffix)
        must_ask = replaces and not choice.is_as_written
        if not must_ask or may_replace(self._workspace, choice, self._window):
            run = ExportRun(self._workspace, choice, replaces=replaces)
            self._follow(run)
            run.start()

    def _is_free(self) -> bool:
        """Return whether no export is under way, otherwise say so."""
        if self.is_busy:
            self._notices.post(tr("An export is still running. Wait until it is done."))
        return not self.is_busy

    def _offer(self) -> "ExportOffer":
        from annotator.ui.dialogs.export_part import ExportOffer  # noqa: PLC0415

        articles, focus = self._desk.articles, self._desk.focus
        articles.model.settle()
        return ExportOffer(
            listed=articles.model.rowCount(),
            query=articles.model.filter.query,
            status=articles.model.filter.status,
            selected=tuple(articles.chosen()),
            article=focus.article,
            claim=focus.claim,
        )

    def _follow(self, run: "ExportRun") -> None:
        """Show the progress of an export in the status bar, and at last how it ended."""
        self._run = run
        self.outcome.clear()
        run.advanced.connect(self.strip.advance)
        run.ended.connect(self._end)
        self.strip.begin(tr("Writing rows"))
        self.strip.advance(run.rows)

    def _end(self) -> None:
        run, self._run = self._run, None
        self.strip.end()
        if run is None:
            return
        self.outcome.show(run)
        if run.error and run.error.remedies:  # it is about the project, not about the place
            self._notices.refuse(run.error)
        else:
            self._notices.post(run.outcome())
