"""The list of articles as a Qt model."""

from array import array
from collections.abc import Collection, Sequence, Set
from enum import IntEnum
from itertools import chain, pairwise

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.reading import ArticleSummary, search_text
from annotator.i18n import N_, ngettext, tr
from annotator.operations.list_order import ARTICLE_ORDERS, ListOrder, code_number
from annotator.operations.review import concerns_review
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.index import Index

_RECOUNT_AFTER = 100  # milliseconds
_LIST = "articles"
_USUAL = ListOrder(next(iter(ARTICLE_ORDERS)))
_PAGE = 64  # rows that are read together
_KEPT = 2000  # rows that are kept for the next time they are seen
_LOST = ArticleSummary("", "", "", "", "")


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
        """Return whether an article passes, as in `ArticleListing.positions`."""
        named = search_text(article).casefold()
        has_words = all(word in named for word in self.query.casefold().split())
        return has_words and self.status in ("", article.status)


class ArticleListModel(QAbstractListModel):
    """Lists the articles that pass the filter and follows the workspace's edits.

    It holds the positions of all of them, and reads those that are seen, a page at a time.
    `WAITING` is how many marks of an article are to be reviewed.
    """

    recounted = Signal()  # claims or marks to review, of any article

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._listing = workspace.reader.listing
        self._filter = Filter()
        self._order = ListOrder.parsed(workspace.bookmarks.order(_LIST), ARTICLE_ORDERS)
        self._claims: dict[str, int] = {}
        self._positions = array("q")
        self._seen: dict[int, ArticleSummary] = {}  # by position
        self._placed: dict[str, int] = {}  # positions of articles that were looked for
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
        position = self._positions[index.row()]
        if position not in self._seen:
            self._see(index.row())
        return self._seen[position]

    def place(self, article_id: str) -> QModelIndex:
        """Return the row of an article; an invalid one when it is not listed."""
        position = self._placed.get(article_id) or self._listing.position(article_id)
        if position is None:
            return QModelIndex()
        self._placed[article_id] = position
        row = self._row(position)
        return self.index(row) if row is not None else QModelIndex()

    def first_with(self, statuses: Collection[str], after: int) -> QModelIndex:
        """Return the next row below whose article has one of the statuses, or the first above."""
        rows = self._positions
        for part in (rows[after + 1 :], rows[: max(after, 0)]):
            position = self._listing.first_with(part, statuses)
            if position is not None:
                return self.index(rows.index(position))
        return QModelIndex()

    def neighbour(self, article_id: str) -> str:
        """Return the id of the article next to one that was just removed; '' for none."""
        return self._neighbours.get(article_id, "")

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._positions)

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
            case ArticleRole.CLAIMS | ArticleRole.WAITING:
                return self._counted(self.summary(index).id, role)
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

    def _see(self, row: int) -> None:
        """Read the page that a row is on; a lost article is shown without a name."""
        if len(self._seen) > _KEPT:
            self._seen.clear()
        first = row - row % _PAGE
        page = self._positions[first : first + _PAGE]
        found = self._listing.at(page)
        self._seen.update((each, found.get(each, _LOST)) for each in page)

    def _row(self, position: int) -> int | None:
        try:
            return self._positions.index(position)
        except ValueError:
            return None

    def _read(self) -> None:
        order, wanted = self._order, self._filter
        found = self._listing.positions(
            wanted.query, wanted.status, order.by, is_descending=order.is_descending
        )
        self._positions = array("q", found)

    def _sort(self) -> None:
        """Sort the rows; selected ones stay selected."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        positions = [self._positions[index.row()] for index in before]
        self._read()
        rows = [self._row(position) for position in positions]
        after = [self.index(row) if row is not None else QModelIndex() for row in rows]
        self.changePersistentIndexList(before, after)
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
        if gone := {change.record.id for change in changes if change.after is None}:
            self._take_away(gone)
            return
        self._append([c.after for c in changes if isinstance(c.after, Article) and not c.before])
        self._replace([c.after for c in changes if c.before and isinstance(c.after, Article)])

    def _take_away(self, gone: Set[str]) -> None:
        """Read all rows again, and find the neighbours of removed articles that were looked for."""
        before = self._positions
        places = {id_: self._placed.pop(id_) for id_ in gone if id_ in self._placed}
        self._seen.clear()
        self._reset()
        here = set(self._positions)
        beside = {id_: _beside(before, place, here) for id_, place in places.items()}
        found = self._listing.at([each for each in beside.values() if each is not None])
        self._neighbours = {id_: found[place].id for id_, place in beside.items() if place in found}

    def _append(self, added: list[Article]) -> None:
        """Insert new articles in order."""
        let_in = [each for each in added if self._filter.lets_in(each)]
        found = (self._listing.position(each.id) for each in let_in)
        if not (new := array("q", (each for each in found if each is not None))):
            return
        first = len(self._positions)
        last = [self.summary(self.index(first - 1)).code] if first else []
        is_last = _are_in_order([*last, *(each.code for each in let_in)])
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._positions += new
        self.endInsertRows()
        if self._order != _USUAL or not is_last:
            self._sort()

    def _recount(self) -> None:
        self._claims.clear()
        self.recounted.emit()

    def _replace(self, articles: list[Article]) -> None:
        """Refresh changed articles with a single signal."""
        changed = {self._listing.position(each.id) for each in articles} - {None}
        for position in changed:
            self._seen.pop(position or 0, None)
        if len(changed) > 1:
            rows = [row for row, each in enumerate(self._positions) if each in changed]
        else:
            rows = [row for each in changed if (row := self._row(each or 0)) is not None]
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))


def _are_in_order(codes: Sequence[str]) -> bool:
    """Return whether articles with these codes stand in the order of import."""
    numbers = [code_number(code) for code in codes]
    return all(one < other for one, other in pairwise(numbers))


def _beside(positions: Sequence[int], gone: int, here: Set[int]) -> int | None:
    """Return the next position that is still here, otherwise the one before; None without one."""
    try:
        row = positions.index(gone)
    except ValueError:
        return None
    around = chain(positions[row + 1 :], reversed(positions[:row]))
    return next((each for each in around if each in here), None)
