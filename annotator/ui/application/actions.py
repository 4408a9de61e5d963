"""Actions of the window, each declared beside its method."""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any, Final, TypeVar

from msgspec import Struct

from annotator.ui.application.shortcuts import KEYS

DECLARED: Final[dict[str, "Action"]] = {}
"""Every action that is declared beside a method, by its id."""

Method = TypeVar("Method", bound=Callable[..., Any])


class Scope(Enum):
    """Where the shortcut of an action applies."""

    WINDOW = auto()
    TEXT = auto()  # bare keys: only while the text has the keyboard
    SHEET = auto()  # only while the evidence sheet has it
    REVIEW = auto()  # only while the list of marks to review has it


class Action(Struct, frozen=True):
    """A command in a menu, with a shortcut, and in the command palette."""

    id: str
    text: str
    scope: Scope = Scope.WINDOW
    is_change: bool = False  # of the project
    is_switch: bool = False

    def __post_init__(self) -> None:
        KEYS.names[self.id] = self.text

    @property
    def keys(self) -> tuple[str, ...]:
        """Return its keys in Qt's portable names."""
        return KEYS.map.keys(self.id)


def action(
    action_id: str,
    text: str,
    scope: Scope = Scope.WINDOW,
    *,
    is_change: bool = False,
    is_switch: bool = False,
) -> Callable[[Method], Method]:
    """Declare the action of a method; its default keys are in SHORTCUTS, its place in MENUS."""

    def declare(method: Method) -> Method:
        declared = Action(action_id, text, scope, is_change, is_switch)
        vars(method)["action"] = DECLARED[action_id] = declared
        return method

    return declare


def declared_by(commands: type) -> Mapping[str, Action]:
    """Return the actions that a class declares, by the names of its methods."""
    methods = ((name, getattr(method, "action", None)) for name, method in vars(commands).items())
    return {name: declared for name, declared in methods if isinstance(declared, Action)}
