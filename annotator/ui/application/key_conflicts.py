"""Conflicts of keys: with typing, with fixed keys, or with other actions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, Scope
from annotator.ui.application.shortcuts import SHORTCUTS, KeyMap, shown_key

FIXED: Final = (
    (N_("Enter"), N_("in the text: open the mark, or set the one being adjusted")),
    (N_("Esc"), N_("back to the text; clear the selection, then the mark")),
    (N_("Tab, Shift+Tab"), N_("in forms: next, previous field")),
    (N_("digits"), N_("in a row of choices: choose")),
    (N_("Alt+digit"), N_("verdict on the current claim")),
    (N_("Ctrl+X, Ctrl+C, Ctrl+V"), N_("in fields: cut, copy, paste")),
)
"""The keys that nobody can change, and what they do."""

_TYPING: Final = N_("“{key}” alone is for typing. Add Ctrl, or use a function key.")
_TAKEN: Final = N_("“{key}” is the key of “{action}”.")
_ENTER: Final = N_("“{key}” opens marks in the text. It cannot be changed.")
_ESC: Final = N_("“{key}” leads back to the text. It cannot be changed.")
_FIELDS: Final = N_("“{key}” cuts, copies or pastes in fields. Choose another key.")
_VERDICT: Final = N_("“{key}” sets a verdict. Choose another key.")
_MENU: Final = N_("“{key}” can open a menu. Add Ctrl, or choose another key.")
_NO_KEY: Final = N_("“{key}” cannot be used. Choose another key.")

_FUNCTION: Final = re.compile(r"(?:Shift\+)?F\d{1,2}")
_OF_FIELDS: Final = frozenset({"Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A"})
_ALWAYS: Final = (
    (re.compile(r"(?:Shift\+)?(?:Num\+)?(?:Return|Enter)"), _ENTER),
    (re.compile(r"(?:Shift\+)?Esc"), _ESC),
    (re.compile(r"Alt\+\d"), _VERDICT),
    (re.compile(r"Alt\+[A-Z]"), _MENU),
    (re.compile(r"(?:\w+\+)*(?:Shift|Control|Ctrl|Alt|Meta|AltGr|CapsLock|NumLock)"), _NO_KEY),
)


class Conflict(Struct, frozen=True):
    """Why a key is not available, as a sentence; `holder` has it now and can lose it."""

    message: str
    holder: Action | None = None


def conflict(
    key: str, action: Action, actions: Iterable[Action], key_map: KeyMap
) -> Conflict | None:
    """Return the conflict of an action with a key, given in its portable name; None without one."""
    if refusal := _refusal(key, action):
        return Conflict(tr(refusal, key=shown_key(key)))
    for other in actions:
        if other.id != action.id and _meet(other, action) and key in key_map.keys(other.id):
            name = tr(other.text).rstrip("…")
            return Conflict(tr(_TAKEN, key=shown_key(key), action=name), other)
    return None


def conflicts(actions: Sequence[Action], key_map: KeyMap) -> dict[str, tuple[str, Conflict]]:
    """Return the first conflict of each action, by its id."""
    found: dict[str, tuple[str, Conflict]] = {}
    holders: defaultdict[str, list[Action]] = defaultdict(list)  # each with each takes 50 ms
    for action in actions:
        for key in key_map.keys(action.id):
            holders[key].append(action)
    for action in actions:
        for key in key_map.keys(action.id):
            if why := conflict(key, action, holders[key], key_map):
                found.setdefault(action.id, (key, why))
    return found


def _refusal(key: str, action: Action) -> str:
    """Return why a key is refused to an action, apart from other actions; '' if it is not."""
    if key in SHORTCUTS.get(action.id, ()):
        return ""
    always = next((sentence for form, sentence in _ALWAYS if form.fullmatch(key)), "")
    if always or action.scope in {Scope.TEXT, Scope.REVIEW}:
        return always
    if key in _OF_FIELDS:
        return _FIELDS
    has_modifier = any(f"{each}+" in key for each in ("Ctrl", "Alt", "Meta"))
    return "" if has_modifier or _FUNCTION.fullmatch(key) else _TYPING


def _meet(one: Action, other: Action) -> bool:
    """Return whether two actions could be triggered by the same key."""
    return one.scope is other.scope or Scope.WINDOW in {one.scope, other.scope}
