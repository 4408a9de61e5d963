"""Which keys a field takes for itself, and which it leaves to the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.ui.application.keyboard import ENTER

UNDO, REDO = "edit.undo", "edit.redo"
"""The names of the actions that take back, and do again, what was done last."""

_OWN_UNDO = ("edit-undo", "edit-redo")


def is_enter(event: QKeyEvent) -> bool:
    """Return whether Enter was pressed alone; Ctrl+Enter is another key."""
    return event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


def is_ctrl_enter(event: QKeyEvent) -> bool:
    """Return whether Ctrl+Enter was pressed."""
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def is_undo(event: QKeyEvent) -> bool:
    """Return whether undo or redo was asked for: both belong to the project, never to a field."""
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


def ask_window(field: QWidget, event: QKeyEvent) -> None:
    """Run the window's undo or redo, where its keys did not: while completions are open."""
    undo = event.matches(QKeySequence.StandardKey.Undo)
    window: QWidget | None = field.window()
    while window and not event.isAutoRepeat():
        if action := window.findChild(QAction, UNDO if undo else REDO):
            action.trigger()
            return
        window = window.parentWidget()


def without_undo(menu: QMenu) -> QMenu:
    """Return the menu of a field without Qt's own undo and redo, which know only that field."""
    for action in menu.actions():
        if action.objectName() in _OWN_UNDO:
            menu.removeAction(action)
    first = next(iter(menu.actions()), None)
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu
