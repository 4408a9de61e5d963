"""The shortcuts of all actions: one table for handling keys and for texts that name them."""

from collections.abc import Callable, Mapping
from typing import Final, Self

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotator.domain.direction import isolated
from annotator.i18n import tr

SHORTCUTS: Final[Mapping[str, tuple[str, ...]]] = {
    "project.new": ("Ctrl+N",),
    "project.open": ("Ctrl+O",),
    "project.import": ("Ctrl+I",),
    "project.paste": ("Ctrl+Shift+V",),
    "project.export": ("Ctrl+E",),
    "project.export_again": ("Ctrl+Shift+X",),
    "project.numbers": ("Ctrl+4",),
    "project.close": (
        "Ctrl+Q",
        "Ctrl+W",
    ),
    "edit.undo": ("Ctrl+Z",),
    "edit.redo": (
        "Ctrl+Shift+Z",
        "Ctrl+Y",
    ),
    "history.here": ("Ctrl+H",),
    "edit.copy": ("Ctrl+C",),
    "edit.copy_cited": ("Ctrl+Shift+C",),
    "edit.find": ("Ctrl+F",),
    "edit.find_next": ("F3",),
    "edit.find_previous": ("Shift+F3",),
    "edit.filter": ("Ctrl+L",),
    "edit.palette": ("Ctrl+K",),
    "app.settings": ("Ctrl+,",),
    "article.next": ("Ctrl+Down",),
    "article.previous": ("Ctrl+Up",),
    "article.done": ("Ctrl+Return",),
    "article.repair": ("R",),
    "article.review": ("Shift+R",),
    "article.open_address": ("O",),
    "article.details": ("Ctrl+D",),
    "article.note": ("Shift+N",),
    "article.print": ("Ctrl+P",),
    "zone.take": ("Z",),
    "zone.refuse": ("X",),
    "zone.take_kind": ("Shift+Z",),
    "zone.refuse_kind": ("Shift+X",),
    "zone.next": ("L",),
    "zone.next_excluded": ("Shift+L",),
    "claim.add": ("C",),
    "claim.mention": ("Shift+C",),
    "mark.extend": ("A",),
    "mark.move": ("M",),
    "mark.remove": ("Del",),
    "claim.back": ("B",),
    "claim.compare": ("W",),
    "suggestion.next": ("P",),
    "suggestion.take": ("Y",),
    "suggestion.take_and_edit": ("Shift+Y",),
    "suggestion.refuse": ("U",),
    "sentiment.add": ("S",),
    "sentiment.whole": ("Shift+S",),
    "check.verdict": ("V",),
    "check.evidence": ("E",),
    "evidence.quote": ("Q",),
    "evidence.another": ("Ctrl+Shift+E",),
    "evidence.open_address": ("Ctrl+Shift+O",),
    "evidence.copy_address": ("Ctrl+Shift+C",),
    "evidence.archive": ("Ctrl+Shift+A",),
    "check.next_gap": ("T",),
    "check.note": ("N",),
    "view.zoom_in": (
        "Ctrl++",
        "Ctrl+=",
    ),
    "view.zoom_out": ("Ctrl+-",),
    "view.zoom_reset": ("Ctrl+0",),
    "view.menu": ("Shift+F10",),
    "view.text": ("F6",),
    "help.manual": ("F1",),
    "view.panel.claims": ("F7",),
    "view.panel.claims.too": ("Ctrl+F7",),
    "view.panel.sentiment": ("F8",),
    "view.panel.sentiment.too": ("Ctrl+F8",),
    "view.panel.fact_check": ("F9",),
    "view.panel.fact_check.too": ("Ctrl+F9",),
    "help.keys": ("?",),
    "read.next_sentence": ("Down", "J"),
    "read.previous_sentence": ("Up", "K"),
    "read.word_right": ("Shift+Right",),
    "read.word_left": ("Shift+Left",),
    "read.clause_right": ("Ctrl+Shift+Right",),
    "read.clause_left": ("Ctrl+Shift+Left",),
    "read.start": ("[",),
    "read.end": ("]",),
    "read.next_mark": ("Tab",),
    "read.previous_mark": ("Shift+Tab",),
    "read.next_overlapping": ("Space",),
    "read.caret_right": ("Right",),
    "read.caret_left": ("Left",),
    "read.paragraph_start": ("Home",),
    "read.paragraph_end": ("End",),
    "read.article_start": ("Ctrl+Home",),
    "read.article_end": ("Ctrl+End",),
    "read.page_down": ("PgDown",),
    "read.page_up": ("PgUp",),
    "read.select_all": ("Ctrl+A",),
    "review.accept": ("A",),
    "review.kept": ("Shift+A",),
    "review.set": ("M",),
    "review.remove": ("Del", "Backspace"),
    "review.next": ("N",),
}
"""The usual keys by the id of their action, in Qt's portable names; a sentence names the first."""

