"""Shortcuts under any keyboard layout."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from annotator.ui.application.shortcuts import KEYS

ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Both Enter keys: the one beside the letters and the one of the number pad."""

_Mod = Qt.KeyboardModifier
_CTRL, _SHIFT = _Mod.ControlModifier, _Mod.ShiftModifier
_OTHERS = _Mod.AltModifier | _Mod.MetaModifier | _Mod.GroupSwitchModifier | _Mod.KeypadModifier
_DIGITS, _SIGNS = "1234567890", "[]?"
_EDITING = "ACVXYZ"  # with Ctrl: select all, copy, paste, cut, redo, undo
_TYPED_IN = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractSpinBox)

# the numbers of the keys on a PC keyboard, row by row, and what a US layout has there
_ROWS = {2: _DIGITS, 16: "qwertyuiop[]", 30: "asdfghjkl", 44: "zxcvbnm", 53: "/"}
_PC = {first + n: key for first, row in _ROWS.items() for n, key in enumerate(row)}
_MAC = dict(enumerate("asdfhgzxcv bqweryt123465 97 80]ou[ip lj k   /nm"))
_NOWHERE = 0xFFFF  # where the keys are that are passed on: they are not looked at again
_X11_OFFSET = 8  # X11 and Wayland count the same keys from there on


