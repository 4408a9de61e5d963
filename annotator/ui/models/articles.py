"""The list of articles as a Qt model."""

from array import array
from collections.abc import Collection, Set

from PySide6.QtCore import QModelIndex, QTimer, Signal

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder
from annotator.ui.models.article_items import ArticleItems
from annotator.ui.models.article_reading import USUAL, ArticleReading, Filter, are_in_order
from annotator.ui.project.workspace import Workspace

_MANY = 50  # new articles of one edit, which are those of an import
_GATHERED = 250  # milliseconds at least, while more may come
_LAID_OUT = 20  # rows in a millisecond, about
_LIST = "articles"


class ArticleListModel(ArticleItems):
    """Lists the articles that pass the filter and follows the workspace's edits.

    Of many articles, some that follow each other are listed at once, and the others when a worker
    has found them. When none is found at once, those of the former filter stay (`is_looking`).
    What needs all rows calls `settle`.
    """

    settled = Signal()  # all rows are there

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._filter = Filter()
        self._order = ListOrder.parsed(workspace.bookmarks.order(_LIST), ARTICLE_ORDERS)
        self._reading = ArticleReading(workspace)
        self._reading.came.connect(self._take)
        self._reading.failed.connect(self._settle_now)
        self.is_looking = False
        self._neighbours: dict[str, str] = {}  # of the articles that went last
        # inserted a few times a second: each time, a view lays out all rows
        self._coming: list[tuple[int, Article]] = []  # with their positions
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
        if not self.is_settled:
            self._settle_now()

    @property
    def is_settled(self) -> bool:
        """Return whether all rows are there."""
        return not self._reading.is_under_way

    @property
    def order(self) -> ListOrder:
        """Return what the articles are sorted by."""
        return self._order

    def set_order(self, order: ListOrder) -> None:
        """Sort the articles, and save the order."""
        self._order = order
        self._workspace.bookmarks.set_order(_LIST, order.text)
        self._sort()

    def place(self, article_id: str) -> QModelIndex:
        """Return the row of an article; an invalid one when it is not listed."""
        row = self._articles.place(article_id)
        if row is None and self._coming and self.is_settled:
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
        places = self._articles.positions_of([each.id for each in added]) if added else {}
        self._coming += [(places[each.id], each) for each in added if each.id in places]
        if not self.is_settled:
            return  # a worker may find them, too
        if len(added) < _MANY or not self._articles:
            self._let_in()
        elif not self._gathering.isActive():
            self._gathering.start(max(_GATHERED, len(self._articles) // _LAID_OUT))

    def _let_in(self) -> None:
        """Insert the new articles in order."""
        coming, self._coming = self._coming, []
        let_in = [(place, each) for place, each in coming if self._filter.lets_in(each)]
        if not let_in:  # then nothing of the list is read, however long it is
            return
        if not (new := self._articles.unlisted([place for place, _ in let_in])):
            return
        first = len(self._articles)
        last = [self._articles.summary(first - 1).code] if first else []
        self._insert(first, new)
        if self._order != USUAL or not are_in_order([*last, *(each.code for _, each in let_in)]):
            self._sort()

    def _replace(self, articles: list[Article]) -> None:
        """Refresh changed articles with a single signal."""
        if articles and not self.is_settled:
            self._reading.begin(self._filter, self._order)  # it may have looked before the change
        if rows := self._articles.renew([each.id for each in articles]):
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))
