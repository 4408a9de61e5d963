"""Which keys a field takes for itself, and which it leaves to the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed alone; Ctrl+Enter is another key."""
    return event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Return whether Ctrl+Enter was pressed."""
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def is_idle_undo(event: QKeyEvent, *, undo: bool, redo: bool) -> bool:
    """Return whether undo or redo was asked of a field that has nothing of its own to take back.

    `undo` and `redo` say whether the field has; if it has not, the key belongs to the project.
    """
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo
