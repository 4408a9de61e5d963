"""The list of articles as a Qt model."""

from collections.abc import Sequence, Set
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.reading import ArticleSummary, search_text
from annotator.i18n import N_, ngettext, tr
from annotator.operations.list_order import (
    ARTICLE_ORDERS,
    ListOrder,
    code_number,
    ordered_articles,
)
from annotator.operations.review import concerns_review
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.index import Index

_RECOUNT_AFTER = 100  # milliseconds
_LIST = "articles"
_USUAL = ListOrder(next(iter(ARTICLE_ORDERS)))


STATUS_WORDS = {
    "todo": N_("to do"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "excluded": N_("excluded"),
}
"""The name of each status, to be translated."""


class ArticleRole(IntEnum):
    """The roles of the model besides Qt's."""

    LISTED = Qt.ItemDataRole.UserRole
    CLAIMS = Qt.ItemDataRole.UserRole + 1
    WAITING = Qt.ItemDataRole.UserRole + 2


class Filter(Struct, frozen=True):
    """A filter of articles: with all the words, and of one status, if given."""

    query: str = ""
    status: str = ""

    def lets_in(self, article: Article) -> bool:
        """Return whether an article passes, as in `ProjectReader.article_summaries`."""
        named = search_text(article).casefold()
        has_words = all(word in named for word in self.query.casefold().split())
        return has_words and self.status in ("", article.status)


class ArticleListModel(QAbstractListModel):
    """Lists the articles that pass the filter and follows the workspace's edits.

    Claims are counted only for visible rows. `WAITING` is how many marks of an article
    are to be reviewed.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._filter = Filter()
        self._order = ListOrder.parsed(workspace.bookmarks.order(_LIST), ARTICLE_ORDERS)
        self._claims: dict[str, int] = {}
        self._rows: list[ArticleSummary] = []
        self._places: dict[str, int] = {}
        self._neighbours: dict[str, str] = {}  # of the articles that went last
        # counting takes longer than painting a mark, and is not urgent
        self._timer = QTimer(self, singleShot=True, interval=_RECOUNT_AFTER)
        self._timer.timeout.connect(self._recount)
        self._read()
        workspace.edited.connect(self._follow)

    @property
    def filter(self) -> Filter:
        """Return the filter."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Change the filter."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    @property
    def order(self) -> ListOrder:
        """Return what the articles are sorted by."""
        return self._order

    def set_order(self, order: ListOrder) -> None:
        """Sort the articles, and save the order."""
        self._order = order
        self._workspace.bookmarks.set_order(_LIST, order.text)
        self._sort()

    def summary(self, index: Index) -> ArticleSummary:
        """Return the article in the row."""
        return self._rows[index.row()]

    def place(self, article_id: str) -> QModelIndex:
        """Return the row of an article; an invalid one when it is not listed."""
        row = self._places.get(article_id)
        return self.index(row) if row is not None else QModelIndex()

    def neighbour(self, article_id: str) -> str:
        """Return the id of the article next to one that was just removed; '' for none."""
        return self._neighbours.get(article_id, "")

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        listed = self.summary(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return listed.headline
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(listed)
            case ArticleRole.LISTED:
                return listed
            case ArticleRole.CLAIMS | ArticleRole.WAITING:
                return self._counted(listed.id, role)
            case _:
                return None

    def _counted(self, article_id: str, role: int) -> int:
        if role == ArticleRole.CLAIMS:
            return self._claim_count(article_id)
        return self._workspace.waiting.get(article_id, 0)

    def _spoken(self, listed: ArticleSummary) -> str:
        count = self._claim_count(listed.id)
        waiting = self._workspace.waiting.get(listed.id, 0)
        parts = [
            f"{listed.code}: {listed.headline}",
            listed.publisher,
            tr(STATUS_WORDS.get(listed.status, listed.status)),
            ngettext("{count} claim", "{count} claims", count),
            ngettext("{count} to review", "{count} to review", waiting) if waiting else "",
            tr("has notes") if listed.has_notes else "",
        ]
        return ", ".join(filter(None, parts))

    def _claim_count(self, article_id: str) -> int:
        if article_id not in self._claims:
            self._claims[article_id] = self._workspace.reader.claim_count(article_id)
        return self._claims[article_id]

    def _read(self) -> None:
        found = self._workspace.reader.article_summaries(self._filter.query, self._filter.status)
        self._set_rows(self._ordered(found))

    def _ordered(self, rows: Sequence[ArticleSummary]) -> list[ArticleSummary]:
        if self._order.by == "claims":
            self._claims = self._workspace.reader.claim_counts()
            self._claims.update((row.id, 0) for row in rows if row.id not in self._claims)
        return ordered_articles(rows, self._order, self._claims)

    def _set_rows(self, rows: list[ArticleSummary]) -> None:
        self._rows = rows
        self._places = {row.id: place for place, row in enumerate(rows)}

    def _sort(self) -> None:
        """Sort the rows; selected ones stay selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._set_rows(self._ordered(self._rows))
        self.changePersistentIndexList(before, [self.place(id_) for id_ in ids])
        self.layoutChanged.emit()

    def _reset(self) -> None:
        self.beginResetModel()
        self._read()
        self.endResetModel()

    def _follow(self, edit: Edit) -> None:
        has_mentions = any(isinstance(change.record, Mention) for change in edit.changes)
        if has_mentions or concerns_review(edit):
            self._timer.start()
        changes = [change for change in edit.changes if isinstance(change.record, Article)]
        added = [change.after for change in changes if change.before is None]
        if gone := {change.record.id for change in changes if change.after is None}:
            self._neighbours = _neighbours([row.id for row in self._rows], gone)
            self._reset()
            return
        self._append([each for each in added if isinstance(each, Article)])
        self._replace([c.after for c in changes if c.before and isinstance(c.after, Article)])

    def _append(self, added: list[Article]) -> None:
        """Insert new articles in order."""
        rows = [ArticleSummary.of(each) for each in added if self._filter.lets_in(each)]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self._places.update((row.id, place) for place, row in enumerate(rows, start=first))
            self.endInsertRows()
            if self._order != _USUAL or not _are_newer(rows, self._rows[:first][-1:]):
                self._sort()

    def _recount(self) -> None:
        self._claims.clear()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _replace(self, articles: list[Article]) -> None:
        """Refresh changed articles with a single signal."""
        rows = [(self._places[each.id], each) for each in articles if each.id in self._places]
        for row, article in rows:
            self._rows[row] = ArticleSummary.of(article)
        if rows:
            places = [row for row, _ in rows]
            self.dataChanged.emit(self.index(min(places)), self.index(max(places)))


def _neighbours(ids: Sequence[str], gone: Set[str]) -> dict[str, str]:
    """Return, for each removed article, the next one that stays, otherwise the one before it."""
    following, found = "", {}
    for each in reversed(ids):
        if each in gone:
            found[each] = following
        else:
            following = each
    last = next((each for each in reversed(ids) if each not in gone), "")
    return {each: nearest or last for each, nearest in found.items()}


def _are_newer(rows: Sequence[ArticleSummary], last: Sequence[ArticleSummary]) -> bool:
    """Return whether rows come after the present ones in the order of import."""
    numbers = [code_number(row.code) for row in (*last, *rows)]
    return all(one < other for one, other in pairwise(numbers))
