"""Undo and redo, which include pending text, and ask before undoing large steps."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.backup import BackupReason
from annotator.operations.undo import Turn, confirmation, nothing_left, typing_turned
from annotator.ui.application.busy import busy
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.auto_line import AutoLine
from annotator.ui.widgets.auto_text import AutoText
from annotator.ui.widgets.draft import Draft

_ASKED_FOR: Final = 8000  # milliseconds


class Undoing(QObject):
    """Undoes and redoes steps and pending text, in one order for all fields.

    Pending text must be flushed before. Text that could not be committed is not a step of
    the project: the focused field reverts it, if nothing else was done since.
    """

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._notices = workspace.notices
        self._asked = ""
        self._top: int | None = None  # of the step that is asked about
        self._is_turning = False
        # drafts with their text and its typist; None is a step of the project
        self._taken: list[tuple[Draft, str, str] | None] = []
        self._timer = QTimer(self, singleShot=True, interval=_ASKED_FOR)
        self._timer.timeout.connect(self._forget_question)
        workspace.edited.connect(self._follow)

    def undo(self) -> None:
        """Undo the last step."""
        draft = _in_use()
        if draft and draft.pending and draft is self._workspace.pending.newest:
            typist, typed = draft.typist.name, draft.take_back()
            self._taken.append((draft, typed, typist))
            self._forget_question()
            self._notices.post(typing_turned(Turn.UNDO, typed))
        elif not self._asks(Turn.UNDO):
            self._turn(partial(self._workspace.undo, self._top))
            self._taken.append(None)

    def redo(self) -> None:
        """Redo the last undone step."""
        draft, typed, typist = (self._taken[-1] if self._taken else None) or (None, "", "")
        if draft and draft is _in_use():
            self._taken.pop()
            draft.bring_back(typed, typist)
            self._notices.post(typing_turned(Turn.REDO, typed))
        elif not self._asks(Turn.REDO):
            self._turn(partial(self._workspace.redo, self._top))
            del self._taken[-1:]

    def _asks(self, turn: Turn) -> bool:
        """Return whether the step needs the shortcut to be pressed again, and ask for that."""
        self._workspace.saves.settle()  # a batch of an import: it is asked about that, too
        if self._asked == turn:  # nothing was done since
            self._workspace.protecting.emit(BackupReason.UNDO)
            return False
        with busy():  # thousands of records take a moment to read
            is_redo = turn is Turn.REDO
            self._top = self._workspace.top_of_steps(redo=is_redo)
            step = self._workspace.next_step(redo=is_redo)
        if step is None:
            is_shared = len(self._workspace.signing.people()) > 1
            self._notices.post(nothing_left(turn, is_shared=is_shared))
            return False
        question = confirmation(turn, step, shortcut(f"edit.{turn}"))
        if not question:
            return False
        self._asked = turn
        self._timer.start()
        self._notices.post(question)
        return True

    def _turn(self, turn: Callable[[], None]) -> None:
        self._forget_question()
        self._is_turning = True
        try:
            with busy():  # an import of thousands takes half a second
                turn()
        finally:
            self._is_turning = False

    def _follow(self) -> None:
        if not self._is_turning:
            self._taken.clear()
            self._forget_question()

    def _forget_question(self) -> None:
        self._asked = ""
        self._timer.stop()


def _in_use() -> Draft | None:
    """Return the draft of the focused field; None without one."""
    field = QApplication.focusWidget()
    return field.draft if isinstance(field, AutoLine | AutoText) else None
