"""Key maps as TOML files; docs/guide/keys.md shows one.

Under `[keys]` stands an action's id with its keys in Qt's portable names; an action that is not
named has its usual keys.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from PySide6.QtGui import QKeySequence

from annotator import assets
from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action
from annotator.ui.application.key_conflicts import conflicts
from annotator.ui.application.shortcuts import KeyMap

SHIPPED: Final[Mapping[str, str]] = {
    "left-hand": N_("Left hand only"),
    "vim-like": N_("Vim-like"),
}
"""The key maps that come with the program, by the names of their files."""

MOST: Final = 2
"""How many keys an action can have."""

_HEAD: Final = """# Keys of Annotator. Each line has the id of an action and its keys; no keys: [].
# A line that begins with # has the usual keys. Keys are: A, Shift+A, Ctrl+F5, Down, Space, Del.

[keys]
"""


def read_key_map(content: str, actions: Sequence[Action]) -> KeyMap:
    """Return the key map of a file; `actions` are all that can have keys.

    Raises AnnotatorError with a line for everything that is not understood; nothing is taken then.
    """
    try:
        written = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise AnnotatorError(tr("This is not a TOML file: {reason}.", reason=error)) from error
    keys = written.get("keys")
    if not isinstance(keys, dict):
        raise AnnotatorError(tr("This file has no [keys]. Choose a key map."))
    found = {action_id: _named(value) for action_id, value in _flat(keys)}
    problems = [problem for each in found.items() for problem in _problems(*each, actions)]
    key_map = KeyMap({name: value or () for name, value in found.items()}).tidied()
    if not problems:
        problems = [(name, why.message) for name, (_, why) in conflicts(actions, key_map).items()]
    if problems:
        raise AnnotatorError("\n".join(_at(content, *each) for each in problems))
    return key_map


def write_key_map(key_map: KeyMap, actions: Sequence[Action]) -> str:
    """Return the file of a key map, with every action; defaults are commented out."""
    return _HEAD + "".join(_line(key_map, action) for action in actions)


def shipped_key_map(name: str, actions: Sequence[Action]) -> KeyMap:
    """Return a key map that comes with the program, by the name of its file."""
    content = assets.path(f"keymaps/{name}.toml").read_text(encoding="utf-8")
    return read_key_map(content, actions)


def _line(key_map: KeyMap, action: Action) -> str:
    keys = ", ".join(f'"{_escaped(key)}"' for key in key_map.keys(action.id))
    sign = "" if key_map.is_changed(action.id) else "# "
    return f'{sign}"{action.id}" = [{keys}]  # {tr(action.text).rstrip("…")}\n'


def _escaped(key: str) -> str:
    return key.replace("\\", "\\\\").replace('"', '\\"')


def _flat(keys: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    """Yield ids with their values; an id with dots may be written without quotes."""
    for name, value in keys.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value


def _named(value: object) -> tuple[str, ...] | None:
    """Return keys in their portable names; one that is none stays as it is, None is no list."""
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(each, str) for each in written):
        return None
    return tuple(portable(each) or each for each in written)


def portable(key: str) -> str:
    """Return the portable name of a key written in any form; '' for none."""
    keys = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    return keys.toString() if keys.count() == 1 else ""


def _problems(
    action_id: str, keys: tuple[str, ...] | None, actions: Sequence[Action]
) -> Iterator[tuple[str, str]]:
    if action_id not in {action.id for action in actions}:
        yield action_id, tr("there is no action “{action}”", action=action_id)
    elif keys is None:
        yield action_id, tr("“{action}” needs a list of keys", action=action_id)
    elif len(keys) > MOST:
        yield action_id, tr("“{action}” has more than two keys", action=action_id)
    for key in keys or ():
        if not portable(key):
            yield action_id, tr("“{key}” is not a key", key=key)


def _at(content: str, action_id: str, problem: str) -> str:
    """Return a problem, with its line number."""
    plain = r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in action_id.split("."))
    named = re.compile(rf"^\s*(?:[\"']{re.escape(action_id)}[\"']|{plain})\s*=", re.MULTILINE)
    found = named.search(content)
    line = content.count("\n", 0, found.end()) + 1 if found else 0
    return tr("Line {line}: {problem}", line=line, problem=problem) if line else problem
