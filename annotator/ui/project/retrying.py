"""Trying again to save what was typed, after the disk refused it."""

from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.ui.project.workspace import Workspace

_EVERY: Final = 5000  # milliseconds


class Retrying(QObject):
    """Tries every few seconds until something is saved; refusals meanwhile are not told again."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._retry_quietly)
        workspace.notices.refused.connect(self._note)
        workspace.saved.connect(self._timer.stop)

    @property
    def is_waiting(self) -> bool:
        """Return whether it will try again."""
        return self._timer.isActive()

    def retry(self) -> None:
        """Try now, and tell what happens."""
        self._workspace.pending.flush()
        self._workspace.pending.retry()

    def stop(self) -> None:
        """Try no more."""
        self._timer.stop()

    def _note(self, error: AnnotatorError) -> None:
        if Remedy.COPY in error.remedies:
            self._timer.start()

    def _retry_quietly(self) -> None:
        if QApplication.activeModalWidget() or self._workspace.loss():
            return
        quiet = QSignalBlocker(self._workspace.notices)
        self.retry()
        quiet.unblock()
