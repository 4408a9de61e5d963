"""Trying again to save what was typed or done, after the disk refused it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import N_, tr
from annotator.ui.project.saving import Save
from annotator.ui.project.workspace import Workspace

_EVERY: Final = 5000  # milliseconds
_NOT_REPEATED: Final = N_(
    "Nothing is waiting to be saved. Start again what was refused, such as an import or a backup."
)


class Retrying(QObject):
    """Tries to save texts every few seconds until that works; refusals are not told again.

    What was done, such as adding a claim, is done again only when somebody asks for that, as what
    it was: by the person who did it. An import or a backup is not: what it was made of may be gone.
    `over` says that nothing is left to be tried.
    """

    over = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._again: Callable[[], object] | None = None  # what was refused last
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._retry_quietly)
        workspace.notices.refused.connect(self._note)
        workspace.saved.connect(self._timer.stop)
        workspace.saves.ended.connect(self._follow)

    @property
    def is_waiting(self) -> bool:
        """Return whether it will try again."""
        return self._timer.isActive()

    @property
    def has_text(self) -> bool:
        """Return whether a text is kept that is not saved."""
        pending = self._workspace.pending
        return pending.is_typing or not pending.is_saved

    def retry(self) -> None:
        """Try now, and tell what happens."""
        again = self._again
        is_repeated = bool(again) or self.has_text
        self._save_texts()
        if again:
            self._forget()
            again()
        if not (self._again or self.has_text or self._workspace.loss()):
            self._timer.stop()
            self.over.emit()
            if not is_repeated:
                self._workspace.notices.post(tr(_NOT_REPEATED))

    def stop(self) -> None:
        """Try no more."""
        self._timer.stop()

    def _follow(self, save: Save) -> None:
        if save.edit:
            self._forget()
        elif save.again and save.error and Remedy.COPY in save.error.remedies:
            self._again = save.again

    def _forget(self) -> None:
        self._again = None

    def _save_texts(self) -> None:
        self._workspace.pending.flush()
        self._workspace.pending.retry()

    def _note(self, error: AnnotatorError) -> None:
        if Remedy.COPY in error.remedies:
            self._timer.start()

    def _retry_quietly(self) -> None:
        if QApplication.activeModalWidget() or self._workspace.loss():
            return
        quiet = QSignalBlocker(self._workspace.notices)
        self._save_texts()
        quiet.unblock()
