"""Importing articles into the project in batches."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.edit import HEAVY, Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import UnreadableFileError
from annotator.domain.import_label import import_label, of_batch
from annotator.domain.stamp import new_id
from annotator.giving_way import give_way
from annotator.i18n import format_number, ngettext, tr
from annotator.importers import Draft, Refusal
from annotator.operations.import_report import Outcome, imported, lost, not_wanted, refused
from annotator.operations.import_rows import ImportRow
from annotator.operations.new_article import NewArticle, new_article

BATCH: Final = 500
"""The default number of articles per edit."""


class ImportJob:
    """Imports the wanted rows as edits of one group, which are undone as one step.

    The caller applies each of the `edits` and passes the saved edit, which has the short codes,
    to `note`. `lost` is the number of wanted rows that were refused.
    """

    def __init__(
        self,
        items: Iterable[ImportRow | Refusal],
        annotator_id: str,
        size: int = BATCH,
        label: EditLabel | None = None,
    ) -> None:
        self._outcomes: list[Outcome] = []
        self._codes: dict[str, str] = {}  # by the ids of the articles
        self.lost = 0
        self.group = new_id()
        self._items = items
        self._annotator_id = annotator_id
        self._size = size
        self._label = label

    @property
    def outcomes(self) -> list[Outcome]:
        """Return the outcome of each row and each refused file so far."""
        return [each.with_code(self._codes.get(each.article_id, "")) for each in self._outcomes]

    def note(self, edit: Edit) -> None:
        """Record an edit of this import as it was saved."""
        self._codes |= {each.id: each.code for each in edit.added if isinstance(each, Article)}

    def edits(self) -> Iterator[Edit]:
        """Yield the edits, each a batch of articles with their texts."""
        batch: list[NewArticle] = []
        weight = 0
        for row, draft in self._wanted():
            if new := self._new(row, draft):
                batch.append(new)
                weight += sum([len(content.body) for content in new.contents])
            if len(batch) == self._size or weight > HEAVY:
                yield self._one_edit(batch)
                batch, weight = [], 0
        if batch:
            yield self._one_edit(batch)

    def _wanted(self) -> Iterator[tuple[ImportRow, Draft]]:
        """Yield the wanted rows; records the outcome of the others."""
        for item in self._items:
            give_way()
            if isinstance(item, Refusal):
                self._outcomes.append(refused(item))
            elif item.is_wanted:
                yield item, item.filled
            else:
                self._outcomes.append(not_wanted(item))

    def _new(self, row: ImportRow, draft: Draft) -> NewArticle | None:
        """Return the article of a row; None when it is refused."""
        try:
            new = new_article(draft, "", self._annotator_id)
        except UnreadableFileError as error:
            self._outcomes.append(lost(row, str(error)))
            self.lost += 1
            return None
        self._outcomes.append(imported(row, draft, new.article.id))
        return new

    def _one_edit(self, batch: Sequence[NewArticle]) -> Edit:
        several = import_label(len(batch)) if len(batch) > 1 else batch[0].label
        return Edit(
            label=of_batch(self._label, len(batch)) if self._label else several,
            changes=tuple(Change(None, record) for new in batch for record in new.records),
            contents=tuple(content for new in batch for content in new.contents),
            group=self.group,
        )


class ImportEnd(Struct, frozen=True):
    """The result of an import: the imported articles, and how many were wanted.

    `is_last` says that nothing else was done meanwhile, and by nobody else: undo takes it back.
    """

    article_ids: tuple[str, ...]
    wanted: int
    refused: int = 0
    is_last: bool = True

    @property
    def is_whole(self) -> bool:
        """Return whether every article was imported or refused."""
        return len(self.article_ids) + self.refused == self.wanted

    def message(self, key: str) -> str:
        """Return the message for the user; `key` is that of undo."""
        if not self.wanted:
            return tr("No new articles were imported.")
        if self.article_ids and self.is_last and len(self.article_ids) == self.wanted:
            return ngettext(
                "{count} article imported. Press {key} to undo.",
                "{count} articles imported. Press {key} to undo.",
                self.wanted,
                key=key,
            )
        if self.article_ids or self.refused:
            return ngettext(
                "{done} of {count} article imported.",
                "{done} of {count} articles imported.",
                self.wanted,
                done=format_number(len(self.article_ids)),
            )
        return tr("Import cancelled. Nothing was imported.")


def article_ids(edit: Edit) -> list[str]:
    """Return the ids of the articles that an edit adds."""
    return [record.id for record in edit.added if isinstance(record, Article)]
