"""The list of articles as a Qt model."""

from array import array
from collections.abc import Collection, Set
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.reading import ArticleSummary
from annotator.domain.suggestion import Suggestion
from annotator.i18n import N_, ngettext, tr
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder
from annotator.operations.review import concerns_review
from annotator.ui.models.article_reading import USUAL, ArticleReading, Filter, are_in_order
from annotator.ui.models.listed_articles import ListedArticles
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.index import Index

_RECOUNT_AFTER = 100  # milliseconds
_MANY = 50  # new articles of one edit, which are those of an import
_GATHERED = 250  # milliseconds at least, while more may come
_LAID_OUT = 20  # rows in a millisecond, about
_LIST = "articles"


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
    SUGGESTIONS = Qt.ItemDataRole.UserRole + 3


class ArticleListModel(QAbstractListModel):
    """Lists the articles that pass the filter and follows the workspace's edits.

    Only rows that are seen are read. `WAITING` is how many marks of an article are to be reviewed.
    Of many articles, visible ones first are listed at once, and the others when a worker
    has found them; until then, the rows follow each other as they will. When no row is found at
    once, those of the former filter stay (`is_looking`). What needs all rows calls `settle`.
    """

    recounted = Signal()  # claims, suggestions or marks to review, of any article
    settled = Signal()  # all rows are there

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._filter = Filter()
        self._order = ListOrder.parsed(workspace.bookmarks.order(_LIST), ARTICLE_ORDERS)
        self._claims: dict[str, int] = {}
        self._suggestions: dict[str, int] = {}
        self._articles = ListedArticles(workspace.reader)
        self._reading = ArticleReading(workspace)
        self._reading.came.connect(self._take)
        self._reading.failed.connect(self._settle_now)
        self.is_looking = False
        self._neighbours: dict[str, str] = {}  # of the articles that went last
        # counting takes longer than painting a mark, and is not urgent
        self._timer = QTimer(self, singleShot=True, interval=_RECOUNT_AFTER)
        self._timer.timeout.connect(self._recount)
        # inserted a few times a second: each time, a view lays out all rows
        self._coming: list[Article] = []
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._let_in)
        self._begin(workspace.reader.get(Article, workspace.bookmarks.article_id))
        workspace.edited.connect(self._follow)

    @property
    def filter(self) -> Filter:
        """Return the filter."""
        return self._filter

    def set_filter(self, wanted: Filter, near: Article | None = None) -> None:
        """Change the filter; of many articles, those near one are listed first."""
        if wanted != self._filter:
            self._filter = wanted
            self._begin(near)

    def settle(self) -> None:
        """Wait for all rows."""
        if self._reading.is_under_way:
            self._settle_now()

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
        return self._articles.summary(index.row())

    def place(self, article_id: str) -> QModelIndex:
        """Return the row of an article; an invalid one when it is not listed."""
        row = self._articles.place(article_id)
        if row is None and self._coming and not self._reading.is_under_way:
            self._let_in()
            row = self._articles.place(article_id)
        return self._index(row)

    def first_with(self, statuses: Collection[str], after: int) -> QModelIndex:
        """Return the next row below whose article has one of the statuses, or the first above."""
        self.settle()
        self._let_in()
        return self._index(self._articles.first_with(statuses, after))

    def neighbour(self, article_id: str) -> str:
        """Return the id of the article next to one that was just removed; '' for none."""
        return self._neighbours.get(article_id, "")

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._articles)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.summary(index).headline
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(self.summary(index))
            case ArticleRole.LISTED:
                return self.summary(index)
            case ArticleRole.CLAIMS | ArticleRole.WAITING | ArticleRole.SUGGESTIONS:
                return self._counted(self.summary(index).id, role)
            case _:
                return None

    def _counted(self, article_id: str, role: int) -> int:
        if role == ArticleRole.CLAIMS:
            return self._claim_count(article_id)
        if role == ArticleRole.SUGGESTIONS:
            return self._suggestion_count(article_id)
        return self._workspace.waiting.get(article_id, 0)

    def _spoken(self, listed: ArticleSummary) -> str:
        count = self._claim_count(listed.id)
        waiting = self._workspace.waiting.get(listed.id, 0)
        open_ = self._suggestion_count(listed.id)
        parts = [
            f"{listed.code}: {listed.headline}",
            listed.publisher,
            tr(STATUS_WORDS.get(listed.status, listed.status)),
            ngettext("{count} claim", "{count} claims", count),
            ngettext("{count} to review", "{count} to review", waiting) if waiting else "",
            ngettext("{count} suggestion", "{count} suggestions", open_) if open_ else "",
            tr("has notes") if listed.has_notes else "",
        ]
        return ", ".join(filter(None, parts))

    def _claim_count(self, article_id: str) -> int:
        if article_id not in self._claims:
            self._claims[article_id] = self._workspace.reader.claim_count(article_id)
        return self._claims[article_id]

    def _suggestion_count(self, article_id: str) -> int:
        if article_id not in self._suggestions:
            found = self._workspace.reader.suggestion_count(article_id)
            self._suggestions[article_id] = found
        return self._suggestions[article_id]

    def _index(self, row: int | None) -> QModelIndex:
        return QModelIndex() if row is None else self.index(row)

    def _begin(self, near: Article | None) -> None:
        """List what passes the filter: all of it, or the visible part."""
        if not self._reading.is_long:
            self._reset()
            return
        found = self._reading.nearby(self._filter, self._order, near)
        self.is_looking = not found
        if found:
            self.beginResetModel()
            self._articles.positions = found
            self.endResetModel()
        self._reading.begin(self._filter, self._order)

    def _settle_now(self) -> None:
        self._take(self._reading.at_once(self._filter, self._order))

    def _take(self, found: "array[int]") -> None:
        """List all rows: around those that are listed, where these are a part of them."""
        self.is_looking, here = False, self._articles.positions
        first = self._articles.part_of(found)
        if first is not None:
            self._insert(len(here), found[first + len(here) :])
            self._insert(0, found[:first])
        elif len(found) == len(here):
            self._rearrange(found)
        else:
            self.beginResetModel()
            self._articles.positions = found
            self.endResetModel()
        self._let_in()
        self.settled.emit()

    def _insert(self, row: int, new: "array[int]") -> None:
        if new:
            self.beginInsertRows(QModelIndex(), row, row + len(new) - 1)
            self._articles.positions[row:row] = new
            self.endInsertRows()

    def _sort(self) -> None:
        """Sort the rows; selected ones stay selected."""
        if self._reading.is_long:
            self._reading.begin(self._filter, self._order)
        else:
            self._rearrange(self._reading.at_once(self._filter, self._order))

    def _rearrange(self, found: "array[int]") -> None:
        """List the same articles in another order."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        positions = [self._articles.positions[index.row()] for index in before]
        self._articles.positions = found
        after = [self._index(self._articles.row(position)) for position in positions]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _reset(self) -> None:
        self.beginResetModel()
        self._coming, self.is_looking = [], False
        self._articles.positions = self._reading.at_once(self._filter, self._order)
        self.endResetModel()

    def _follow(self, edit: Edit) -> None:
        if edit.of(Mention) or edit.of(Suggestion) or concerns_review(edit):
            self._timer.start()
        changes = edit.of(Article)
        if gone := {change.record.id for change in changes if change.after is None}:
            self._take_away(gone)
            return
        self._expect([c.after for c in changes if isinstance(c.after, Article) and not c.before])
        self._replace([c.after for c in changes if c.before and isinstance(c.after, Article)])

    def _take_away(self, gone: Set[str]) -> None:
        """Read all rows again, and find the neighbours of removed articles that were looked for."""
        before, places = self._articles.positions, self._articles.forget(gone)
        self._reset()
        self._neighbours = self._articles.neighbours(places, before)

    def _expect(self, added: list[Article]) -> None:
        """Insert new articles: the many of an import a little later, with those that follow."""
        self._coming += added
        if self._reading.is_under_way:
            return  # a worker may find them, too
        if len(added) < _MANY or not self._articles:
            self._let_in()
        elif not self._gathering.isActive():
            self._gathering.start(max(_GATHERED, len(self._articles) // _LAID_OUT))

    def _let_in(self) -> None:
        """Insert the new articles in order."""
        added, self._coming = self._coming, []
        let_in = [each for each in added if self._filter.lets_in(each)]
        if not (new := self._articles.unlisted([each.id for each in let_in])):
            return
        first = len(self._articles)
        last = [self._articles.summary(first - 1).code] if first else []
        self._insert(first, new)
        if self._order != USUAL or not are_in_order([*last, *(each.code for each in let_in)]):
            self._sort()

    def _recount(self) -> None:
        self._claims.clear()
        self._suggestions.clear()
        self.recounted.emit()

    def _replace(self, articles: list[Article]) -> None:
        """Refresh changed articles with a single signal."""
        if articles and self._reading.is_under_way:
            self._reading.begin(self._filter, self._order)  # it may have looked before the change
        if rows := self._articles.renew([each.id for each in articles]):
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