_NATIVE: Final = QKeySequence.SequenceFormat.NativeText
_ARROWS: Final = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓"}


class KeyMap(Struct, frozen=True):
    """The default keys, and those that a person has chosen instead.

    `changes` has the keys by the id of their action, in Qt's portable names; none for no key.
    """

    changes: Mapping[str, tuple[str, ...]] = {}

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self.changes.get(action_id, SHORTCUTS.get(action_id, ()))

    def has(self, key: str) -> bool:
        """Return whether a key is that of any action."""
        return any(key in self.keys(name) for name in {*SHORTCUTS, *self.changes})

    def is_changed(self, action_id: str) -> bool:
        """Return whether an action has other keys than the default."""
        return self.keys(action_id) != SHORTCUTS.get(action_id, ())

    def with_keys(self, action_id: str, *keys: str) -> Self:
        """Return this map with other keys for an action."""
        return type(self)({**self.changes, action_id: keys}).tidied()

    def with_usual(self, action_id: str) -> Self:
        """Return this map with the default keys of an action."""
        return self.with_keys(action_id, *SHORTCUTS.get(action_id, ()))

    def tidied(self) -> Self:
        """Return the same map without changes that equal the default."""
        others = {name: keys for name, keys in self.changes.items() if self.is_changed(name)}
        return type(self)(others)


class KeysInUse(QObject):
    """The key map of the program, and the names of its actions."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.map = KeyMap()
        self.names: dict[str, str] = {}

    def use(self, key_map: KeyMap) -> None:
        """Use these keys for all actions."""
        if key_map != self.map:
            self.map = key_map
            self.changed.emit()


KEYS: Final = KeysInUse()


class _Follower(QObject):
    """Calls a function when keys are changed, as long as its owner exists."""

    def __init__(self, owner: QObject, show: Callable[[], object]) -> None:
        super().__init__(owner)
        self._show = show
        KEYS.changed.connect(self.follow)

    def follow(self) -> None:
        """Call the function."""
        self._show()


def show_with_keys(owner: QObject, show: Callable[[], object]) -> None:
    """Call a function that shows keys: now and after changes, while its owner exists."""
    show()
    follow_keys(owner, show)


def follow_keys(owner: QObject, show: Callable[[], object]) -> None:
    """Call a function after each change of keys, while what it changes, its owner, exists."""
    _Follower(owner, show)


def set_keys(action: QAction, action_id: str) -> None:
    """Let an action of Qt be triggered by the keys that an id has now."""
    action.setShortcuts(_sequences(action_id))


def listen(widget: QWidget, action_id: str, run: Callable[[], object]) -> None:
    """Let a window without actions of its own do something at the keys that an id has."""
    shortcut = QShortcut(widget)
    shortcut.activated.connect(run)
    show_with_keys(shortcut, lambda: shortcut.setKeys(_sequences(action_id)))


def _sequences(action_id: str) -> list[QKeySequence]:
    return [QKeySequence(key) for key in KEYS.map.keys(action_id)]


def key_sign(action_id: str) -> str:
    """Return the first key of an action as it is written; '' where it has none."""
    keys = KEYS.map.keys(action_id)
    return shown_key(keys[0]) if keys else ""


def shortcut(action_id: str) -> str:
    """Return what to press for an action, for a sentence: its first key, such as “Ctrl+F” or “⌘F”.

    An action without a key is named as the menus name it.
    """
    name = KEYS.names.get(action_id, "")
    return key_sign(action_id) or tr("“{action}”", action=tr(name).rstrip("…"))


def shown_key(key: str) -> str:
    """Return a key as the platform writes it, with the signs of arrows.

    In a right-to-left language it is isolated, as `Ctrl+-` would be read from the wrong side.
    """
    before, plus, last = key.rpartition("+")
    arrow = _ARROWS.get(last)
    native = QKeySequence(f"{before}{plus}A" if arrow else key).toString(_NATIVE)
    return isolated(native[:-1] + arrow if arrow else native.replace("Return", tr("Enter")))
