"""The actions of a window, collected from its commands: for menus, keys, palette and help."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, Scope, declared_by

LINE: Final = ""

MENUS: Final[Mapping[str, tuple[str, ...]]] = {
    N_("Project"): (
        "project.new",
        "project.open",
        "project.sample",
        "project.home",
        LINE,
        "project.import",
        "project.paste",
        "project.from_link",
        "project.watch",
        "project.import_report",
        "project.export",
        LINE,
        "project.save_copy",
        "project.check",
        LINE,
        "project.close",
    ),
    N_("Edit"): (
        "edit.undo",
        "edit.redo",
        LINE,
        "edit.copy",
        "edit.copy_cited",
        LINE,
        "edit.find",
        "edit.find_next",
        "edit.find_previous",
        "edit.unfinished",
        "edit.filter",
        LINE,
        "edit.palette",
    ),
    N_("Article"): (
        "article.next",
        "article.previous",
        "article.done",
        "article.undone",
        "article.exclude",
        LINE,
        "article.repair",
        "article.correct",
        "article.left_out",
        "article.versions",
        "article.review",
        LINE,
        "article.open_address",
        "article.copy_address",
        "article.details",
        "article.reread",
        LINE,
        "zone.take",
        "zone.refuse",
        "zone.take_kind",
        "zone.refuse_kind",
        "zone.take_all",
        "zone.next",
        "zone.next_excluded",
        "zone.set",
    ),
    N_("Claim"): (
        "claim.add",
        "claim.mention",
        "mark.extend",
        "mark.move",
        "mark.remove",
        "claim.back",
        "claim.compare",
        "claim.quote",
        "claim.remove",
        LINE,
        "sentiment.add",
        "sentiment.whole",
        LINE,
        "check.verdict",
        "check.evidence",
        "evidence.quote",
        "evidence.another",
        "evidence.open",
        "evidence.remove",
        "evidence.open_address",
        "evidence.copy_address",
        "evidence.archive",
        "check.next_gap",
        "check.note",
    ),
    N_("View"): (
        "view.zoom_in",
        "view.zoom_out",
        "view.zoom_reset",
        LINE,
        "view.fold",
        "view.whole_words",
        "view.native",
        LINE,
        "view.menu",
        "view.text",
        "view.arrange",
    ),
    N_("Help"): ("help.keys", "help.about"),
}
"""Where each action stands, by its id."""


class Actions:
    """The window's actions by id, as its commands declare them.

    Where nothing may be changed, `refuse` says so in place of all that would: a key that does
    nothing, without a word, is a dead end.
    """

    def __init__(
        self,
        window: QWidget,
        text: QWidget,
        commands: Iterable[object],
        *,
        refuse: Callable[[], object] | None = None,
    ) -> None:
        self._by_id: dict[str, QAction] = {}
        self._declared: dict[str, Action] = {}
        for part in commands:
            for name, declared in declared_by(type(part)).items():
                run = refuse if refuse and declared.is_change else getattr(part, name)
                self._declared[declared.id] = declared
                self._by_id[declared.id] = made = _made(window, declared, run)
                if declared.scope is not Scope.SHEET:  # the sheet takes its own when it is made
                    (text if declared.scope is Scope.TEXT else window).addAction(made)

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menus."""
        return [self._by_id[each.id] for each in self.declared()]

    def declared(self) -> list[Action]:
        """Return what every action is, in the order of the menus."""
        ids = (action_id for menu in MENUS.values() for action_id in menu if action_id != LINE)
        return [self._declared[action_id] for action_id in ids if action_id in self._declared]

    def is_change(self, action_id: str) -> bool:
        """Return whether an action changes the project."""
        return self._declared[action_id].is_change

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put the actions into the menus and return these by their English names."""
        menus = {name: bar.addMenu(f"&{tr(name)}") for name in MENUS}
        for name, menu in menus.items():
            for action_id in MENUS[name]:
                if action_id == LINE:
                    menu.addSeparator()
                else:
                    menu.addAction(self._by_id[action_id])
        return menus


def _made(window: QWidget, declared: Action, run: Callable[[], object]) -> QAction:
    action = QAction(tr(declared.text), window)
    action.setObjectName(declared.id)
    action.setShortcutVisibleInContextMenu(True)
    action.setShortcuts([QKeySequence(keys) for keys in declared.keys])
    if declared.scope is Scope.TEXT:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    elif declared.scope is Scope.SHEET:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setCheckable(declared.is_switch)
    action.triggered.connect(lambda _checked: run())
    return action


_READING, _VIEW, _LABELLING = N_("Reading"), N_("View"), N_("Labelling")
_KEYS: Final = (
    (_READING, N_("↓ ↑ or J K"), N_("next, previous sentence")),
    (_READING, N_("Shift+→ ←"), N_("extend or shrink by a word")),
    (_READING, N_("Ctrl+Shift+→ ←"), N_("extend or shrink by a clause")),
    (_READING, "[ ]", N_("choose which end to move")),
    (_READING, N_("Tab, Shift+Tab"), N_("next, previous mark")),
    (_READING, N_("Space"), N_("cycle through overlapping marks")),
    (_READING, N_("Enter"), N_("open the mark in its panel; set the one being adjusted")),
    (_READING, N_("Esc"), N_("clear selection, then mark")),
    (_VIEW, N_("F7, F8, F9"), N_("open Claims, Sentiment, Fact-check")),
    (_VIEW, N_("Ctrl+F7, F8, F9"), N_("open or close it, and leave the others as they are")),
    (_LABELLING, N_("S, then 1 … 7"), N_("sentiment from −3 to +3")),
    (_LABELLING, N_("V, then a digit"), N_("verdict on the current claim")),
    (_LABELLING, N_("Alt+digit"), N_("the same at once, also from a field")),
    (_LABELLING, N_("T, Y"), N_("in a date: today, yesterday")),
    (_LABELLING, "F1", N_("in a row of choices: what each of them means")),
    (
        _LABELLING,
        N_("Enter, A, ⇧A, M, Del, N"),
        N_("in marks to review: go to, accept one, accept all alike, set, remove, next"),
    ),
)
"""The keys that are no action's: group, keys and what they do."""


def key_sheet(actions: Iterable[Action]) -> list[tuple[str, str, str]]:
    """Return (group, keys, words) of everything that has keys, for the sheet of all keys."""
    menu_of = {action_id: name for name, menu in MENUS.items() for action_id in menu}
    named = [
        (
            tr(_LABELLING) if each.scope is Scope.TEXT else tr(menu_of[each.id]),
            _shown(each),
            tr(each.text).lower(),
        )
        for each in actions
        if each.keys and each.id not in {"sentiment.add", "check.verdict"}
    ]
    others = [(tr(group), tr(keys), tr(words)) for group, keys, words in _KEYS]
    return [*others, *named]


def _shown(action: Action) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return tr(" or ").join(QKeySequence(keys).toString(native) for keys in action.keys)
