"""The actions of a window, collected from its commands: for menus, keys, palette and help."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.i18n import N_, tr
from annotator.ui.application.actions import Action, Scope, declared_by
from annotator.ui.application.movements import READING, REVIEWING
from annotator.ui.application.shortcuts import set_keys, show_with_keys
from annotator.ui.commands.refusing import can_be_refused

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
        "project.import_labels",
        "project.import_report",
        "project.export",
        "project.export_again",
        "project.report",
        "project.codebook",
        "project.numbers",
        LINE,
        "project.save_copy",
        "project.backup",
        "project.restore",
        "project.check",
        LINE,
        "project.close",
    ),
    N_("Edit"): (
        "edit.undo",
        "edit.redo",
        "history.here",
        "history.project",
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
        LINE,
        "app.annotator",
        "app.settings",
    ),
    N_("Article"): (
        "article.next",
        "article.previous",
        "article.next_unlabelled",
        "article.next_to_review",
        "article.done",
        "article.mark_done",
        "article.undone",
        "article.todo",
        "article.exclude",
        "article.include",
        "article.publisher",
        "article.delete",
        LINE,
        "article.repair",
        "article.correct",
        "article.left_out",
        "article.versions",
        "history.article",
        "article.review",
        LINE,
        "article.open_address",
        "article.copy_address",
        "article.details",
        "article.note",
        "article.reread",
        LINE,
        "article.print",
        "article.save_pdf",
        "report.article",
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
        "mark.occurrences",
        "mark.move",
        "mark.remove",
        "claim.back",
        "claim.compare",
        "claim.quote",
        "history.claim",
        "report.claim",
        "claim.remove",
        LINE,
        "sentiment.add",
        "sentiment.whole",
        LINE,
        "suggestion.next",
        "suggestion.take",
        "suggestion.take_and_edit",
        "suggestion.refuse",
        "suggestion.refuse_all",
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
        "view.suggestions",
        "view.whole_words",
        "view.native",
        LINE,
        "article.sort",
        "claim.sort",
        LINE,
        "view.menu",
        "view.text",
        "view.arrange",
    ),
    N_("Help"): ("help.manual", "help.keys", "help.about"),
}
"""Where each action stands, by its id."""

SUBMENUS: Final[Mapping[str, str]] = {
    "zone": N_("Boilerplate"),
    "suggestion": N_("Suggestions"),
}
"""What stands in a menu of its own within another, by the first word of the ids."""


class Actions:
    """The window's actions by id, as its commands declare them.

    `refuses` is asked before those that cannot be done in every project.
    """

    def __init__(
        self,
        window: QWidget,
        text: QWidget,
        commands: Iterable[object],
        *,
        refuses: Callable[[Action], bool] | None = None,
    ) -> None:
        self._by_id: dict[str, QAction] = {}
        self._declared: dict[str, Action] = {}
        self._others: list[Action] = []
        for part in commands:
            for name, declared in declared_by(type(part)).items():
                run = getattr(part, name)
                if refuses and can_be_refused(declared):
                    run = _Gate(window, declared, run, refuses).run
                self._declared[declared.id] = declared
                self._by_id[declared.id] = made = _made(window, declared, run)
                if declared.scope is not Scope.SHEET:  # the sheet adds its own when it is created
                    (text if declared.scope is Scope.TEXT else window).addAction(made)
        show_with_keys(window, self._set_keys)

    def _set_keys(self) -> None:
        for action_id, action in self._by_id.items():
            set_keys(action, action_id)

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menus."""
        return [self._by_id[each.id] for each in self.declared()]

    def declared(self) -> list[Action]:
        """Return the declarations of all actions, in the order of the menus."""
        ids = (action_id for menu in MENUS.values() for action_id in menu if action_id != LINE)
        return [self._declared[action_id] for action_id in ids if action_id in self._declared]

    def keyed(self) -> list[Action]:
        """Return everything that can have keys: the actions, and what stands in no menu."""
        return [*self.declared(), *self._others, *READING, *REVIEWING]

    def add_keyed(self, others: Iterable[Action]) -> None:
        """Count further actions among what can have keys."""
        self._others += others

    def is_change(self, action_id: str) -> bool:
        """Return whether an action changes the project."""
        return self._declared[action_id].is_change

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Add the actions to the menus, and return the menus by their English names."""
        menus = {name: bar.addMenu(f"&{tr(name)}") for name in MENUS}
        for name, menu in menus.items():
            self._fill(menu, MENUS[name])
        return menus

    def _fill(self, menu: QMenu, names: Iterable[str]) -> None:
        within: dict[str, QMenu] = {}
        for name in names:
            kind = name.partition(".")[0]
            if name == LINE:
                menu.addSeparator()
                continue
            if kind in SUBMENUS and kind not in within:
                within[kind] = menu.addMenu(tr(SUBMENUS[kind]))
            within.get(kind, menu).addAction(self._by_id[name])


class _Gate(QObject):
    """Runs an action unless it is refused; it lives as long as the window."""

    def __init__(
        self,
        window: QWidget,
        declared: Action,
        run: Callable[[], object],
        refuses: Callable[[Action], bool],
    ) -> None:
        super().__init__(window)
        self._declared, self._run, self._refuses = declared, run, refuses

    def run(self) -> None:
        """Run it."""
        if not self._refuses(self._declared):
            self._run()


def _made(window: QWidget, declared: Action, run: Callable[[], object]) -> QAction:
    action = QAction(tr(declared.text), window)
    action.setObjectName(declared.id)
    action.setShortcutVisibleInContextMenu(True)
    if declared.scope is Scope.TEXT:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    elif declared.scope is Scope.SHEET:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setCheckable(declared.is_switch)
    action.triggered.connect(run)
    return action
