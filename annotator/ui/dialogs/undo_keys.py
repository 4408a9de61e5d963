"""Undo and redo in dialogs, where the window's shortcuts do not apply."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog

from annotator.ui.application.shortcuts import KEYS
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.keys import REDO, UNDO


def add_undo_keys(
    dialog: QDialog, workspace: Workspace, undo: Callable[[], None], redo: Callable[[], None]
) -> None:
    """Add the shortcuts of undo and redo to a dialog, which first commits pending text."""
    for name, turn in ((UNDO, undo), (REDO, redo)):
        action = QAction(dialog)
        action.setObjectName(name)
        action.setShortcuts([QKeySequence(each) for each in KEYS.map.keys(name)])
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked, turn=turn: _turn(workspace, turn))
        dialog.addAction(action)


def _turn(workspace: Workspace, turn: Callable[[], None]) -> None:
    workspace.pending.flush()
    turn()