class Keyboard(QObject):
    """Translates key presses into the shortcuts of a widget, for any keyboard layout.

    A digit works with and without Shift if the layout needs Shift for it. A letter, `[`, `]` and
    `?` are found by the position of the key if the layout has no Latin letters, otherwise by the
    typed character.
    In a text field, only keys pressed with Ctrl are shortcuts. They come before keys that edit a
    line, such as Ctrl+E for its end, which Qt has on some desktops only.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._learnt: bool | None = None

    def follow(self, app: QApplication) -> None:
        """Follow the focused widget."""
        app.focusChanged.connect(self._move)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(watched, QWidget):
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - its type says so
        if event.type() is QEvent.Type.ShortcutOverride and _is_command(watched, event):
            event.ignore()  # and the field cannot claim it
            return True
        meant = self._meant(watched, event)
        if meant is None:
            return False
        event.accept()  # also keeps Qt from looking for a shortcut of its own
        if event.type() is QEvent.Type.KeyPress:
            _pass_on(watched, meant, event)
        return True

    def _move(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    def _meant(self, widget: QWidget, event: QKeyEvent) -> QKeyCombination | None:
        """Return the intended keys, if they differ from those that Qt recognises."""
        place, modifiers = place_of(event, QGuiApplication.platformName()), event.modifiers()
        if not place or modifiers & _OTHERS:
            return _with_alt(widget, event, place)
        typed = _typed(event)
        self._learn(typed, modifiers)
        if not modifiers & _CTRL and _is_typed_in(widget):
            return None
        if place in _DIGITS:
            return _digit(widget, event, place, typed)
        if self._is_latin() or typed in _SIGNS:
            return None
        if place == "/" and modifiers & _SHIFT:
            return QKeyCombination(modifiers & ~_SHIFT, Qt.Key.Key_Question)
        return QKeyCombination(modifiers, Qt.Key(ord(place.upper())))

    def _learn(self, typed: str, modifiers: Qt.KeyboardModifier) -> None:
        # with Shift, a Hebrew layout types Latin capitals
        if not typed.isascii() and typed.isalpha():
            self._learnt = unicodedata.name(typed[0], "").startswith("LATIN")
        elif typed.isalpha() and not modifiers & _SHIFT:
            self._learnt = True

    def _is_latin(self) -> bool:
        """Return whether the layout has Latin letters: by the system, until one is pressed."""
        if self._learnt is None:
            from PySide6.QtCore import QLocale  # noqa: PLC0415 - 13 ms, for its lists of countries

            script = QGuiApplication.inputMethod().locale().script()
            self._learnt = script == QLocale.Script.LatinScript
        return self._learnt


def place_of(event: QKeyEvent, platform: str) -> str:
    """Return what a US layout has at the place of a key, without Shift; '' for other places.

    `platform` is Qt's name of the window system.
    """
    if platform == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "").strip()
    offset = 0 if platform == "windows" else _X11_OFFSET
    return _PC.get(event.nativeScanCode() - offset, "")


def pressed(event: QKeyEvent) -> str:
    """Return the keys that are pressed in Qt's portable names, as key maps have them.

    A sign is itself, whether it needs Shift or not.
    """
    modifiers, key = event.modifiers() & ~_Mod.KeypadModifier, event.key()
    if key == Qt.Key.Key_Backtab:
        modifiers, key = modifiers | _SHIFT, Qt.Key.Key_Tab
    elif is_sign(event.text()) and not modifiers & (_CTRL | _Mod.AltModifier | _Mod.MetaModifier):
        modifiers &= ~_SHIFT
    return QKeySequence(QKeyCombination(modifiers, Qt.Key(key))).toString()


def presses(event: QKeyEvent, action_id: str) -> bool:
    """Return whether a key of an action is pressed."""
    return pressed(event) in KEYS.map.keys(action_id)


def is_sign(text: str) -> bool:
    """Return whether a key types a sign, which some keyboards have with further keys only."""
    return len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace()


def _is_typed_in(widget: QWidget) -> bool:
    return isinstance(widget, _TYPED_IN) and not widget.isReadOnly()


def _typed(event: QKeyEvent) -> str:
    """Return the character that is typed; with Ctrl, the one that would be without it."""
    text, key = event.text(), event.key()
    if text.isprintable() and text:
        return text
    return chr(key) if key < Qt.Key.Key_Escape else ""


def _digit(widget: QWidget, event: QKeyEvent, place: str, typed: str) -> QKeyCombination | None:
    modifiers, is_digit = event.modifiers(), typed.isdecimal()
    needs_shift = is_digit and bool(modifiers & _SHIFT)
    if needs_shift or (is_digit and not typed.isascii()):
        return QKeyCombination(modifiers & ~_SHIFT, Qt.Key(ord(place)))
    combination = event.keyCombination()
    if is_digit or modifiers & _SHIFT or KEYS.map.has(QKeySequence(combination).toString()):
        return None
    if _bound(widget, combination):
        return None
    return QKeyCombination(modifiers, Qt.Key(ord(place)))


def _with_alt(widget: QWidget, event: QKeyEvent, place: str) -> QKeyCombination | None:
    """Return Alt and the digit at the place of a key, where that is a shortcut."""
    if event.modifiers() != _Mod.AltModifier or not place or place not in _DIGITS:
        return None
    meant = QKeyCombination(_Mod.AltModifier, Qt.Key(ord(place)))
    return meant if event.key() != meant.key() and _bound(widget, meant) else None


def _pass_on(widget: QWidget, keys: QKeyCombination, event: QKeyEvent) -> None:
    """Do with other keys what Qt does with any: the widget may claim them before a shortcut."""
    text = "" if keys.keyboardModifiers() & _CTRL else chr(keys.key())
    if not keys.keyboardModifiers() & _SHIFT:
        text = text.lower()

    def pressed(kind: QEvent.Type) -> QKeyEvent:
        modifiers, repeats = keys.keyboardModifiers(), event.isAutoRepeat()
        made = QKeyEvent(kind, keys.key(), modifiers, 0, _NOWHERE, 0, text, repeats)
        made.ignore()
        return made

    claim = pressed(QEvent.Type.ShortcutOverride)
    QCoreApplication.sendEvent(widget, claim)
    bound = None if claim.isAccepted() else _bound(widget, keys)
    if bound is not None:
        bound()
    else:
        QCoreApplication.sendEvent(widget, pressed(QEvent.Type.KeyPress))


def _is_command(widget: QWidget, event: QKeyEvent) -> bool:
    """Return whether a key in a text field is a letter with Ctrl that does something elsewhere."""
    keys = event.keyCombination()
    is_letter = keys.keyboardModifiers() == _CTRL and Qt.Key.Key_A <= keys.key() <= Qt.Key.Key_Z
    if not is_letter or chr(keys.key()) in _EDITING or not _is_typed_in(widget):
        return False
    return _bound(widget, keys) is not None


def _bound(widget: QWidget, keys: QKeyCombination) -> Callable[[], object] | None:
    """Return the shortcut of the keys while a widget has the focus."""
    sequence = QKeySequence(keys)
    for each in _around(widget):
        for action in each.actions():
            is_here = each is widget or action.shortcutContext() is not _ONLY_THERE
            if is_here and action.isEnabled() and sequence in action.shortcuts():
                return action.trigger
        for shortcut in each.findChildren(QShortcut, options=_DIRECTLY):
            if shortcut.isEnabled() and sequence in _keys_of(shortcut):
                return shortcut.activated.emit
    for button in widget.window().findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and sequence == button.shortcut():
            return button.click
    return None


def _keys_of(shortcut: QShortcut) -> Sequence[QKeySequence]:
    return shortcut.keys()


_ONLY_THERE: Final = Qt.ShortcutContext.WidgetShortcut
_DIRECTLY: Final = Qt.FindChildOption.FindDirectChildrenOnly


def _around(widget: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what it is in, up to a dialog or the main window."""
    around: QWidget | None = widget
    while around is not None:
        yield around
        around = None if around.isWindow() and around.isModal() else around.parentWidget()
