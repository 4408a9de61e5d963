"""Context menus, opened by a right click or the menu key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu

from annotator.domain.article import ArticleStatus
from annotator.domain.claim import Mention
from annotator.i18n import N_, ngettext
from annotator.ui.application.actions import action
from annotator.ui.application.shortcuts import key_sign, shown_key
from annotator.ui.commands.actions import Actions
from annotator.ui.desk.desk import Desk

_LINE = ""
_TO_PASSAGE = ("claim.add", "claim.mention", "sentiment.add", "evidence.quote", "mark.extend")
_COPY = ("edit.copy", "edit.copy_cited")
_LINES = ("zone.take", "zone.refuse", "zone.set")
_TO_CLAIM = (
    *("check.verdict", "check.evidence", "check.note"),
    *("claim.quote", "claim.compare", "history.claim"),
)

TEXT = (*_TO_PASSAGE, _LINE, *_COPY, _LINE, *_LINES, _LINE, "edit.find")
MENTION = (
    *_TO_CLAIM,
    _LINE,
    "mark.move",
    "mark.extend",
    "mark.remove",
    _LINE,
    *_TO_PASSAGE[:3],
    _LINE,
    *_COPY,
)
CLAIM = (*_TO_CLAIM, _LINE, "mark.move", "mark.remove", "claim.remove")
SENTIMENT = ("mark.move", "mark.remove", _LINE, *_COPY)
SUGGESTION = (
    "suggestion.take",
    "suggestion.take_and_edit",
    "suggestion.refuse",
    _LINE,
    "suggestion.refuse_all",
    _LINE,
    *_COPY,
)
ARTICLE = (
    "article.done",
    "article.undone",
    "article.exclude",
    "article.include",
    _LINE,
    "article.note",
    "article.details",
    "article.versions",
    "history.article",
    "article.open_address",
    "article.copy_address",
    _LINE,
    "article.delete",
)
SEVERAL_ARTICLES = (
    "article.todo",
    "article.undone",
    "article.mark_done",
    _LINE,
    "article.exclude",
    "article.include",
    _LINE,
    "article.publisher",
    "article.delete",
)
EVIDENCE = (
    "evidence.open",
    _LINE,
    "evidence.open_address",
    "evidence.copy_address",
    "evidence.archive",
    _LINE,
    "evidence.another",
    "evidence.remove",
)
_WITH_COUNT: Mapping[str, Callable[[int], str]] = {
    "article.exclude": lambda count: ngettext(
        "Exclude {count} article", "Exclude {count} articles", count
    ),
    "article.include": lambda count: ngettext(
        "Include {count} article", "Include {count} articles", count
    ),
    "article.delete": lambda count: ngettext(
        "Delete {count} article…", "Delete {count} articles…", count
    ),
}
_KEYS_OF_LISTS = {
    "evidence.open": partial(shown_key, "Return"),
    "evidence.remove": partial(key_sign, "mark.remove"),
    "article.delete": partial(shown_key, "Del"),
}


class ContextMenus(QObject):
    """Selects what was right-clicked, and opens its menu.

    Its items are actions of the window, with their shortcuts; those that are unavailable are
    omitted, as are all changes in a read-only project.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._actions: Actions | None = None
        self._conditions = {
            **_of_passage(desk),
            **_of_article(desk),
            **_with_address("evidence", lambda: _source_address(desk)),
        }
        desk.text.menu_requested.connect(self._ask_in_text)
        self._serve(desk.articles, "article_list", ARTICLE)
        desk.articles.actions_requested.connect(partial(self.open, ARTICLE))
        self._serve(desk.claims, "claim.list", CLAIM)
        self._serve(desk.sentiment, "sentiment.list", SENTIMENT)
        self._serve(desk.claims, "claim.suggestions", SUGGESTION)
        self._serve(desk.sentiment, "sentiment.suggestions", SUGGESTION)
        serve_evidence = partial(self._serve, desk.fact_check, "evidence.list", EVIDENCE)
        desk.fact_check.filled.connect(serve_evidence)

    def offer(self, actions: Actions) -> None:
        """Set the actions of the menus, and the action of the list's Delete key."""
        self._actions = actions
        self._desk.articles.delete_requested.connect(actions["article.delete"].trigger)

    def open(self, ids: Sequence[str], place: QPoint) -> QMenu | None:
        """Open a menu of these actions at a point of the screen, if any is available."""
        actions = self._actions
        if actions is None:
            return None
        count = len(self._desk.articles.chosen()) if ids is ARTICLE else 0
        if count:
            ids = SEVERAL_ARTICLES
        menu = QMenu(self._desk.text)
        for action_id in ids:
            if not action_id:
                menu.addSeparator()  # Qt shows none at the ends, and one of several
            elif self._acts(actions, action_id):
                menu.addAction(_shown(actions[action_id], menu, count))
        if not menu.actions() or all(action.isSeparator() for action in menu.actions()):
            menu.deleteLater()
            return None
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return menu

    def _acts(self, actions: Actions, action_id: str) -> bool:
        if self._desk.focus.workspace.is_read_only and actions.is_change(action_id):
            return False
        condition = self._conditions.get(action_id)
        return condition is None or condition()

    @action("view.menu", N_("Show context menu"))
    def ask_for_focus(self) -> None:
        """Open the menu of the focused widget, as the menu key does."""
        widget = QApplication.focusWidget()
        if widget is not None:
            asked = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
            place = asked.center() if isinstance(asked, QRect) else widget.rect().center()
            key = QContextMenuEvent.Reason.Keyboard
            QApplication.sendEvent(widget, QContextMenuEvent(key, place, widget.mapToGlobal(place)))

    def _ask_in_text(self, place: QPoint, is_mark: bool) -> None:  # noqa: FBT001 - a signal's value
        if self._desk.focus.article is None:
            return
        focus = self._desk.focus
        is_suggestion = focus.suggestions.find(focus.mark_id) is not None
        on_label = SENTIMENT if focus.sentiment else MENTION
        on_mark = SUGGESTION if is_suggestion else on_label
        self.open(on_mark if is_mark else TEXT, place)

    def _serve(self, part: QObject, name: str, ids: Sequence[str]) -> None:
        """Give the rows of a list a menu."""
        if rows := part.findChild(QAbstractItemView, name):
            rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            rows.customContextMenuRequested.connect(lambda at: self._ask_on_row(rows, at, ids))

    def _ask_on_row(self, rows: QAbstractItemView, at: QPoint, ids: Sequence[str]) -> None:
        viewport = rows.viewport()
        is_seen = viewport.rect().contains(at)
        row = (
            rows.indexAt(at) if is_seen else rows.currentIndex()
        )  # the current row is scrolled out of view
        if row.isValid():
            flags = QItemSelectionModel.SelectionFlag
            selection = rows.selectionModel()
            is_chosen = selection.isSelected(row)  # maybe with others, which stay chosen
            selection.setCurrentIndex(row, flags.NoUpdate if is_chosen else flags.ClearAndSelect)
            rows.pressed.emit(row)  # a key or a long press has pressed none
            self.open(ids, viewport.mapToGlobal(at if is_seen else QPoint()))


