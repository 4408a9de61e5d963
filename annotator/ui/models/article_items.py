"""Articles as items of a Qt model: what is shown of each."""

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, QTimer, Signal
from typing_extensions import override

from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.reading import ArticleSummary
from annotator.domain.suggestion import Suggestion
from annotator.i18n import N_, ngettext, tr
from annotator.operations.review import concerns_review
from annotator.ui.models.listed_articles import ListedArticles
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
    """The roles of the model besides Qt's."""

    LISTED = Qt.ItemDataRole.UserRole
    COUNTS = Qt.ItemDataRole.UserRole + 1


class LabelCounts(Struct, frozen=True):
    """What is counted of an article; `waiting` are its marks to review."""

    claims: int
    waiting: int
    suggestions: int


class ArticleItems(QAbstractListModel):
    """Shows the articles of a list, and counts their labels again after edits.

    Only visible rows are read.
    """

    recounted = Signal(object)  # dict[str, LabelCounts]: those of before, by the article

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._counts: dict[str, LabelCounts] = {}
        self._articles = ListedArticles(workspace.reader)
        # counting takes longer than painting a mark, and is not urgent
        self._timer = QTimer(self, singleShot=True, interval=_RECOUNT_AFTER)
        self._timer.timeout.connect(self._recount)
        workspace.edited.connect(self._count_later)

    def summary(self, index: Index) -> ArticleSummary:
        """Return the article in the row."""
        return self._articles.summary(index.row())

    def counts(self, article_id: str) -> LabelCounts:
        """Return how many labels an article has, as they were when last counted."""
        if article_id not in self._counts:
            reader, waiting = self._workspace.reader, self._workspace.waiting
            self._counts[article_id] = LabelCounts(
                reader.claim_count(article_id),
                waiting.get(article_id, 0),
                reader.suggestion_count(article_id),
            )
        return self._counts[article_id]

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
            case ArticleRole.COUNTS:
                return self.counts(self.summary(index).id)
            case _:
                return None

    def _spoken(self, listed: ArticleSummary) -> str:
        counts = self.counts(listed.id)
        waiting, open_ = counts.waiting, counts.suggestions
        parts = [
            f"{listed.code}: {listed.headline}",
            listed.publisher,
            tr(STATUS_WORDS.get(listed.status, listed.status)),
            ngettext("{count} claim", "{count} claims", counts.claims),
            ngettext("{count} to review", "{count} to review", waiting) if waiting else "",
            ngettext("{count} suggestion", "{count} suggestions", open_) if open_ else "",
            tr("has notes") if listed.has_notes else "",
        ]
        return ", ".join(filter(None, parts))

    def _count_later(self, edit: Edit) -> None:
        if edit.of(Mention) or edit.of(Suggestion) or concerns_review(edit):
            self._timer.start()

    def _recount(self) -> None:
        before, self._counts = self._counts, {}
        if self._workspace.is_open:
            self.recounted.emit(before)
