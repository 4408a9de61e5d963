"""Which keys a field takes for itself, and which it leaves to the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.application.keyboard import ENTER, presses

UNDO, REDO = "edit.undo", "edit.redo"
"""The names of the actions that take back, and do again, what was done last."""

_NONE = "none"
_OWN_UNDO = ("edit-undo", "edit-redo")


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed alone; Ctrl+Enter is another key."""
    return event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Return whether Ctrl+Enter was pressed."""
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def is_undo(event: QKeyEvent) -> bool:
    """Return whether a key means undo or redo, which apply to the project, never to a field."""
    return bool(_turn(event))


def ask_window(field: QWidget, event: QKeyEvent) -> None:
    """Run the window's undo or redo while a list of completions has taken the keys."""
    turn, window = _turn(event), _window_of(field)
    while window and turn != _NONE and not event.isAutoRepeat():
        if action := window.findChild(QAction, turn):
            action.trigger()
            return
        window = window.parentWidget()


def _window_of(field: QWidget) -> QWidget | None:
    return field.window()


def _turn(event: QKeyEvent) -> str:
    """Return which of undo and redo was asked for; where only Qt knows the keys, none of both."""
    keys = QKeySequence.StandardKey
    asked = (turn for turn in (UNDO, REDO) if presses(event, turn))
    is_known = event.matches(keys.Undo) or event.matches(keys.Redo)
    return next(asked, _NONE if is_known else "")


def without_undo(menu: QMenu) -> QMenu:
    """Return the context menu of a field without Qt's undo and redo."""
    for action in menu.actions():
        if action.objectName() in _OWN_UNDO:
            menu.removeAction(action)
    first = next(iter(menu.actions()), None)
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu
