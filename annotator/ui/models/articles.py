"""The list of articles as a Qt model."""

from enum import IntEnum

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer
from typing_extensions import override

from annotator.domain.article import Article
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.reading import ArticleSummary
from annotator.i18n import N_, ngettext, tr
from annotator.operations.review import concerns_review
from annotator.ui.project.workspace import Workspace
from annotator.ui.widgets.index import Index

_RECOUNT_AFTER = 100  # milliseconds


STATUS_WORDS = {
    "todo": N_("to do"),
    "in_progress": N_("in progress"),
    "done": N_("done"),
    "excluded": N_("excluded"),
}
"""The name of each status, to be translated."""


class ArticleRole(IntEnum):
    """What the model tells beside the words."""

    LISTED = Qt.ItemDataRole.UserRole
    CLAIMS = Qt.ItemDataRole.UserRole + 1
    WAITING = Qt.ItemDataRole.UserRole + 2


class Filter(Struct, frozen=True):
    """Which articles are listed: those with all the words, and of one status if it is given."""

    query: str = ""
    status: str = ""

    def lets_in(self, article: Article) -> bool:
        """Return whether an article passes, as `ProjectReader.article_summaries` does."""
        named = f"{article.code} {article.headline} {article.publisher}".casefold()
        has_words = all(word in named for word in self.query.casefold().split())
        return has_words and self.status in ("", article.status)


class ArticleListModel(QAbstractListModel):
    """Lists the articles that pass the filter and follows the workspace's edits.

    Claims are counted only for rows that are shown. `WAITING` is how many marks of an article
    wait to be reviewed.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._filter = Filter()
        self._claims: dict[str, int] = {}
        self._rows: list[ArticleSummary] = []
        self._places: dict[str, int] = {}
        # counting takes longer than painting a mark, and nobody waits for it
        self._timer = QTimer(self, singleShot=True, interval=_RECOUNT_AFTER)
        self._timer.timeout.connect(self._recount)
        self._read()
        workspace.edited.connect(self._follow)

    @property
    def filter(self) -> Filter:
        """Return which articles are listed."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """List other articles."""
        if wanted != self._filter:
            self._filter = wanted
            self._reset()

    def summary(self, index: Index) -> ArticleSummary:
        """Return the article in the row."""
        return self._rows[index.row()]

    def place(self, article_id: str) -> QModelIndex:
        """Return the row of an article; an invalid one when it is not listed."""
        row = self._places.get(article_id)
        return self.index(row) if row is not None else QModelIndex()

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
        ]
        return ", ".join(filter(None, parts))

    def _claim_count(self, article_id: str) -> int:
        if article_id not in self._claims:
            self._claims[article_id] = self._workspace.reader.claim_count(article_id)
        return self._claims[article_id]

    def _read(self) -> None:
        self._rows = self._workspace.reader.article_summaries(
            self._filter.query, self._filter.status
        )
        self._places = {listed.id: row for row, listed in enumerate(self._rows)}

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
        if any(change.after is None for change in changes):
            self._reset()
            return
        self._append([each for each in added if isinstance(each, Article)])
        for change in changes:
            if change.before and isinstance(change.after, Article):
                self._replace(change.after)

    def _append(self, added: list[Article]) -> None:
        """List new articles; like in the project, they come last."""
        rows = [
            ArticleSummary(each.id, each.code, each.headline, each.publisher, each.status)
            for each in added
            if self._filter.lets_in(each)
        ]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += rows
            self._places.update((row.id, place) for place, row in enumerate(rows, start=first))
            self.endInsertRows()

    def _recount(self) -> None:
        self._claims.clear()
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _replace(self, article: Article) -> None:
        row = self._places.get(article.id)
        if row is None:
            return
        self._rows[row] = replace(
            self._rows[row],
            headline=article.headline,
            publisher=article.publisher,
            status=article.status,
        )
        self.dataChanged.emit(self.index(row), self.index(row))
