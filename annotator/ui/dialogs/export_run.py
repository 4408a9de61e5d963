"""One export under way: its progress, its end in words, and what is kept of it."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError
from annotator.i18n import ngettext, tr
from annotator.ui.application.task import Task
from annotator.ui.dialogs.dialog_widgets import display_path
from annotator.ui.dialogs.export_steps import writing
from annotator.ui.project.kept_exports import ExportChoice, marks_of
from annotator.ui.project.workspace import Workspace


class ExportRun(QObject):
    """Exports on a worker thread, completely or not at all, while people go on working.

    An export that was completed is kept as the last one of the project.
    """

    advanced = Signal(int)  # rows
    ended = Signal()

    def __init__(self, workspace: Workspace, choice: ExportChoice, *, replaces: bool) -> None:
        super().__init__()
        self.choice = choice
        self.rows = 0
        self.is_over = False
        self.is_whole = False
        self.error: AnnotatorError | None = None
        self._workspace = workspace
        self._task = Task(writing(workspace, choice, replaces=replaces))
        self._task.yielded.connect(self._advance)
        self._task.failed.connect(self._fail)
        self._task.finished.connect(self._end)

    def start(self) -> None:
        """Start it."""
        self._task.start()

    def cancel(self) -> None:
        """Stop it; nothing is written then."""
        self._task.cancel()

    def outcome(self) -> str:
        """Return how it ended, in a sentence."""
        if self.error:
            return f"▲ {self.error}"
        if not self.is_whole:
            return tr("Export cancelled. Nothing was written.")
        return ngettext(
            "✓ {count} row written to {path}",
            "✓ {count} rows written to {path}",
            self.rows,
            path=display_path(self.choice.file),
        )

    def _advance(self, rows: int) -> None:
        self.rows = rows
        self.advanced.emit(rows)

    def _fail(self, error: AnnotatorError) -> None:
        self.error = error

    def _end(self, is_whole: bool) -> None:  # noqa: FBT001 - a signal's value
        self.is_over, self.is_whole = True, is_whole
        if is_whole:
            size, changed_at = (
                marks_of(self.choice.file) if self.choice.file.is_file() else (-1, -1)
            )
            kept = replace(self.choice, size=size, changed_at=changed_at)
            self._workspace.bookmarks.put_export(kept)
        self.ended.emit()
