"""Every action of the window in one table: id, words, keys and where they act."""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class Scope(Enum):
    """Where the keys of an action act."""

    WINDOW = auto()
    TEXT = auto()  # bare keys: only while the text has the keyboard
    SHEET = auto()  # only while the evidence sheet has it


class Spec(Struct, frozen=True):
    """One action; an empty id is a line between groups in a menu."""

    id: str = ""
    menu: str = ""
    words: str = ""
    keys: tuple[str, ...] = ()
    scope: Scope = Scope.WINDOW
    is_change: bool = False
    is_switch: bool = False


LINE = Spec()

ACTIONS: tuple[Spec, ...] = (
    Spec("project.new", "Project", "New project…", ("Ctrl+N",)),
    Spec("project.open", "Project", "Open project…", ("Ctrl+O",)),
    Spec("project.sample", "Project", "Open sample project"),
    Spec("project.home", "Project", "Show recent projects"),
    LINE,
    Spec("project.import", "Project", "Import articles…", ("Ctrl+I",), is_change=True),
    Spec("project.paste", "Project", "Paste as new article…", ("Ctrl+Shift+V",), is_change=True),
    Spec("project.from_link", "Project", "Import from link…", is_change=True),
    Spec("project.watch", "Project", "Watch folder…", is_change=True),
    Spec("project.import_report", "Project", "Show last import report…"),
    Spec("project.export", "Project", "Export labels…", ("Ctrl+E",)),
    LINE,
    Spec("project.save_copy", "Project", "Save a copy…"),
    Spec("project.check", "Project", "Check project…"),
    LINE,
    Spec("project.close", "Project", "Close window", ("Ctrl+Q", "Ctrl+W")),
    Spec("edit.undo", "Edit", "Undo", ("Ctrl+Z",), is_change=True),
    Spec("edit.redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), is_change=True),
    LINE,
    Spec("edit.copy", "Edit", "Copy", ("Ctrl+C",), Scope.TEXT),
    Spec("edit.copy_cited", "Edit", "Copy with citation", ("Ctrl+Shift+C",), Scope.TEXT),
    LINE,
    Spec("edit.find", "Edit", "Find in article", ("Ctrl+F",)),
    Spec("edit.find_next", "Edit", "Find next", ("F3",)),
    Spec("edit.find_previous", "Edit", "Find previous", ("Shift+F3",)),
    Spec("edit.unfinished", "Edit", "Go to next unconfirmed entry"),
    Spec("edit.filter", "Edit", "Filter articles", ("Ctrl+L",)),
    LINE,
    Spec("edit.palette", "Edit", "Search commands, articles and claims", ("Ctrl+K",)),
    Spec("article.next", "Article", "Go to next article", ("Ctrl+Down",)),
    Spec("article.previous", "Article", "Go to previous article", ("Ctrl+Up",)),
    Spec("article.done", "Article", "Mark done and open next", ("Ctrl+Return",), is_change=True),
    Spec("article.undone", "Article", "Mark not done", is_change=True),
    Spec("article.exclude", "Article", "Exclude article", is_change=True),
    LINE,
    Spec("article.repair", "Article", "Repair text…", ("R",), Scope.TEXT, is_change=True),
    Spec("article.correct", "Article", "Correct text…", is_change=True),
    Spec("article.left_out", "Article", "Omitted page content…", is_change=True),
    Spec("article.versions", "Article", "Text versions…"),
    Spec("article.review", "Article", "Review marks", ("Shift+R",), Scope.TEXT),
    LINE,
    Spec("article.open_address", "Article", "Open article address…", ("O",), Scope.TEXT),
    Spec("article.copy_address", "Article", "Copy article address"),
    Spec("article.details", "Article", "Article details…", ("Ctrl+D",)),
    Spec(
        "article.reread",
        "Article",
        "Reopen with encoding…",
        is_change=True,
    ),
    LINE,
    Spec(
        "zone.take",
        "Article",
        "Exclude these lines",
        ("Z",),
        Scope.TEXT,
        is_change=True,
    ),
    Spec(
        "zone.refuse",
        "Article",
        "Keep these lines",
        ("X",),
        Scope.TEXT,
        is_change=True,
    ),
    Spec(
        "zone.take_kind",
        "Article",
        "Exclude all of this type",
        ("Shift+Z",),
        Scope.TEXT,
        is_change=True,
    ),
    Spec(
        "zone.refuse_kind",
        "Article",
        "Keep all of this type",
        ("Shift+X",),
        Scope.TEXT,
        is_change=True,
    ),
    Spec(
        "zone.take_all",
        "Article",
        "Exclude all suggested boilerplate",
        is_change=True,
    ),
    Spec("zone.next", "Article", "Go to next suggested lines", ("L",), Scope.TEXT),
    Spec(
        "zone.next_excluded",
        "Article",
        "Go to next excluded lines",
        ("Shift+L",),
        Scope.TEXT,
    ),
    Spec("zone.set", "Article", "Set line type…", is_change=True),
    Spec("claim.add", "Claim", "Add claim", ("C",), Scope.TEXT, is_change=True),
    Spec(
        "claim.mention",
        "Claim",
        "Link to existing claim…",
        ("Shift+C",),
        Scope.TEXT,
        is_change=True,
    ),
    Spec("mark.extend", "Claim", "Add passage to mark", ("A",), Scope.TEXT, is_change=True),
    Spec("mark.move", "Claim", "Adjust mark", ("M",), Scope.TEXT, is_change=True),
    Spec("mark.remove", "Claim", "Remove mark", ("Del",), Scope.TEXT, is_change=True),
    Spec("claim.back", "Claim", "Back to current claim", ("B",), Scope.TEXT),
    Spec("claim.compare", "Claim", "Compare wordings…", ("W",), Scope.TEXT),
    Spec("claim.quote", "Claim", "Set quote type", is_change=True),
    Spec("claim.remove", "Claim", "Remove claim everywhere", is_change=True),
    LINE,
    Spec("sentiment.add", "Claim", "Add sentiment", ("S",), Scope.TEXT, is_change=True),
    Spec(
        "sentiment.whole",
        "Claim",
        "Add sentiment of the article",
        ("Shift+S",),
        Scope.TEXT,
        is_change=True,
    ),
    LINE,
    Spec("check.verdict", "Claim", "Set verdict", ("V",), Scope.TEXT, is_change=True),
    Spec("check.evidence", "Claim", "Add evidence", ("E",), Scope.TEXT, is_change=True),
    Spec("evidence.quote", "Claim", "Quote as evidence", ("Q",), Scope.TEXT, is_change=True),
    Spec("evidence.another", "Claim", "Add more evidence", ("Ctrl+Shift+E",), is_change=True),
    Spec("evidence.open", "Claim", "Edit evidence"),
    Spec("evidence.remove", "Claim", "Remove evidence", is_change=True),
    Spec("evidence.open_address", "Claim", "Open source address…", ("Ctrl+Shift+O",), Scope.SHEET),
    Spec("evidence.copy_address", "Claim", "Copy source address", ("Ctrl+Shift+C",), Scope.SHEET),
    Spec("evidence.archive", "Claim", "Archive page…", ("Ctrl+Shift+A",), Scope.SHEET),
    Spec("check.next_gap", "Claim", "Go to next to-do", ("T",), Scope.TEXT),
    Spec("check.note", "Claim", "Add note to check", ("N",), Scope.TEXT, is_change=True),
    Spec("view.zoom_in", "View", "Increase text size", ("Ctrl++", "Ctrl+=")),
    Spec("view.zoom_out", "View", "Decrease text size", ("Ctrl+-",)),
    Spec("view.zoom_reset", "View", "Reset text size", ("Ctrl+0",)),
    LINE,
    Spec("view.fold", "View", "Hide excluded lines", is_switch=True),
    Spec("view.whole_words", "View", "Select whole words", is_switch=True),
    Spec("view.native", "View", "Text for screen readers", is_switch=True),
    LINE,
    Spec("view.menu", "View", "Show context menu", ("Shift+F10",)),
    Spec("view.text", "View", "Go to text", ("F6",)),
    Spec("view.arrange", "View", "Reset layout"),
    LINE,
    Spec("help.keys", "Help", "Keyboard shortcuts", ("?",), Scope.TEXT),
    Spec("help.about", "Help", "About Annotator"),
)

CHANGES = frozenset(spec.id for spec in ACTIONS if spec.is_change)
"""The actions that change the project."""

MENUS = ("Project", "Edit", "Article", "Claim", "View", "Help")


class Actions:
    """The window's actions by id.

    Where nothing may be changed, `refuse` says so in place of all that would: a key that does
    nothing, without a word, is a dead end.
    """

    def __init__(
        self,
        window: QWidget,
        text: QWidget,
        runs: Mapping[str, Callable[[], object]],
        *,
        refuse: Callable[[], object] | None = None,
    ) -> None:
        self._by_id: dict[str, QAction] = {}
        for spec in ACTIONS:
            if spec.id:
                run = refuse if refuse and spec.is_change else runs.get(spec.id)
                action = _action(window, spec, run)
                if spec.scope is not Scope.SHEET:  # the sheet takes its own when it is made
                    (text if spec.scope is Scope.TEXT else window).addAction(action)
                self._by_id[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._by_id

    def all(self) -> list[QAction]:
        """Return every action, in the order of the menus."""
        return list(self._by_id.values())

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put the actions into the menus and return these by name."""
        menus = {name: bar.addMenu(f"&{name}") for name in MENUS}
        menu = menus[MENUS[0]]
        for spec in ACTIONS:
            if spec.id:
                menu = menus[spec.menu]
                menu.addAction(self._by_id[spec.id])
            else:
                menu.addSeparator()
        return menus


def _action(window: QWidget, spec: Spec, run: Callable[[], object] | None) -> QAction:
    action = QAction(spec.words, window)
    action.setObjectName(spec.id)
    action.setShortcutVisibleInContextMenu(True)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
    if spec.scope is Scope.TEXT:
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    elif spec.scope is Scope.SHEET:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setCheckable(spec.is_switch)
    if run:
        action.triggered.connect(lambda _checked: run())
    return action


def key_sheet() -> list[tuple[str, str, str]]:
    """Return (group, keys, words) of everything that has keys, for the sheet of all keys."""
    moving = [
        ("Reading", "↓ ↑ or J K", "next, previous sentence"),
        ("Reading", "Shift+→ ←", "extend or shrink by a word"),
        ("Reading", "Ctrl+Shift+→ ←", "extend or shrink by a clause"),
        ("Reading", "[ ]", "choose which end to move"),
        ("Reading", "Tab, Shift+Tab", "next, previous mark"),
        ("Reading", "Space", "cycle through overlapping marks"),
        ("Reading", "Enter", "open the mark in its panel; set the one being adjusted"),
        ("Reading", "Esc", "clear selection, then mark"),
        ("View", "F7, F8, F9", "open Claims, Sentiment, Fact-check"),
        ("View", "Ctrl+F7, F8, F9", "open or close it, and leave the others as they are"),
        ("Labelling", "S, then 1 … 7", "sentiment from −3 to +3"),
        ("Labelling", "V, then a digit", "verdict on the current claim"),
        ("Labelling", "Alt+digit", "the same at once, also from a field"),
        ("Labelling", "T, Y", "in a date: today, yesterday"),
        ("Labelling", "F1", "in a row of choices: what each of them means"),
        (
            "Labelling",
            "Enter, A, ⇧A, M, Del, N",
            "in marks to review: go to, accept one, accept all with this text, set, remove, next",
        ),
    ]
    named = [
        ("Labelling" if spec.scope is Scope.TEXT else spec.menu, _shown(spec), spec.words.lower())
        for spec in ACTIONS
        if spec.keys and spec.id not in {"sentiment.add", "check.verdict"}
    ]
    return [*moving, *named]


def _shown(spec: Spec) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(keys).toString(native) for keys in spec.keys)
