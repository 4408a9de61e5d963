"""Closing a window: pending text is committed, and nothing is lost without a question."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import N_, tr
from annotator.ui.commands.dialogs import DialogCommands
from annotator.ui.commands.safety import SafetyCommands
from annotator.ui.project.workspace import Workspace
from annotator.ui.views.ways_out import REMEDIES

_STILL_THERE: Final = N_("Your text is still in its field.")
_STAY, _LOSE = N_("Keep working"), N_("Close without saving")
_CANCEL: Final = N_("Close and cancel it")


class Leaving(QObject):
    """Prevents closing a window over unsaved or running work without a question."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        safety: SafetyCommands,
        dialogs: DialogCommands,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._safety = window, workspace, safety
        self._dialogs = dialogs
        self._refusal = ""
        workspace.notices.refused.connect(self._note_refusal)

    def is_allowed(self) -> bool:
        """Commit pending text; ask before it is discarded, or running work is cancelled."""
        return self._may_cancel() and self._may_discard()

    def _may_cancel(self) -> bool:
        if not (running := self._dialogs.running()):
            return True
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415

        return Message.ask(self._window, running, [_STAY, _CANCEL]) == _CANCEL

    def _may_discard(self) -> bool:
        _, copy = REMEDIES[Remedy.COPY]
        while danger := self._danger():
            from annotator.ui.dialogs.message import Message  # noqa: PLC0415

            choice = Message.ask(self._window, danger, [_STAY, copy, _LOSE])
            if choice != copy:
                return choice == _LOSE
            self._safety.save_copy()
        return True

    def _danger(self) -> str:
        """Commit pending text; return what would be lost by closing the window."""
        if not self._is_committed():
            return f"{self._refusal} {tr(_STILL_THERE)}"
        return str(self._workspace.loss() or "")

    def _is_committed(self) -> bool:
        """Commit pending text, and return whether all of it was saved."""
        self._refusal = ""
        self._workspace.pending.flush()
        return self._workspace.pending.retry() and not self._refusal

    def _note_refusal(self, error: AnnotatorError) -> None:
        self._refusal = str(error)