def _shown(action: QAction, menu: QMenu, count: int) -> QAction:
    """Return an action, or a copy with the shortcut of the list, or the number of articles."""
    name = action.objectName()
    counted = _WITH_COUNT.get(name) if count else None
    if counted is None and name not in _KEYS_OF_LISTS:
        return action
    key = _KEYS_OF_LISTS.get(name, partial(key_sign, name))()
    text = counted(count) if counted else action.text()
    shown = QAction(f"{text}\t{key}" if key else text, menu)
    shown.setObjectName(name)
    shown.triggered.connect(action.trigger)
    return shown


def _of_passage(desk: Desk) -> Mapping[str, Callable[[], bool]]:
    """Return whether the actions that are not always available are so for a passage."""
    focus, text, book = desk.focus, desk.text, desk.zones

    def proposed() -> bool:
        passage = text.passage()
        return passage is not None and book.pending_at(passage) is not None

    def excluded() -> bool:
        passage = text.passage()
        return passage is not None and book.excluded_at(passage) is not None

    return {
        "claim.mention": lambda: focus.workspace.reader.counts().claims > 0,
        "claim.compare": lambda: _mention_count(desk) > 1,
        "mark.extend": lambda: text.selection() is not None and focus.mark_id is not None,
        "mark.move": lambda: focus.mark_id is not None,
        "mark.remove": lambda: focus.mark_id is not None,
        "zone.take": lambda: not excluded(),
        "zone.refuse": lambda: proposed() or excluded(),
    }


def _of_article(desk: Desk) -> Mapping[str, Callable[[], bool]]:
    def is_done() -> bool:
        return _status(desk) in {ArticleStatus.DONE, ArticleStatus.EXCLUDED}

    def is_excluded() -> bool:
        return _status(desk) == ArticleStatus.EXCLUDED

    def are_several() -> bool:
        return bool(desk.articles.chosen())

    return {
        "article.done": lambda: not is_done(),
        "article.undone": lambda: are_several() or is_done(),
        "article.exclude": lambda: are_several() or not is_excluded(),
        "article.include": lambda: are_several() or is_excluded(),
        **_with_address("article", lambda: _address(desk)),
    }


def _with_address(what: str, address: Callable[[], str]) -> Mapping[str, Callable[[], bool]]:
    names = ("open_address", "copy_address", "archive")
    return {f"{what}.{name}": lambda: bool(address()) for name in names}


def _mention_count(desk: Desk) -> int:
    claim, reader = desk.focus.claim, desk.focus.workspace.reader
    return len(reader.find(Mention, claim_id=claim.id)) if claim else 0


def _status(desk: Desk) -> str:
    return desk.focus.article.status if desk.focus.article else ""


def _address(desk: Desk) -> str:
    return desk.focus.article.source_url if desk.focus.article else ""


def _source_address(desk: Desk) -> str:
    row = desk.fact_check.evidence.list.current()
    return row.source.url if row and row.source else ""
