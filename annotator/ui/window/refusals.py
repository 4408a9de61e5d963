"""What the window shows and does while the project cannot be saved."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from annotator.domain.errors import AnnotatorError
from annotator.ui.commands.safety import SafetyCommands
from annotator.ui.project.retrying import Retrying
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.not_saved import NotSavedStrip
from annotator.ui.views.ways_out import RemedyButtons


class Refusals(QObject):
    """Shows the remedies beside the message, and a strip across the window, until one is saved."""

    def __init__(self, window: QMainWindow, workspace: Workspace, safety: SafetyCommands) -> None:
        super().__init__(window)
        self.ways_out, self.strip = RemedyButtons(), NotSavedStrip()
        self.retrying = Retrying(workspace)
        window.addToolBar(self.strip)
        workspace.notices.refused.connect(self.ways_out.offer)
        workspace.notices.refused.connect(self._show)
        for ended in (workspace.saved, self.retrying.over):
            ended.connect(self.ways_out.clear)
            ended.connect(self.strip.end)
        self.strip.retry_requested.connect(self.retrying.retry)
        self.strip.copy_requested.connect(safety.save_copy)

    def _show(self, error: AnnotatorError) -> None:
        self.strip.show_error(error, is_text_kept=self.retrying.has_text)
