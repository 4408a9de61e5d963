"""Commands for a project whose file is in danger: save a copy, check it, warn in time."""

from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import N_, format_number, tr
from annotator.ui.application.actions import action
from annotator.ui.project.workspace import Workspace

_EVERY: Final = 2000  # milliseconds
_COPY, _LATER = N_("Save a copy…"), N_("Not now")
_CLOSE, _CHECK = N_("Close"), N_("Check project…")
_THERE, _HERE = N_("Switch to the copy"), N_("Keep the original open")
_LOG_LARGE: Final = 256_000_000  # bytes
_LOG_GROWS: Final = N_(
    "The log beside the project has {size} MB, because a former state is still being read."
    " If no export or copy is running here, close other programs that read the project."
)
_NOW_THERE: Final = N_("You now work in “{file}”.")


class SafetyCommands(QObject):
    """Saves copies of a project, verifies it, and watches its file."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._notices = workspace.notices
        self._refusal: AnnotatorError | None = None
        self._last_loss, self._was_lost = "", False
        self._last_log, self._is_log_told = 0, False
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)
        workspace.notices.refused.connect(self._note)
        workspace.saved.connect(self._forget)
        if workspace.path and not workspace.is_read_only:
            self._timer.start()

    @action("project.save_copy", N_("Save a copy…"))
    def save_copy(self) -> bool:
        """Save a copy, after asking where to, and return whether it was saved.

        When the file was lost, work continues in the copy.
        """
        from annotator.ui.dialogs.safety import save_copy  # noqa: PLC0415

        path = save_copy(self._workspace, self._window)
        if path and self._wants_to_move(path.name):
            try:
                self._workspace.move(path)
            except AnnotatorError as error:
                self._notices.refuse(error)
                return False
            self._forget()
            self._last_loss = ""
            self._timer.start()
            self._notices.post(tr(_NOW_THERE, file=path.name))
        return path is not None

    @action("project.check", N_("Check project…"))
    def check(self) -> None:
        """Verify the project, and show the problems."""
        from annotator.ui.dialogs.safety import check  # noqa: PLC0415

        if self._workspace.path is None:
            self._notices.post(tr("This project has no file yet."))
            return
        check(self._window, self._workspace.checking, self._workspace.check_length())

    def tell_found(self, said: str) -> None:
        """Show the result of a verification, with a button to repeat it; not for a lost file.

        Results of a file that was lost for a while are not shown, as they may be outdated.
        """
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415

        if self._was_lost or self._workspace.loss():
            return
        if Message.ask(self._window, said, [_CLOSE, _CHECK], is_unasked=True) == _CHECK:
            self.check()

    def look(self) -> None:
        """Warn once when another program did something to the file that endangers the work.

        It waits while another dialog is open. A file that is back can be lost again.
        """
        if QApplication.activeModalWidget():
            return
        self._look_at_log()
        loss, before = self._workspace.loss(), self._last_loss
        self._last_loss = str(loss or "")
        if loss and self._last_loss != before:
            self._tell(loss)

    def _look_at_log(self) -> None:
        """Say once that the log grows, because somebody reads a former state of the project."""
        place, before = self._workspace.place, self._last_log
        size = place.log_size() if place else 0
        self._last_log = size
        if self._is_log_told or not _LOG_LARGE < before < size:
            return
        self._is_log_told = True
        self._notices.post(tr(_LOG_GROWS, size=format_number(size // 1_000_000)))

    def advise(self, sentence: str, stay: str = _LATER) -> None:
        """Show a message that advises a copy, with a button for it."""
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415

        if Message.ask(self._window, sentence, [_COPY, stay], is_unasked=True) == _COPY:
            self.save_copy()

    def _tell(self, loss: AnnotatorError) -> None:
        from annotator.ui.dialogs.message import tell  # noqa: PLC0415

        self._was_lost = True
        self._notices.refuse(loss)
        if Remedy.COPY in loss.remedies:
            self.advise(str(loss))
        else:
            tell(self._window, str(loss), is_unasked=True)

    def _wants_to_move(self, name: str) -> bool:
        if self._workspace.is_read_only or self._workspace.loss():
            return not self._workspace.is_read_only
        if self._refusal is None or Remedy.COPY not in self._refusal.remedies:
            return False
        from annotator.ui.dialogs.message import Message  # noqa: PLC0415

        sentence = tr(
            "“{name}” contains everything saved so far. New work can only be saved there.",
            name=name,
        )
        return Message.ask(self._window, sentence, [_THERE, _HERE]) == _THERE

    def _note(self, error: AnnotatorError) -> None:
        self._refusal = error

    def _forget(self) -> None:
        self._refusal = None
