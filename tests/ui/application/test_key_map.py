"""A key map has the usual keys, and in their place those that a person has chosen."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from annotator.ui.application.keyboard import pressed, presses
from annotator.ui.application.shortcuts import (
    KEYS,
    KeyMap,
    key_sign,
    shortcut,
    show_with_keys,
    shown_key,
)

PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


def key(code, modifiers=PLAIN, text=""):
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers, text)


def test_only_what_differs_from_the_usual_is_kept():
    changed = KeyMap().with_keys("claim.add", "D").with_keys("claim.back")

    assert changed.changes == {"claim.add": ("D",), "claim.back": ()}
    assert changed.keys("claim.mention") == ("Shift+C",)
    assert changed.with_usual("claim.add").changes == {"claim.back": ()}
    assert changed.with_keys("claim.back", "B").changes == {"claim.add": ("D",)}


def test_keys_that_are_changed_are_named_at_once_and_those_unchanged_are_not_told():
    told = []
    owner = QObject()
    show_with_keys(owner, lambda: told.append(shortcut("claim.add")))

    KEYS.use(KeyMap({"claim.add": ("Ctrl+Alt+D",)}))
    KEYS.use(KeyMap({"claim.add": ("Ctrl+Alt+D",)}))

    assert told == ["C", "Ctrl+Alt+D"]


def test_what_names_keys_is_forgotten_with_its_owner():
    told, owner = [], QObject()
    show_with_keys(owner, lambda: told.append(""))
    owner.deleteLater()
    owner.event(QEvent(QEvent.Type.DeferredDelete))

    KEYS.use(KeyMap({"claim.add": ("D",)}))

    assert told == [""]


def test_an_action_without_a_key_is_named_as_the_menus_name_it(window):
    KEYS.use(KeyMap({"project.import": ()}))

    assert shortcut("project.import") == "“Import articles”"
    assert key_sign("project.import") == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Ctrl+Down", "Ctrl+↓"), ("Right", "→"), ("Ctrl++", "Ctrl++"), ("C", "C"), ("Del", "Del")],
)
def test_arrows_are_written_as_signs(name, shown):
    assert shown_key(name) == shown


@pytest.mark.parametrize(("name", "shown"), [("Return", "Enter"), ("Ctrl+Return", "Ctrl+Enter")])
def test_the_large_key_is_called_as_it_is_in_sentences(name, shown):
    assert shown_key(name) == shown


@pytest.mark.parametrize(
    ("event", "name"),
    [
        (key(Qt.Key.Key_C, text="c"), "C"),
        (key(Qt.Key.Key_C, SHIFT, "C"), "Shift+C"),
        (key(Qt.Key.Key_Question, SHIFT, "?"), "?"),
        (key(Qt.Key.Key_Question, CTRL | SHIFT, "?"), "Ctrl+Shift+?"),
        (key(Qt.Key.Key_Backtab, SHIFT), "Shift+Tab"),
        (key(Qt.Key.Key_Down, KEYPAD), "Down"),
        (key(Qt.Key.Key_Space, text=" "), "Space"),
        (key(Qt.Key.Key_Z, CTRL, "\x1a"), "Ctrl+Z"),
    ],
)
def test_a_pressed_key_has_the_name_that_key_maps_have_for_it(event, name):
    assert pressed(event) == name


def test_an_action_hears_all_of_its_keys():
    KEYS.use(KeyMap({"claim.add": ("D", "Ctrl+D")}))

    assert presses(key(Qt.Key.Key_D, text="d"), "claim.add")
    assert presses(key(Qt.Key.Key_D, CTRL), "claim.add")
    assert not presses(key(Qt.Key.Key_C, text="c"), "claim.add")
