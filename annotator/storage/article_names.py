"""Which articles may be named with some words, by the index of the search."""

from collections.abc import Sequence
from typing import Final

import msgspec

from annotator.domain.article import Article
from annotator.domain.errors import StorageError
from annotator.storage.engine import Connection, ask
from annotator.storage.history_search import HistorySearch
from annotator.storage.journal import Journal
from annotator.storage.letter_index import NAMES

_WORDS: Final = 20  # words that are asked for; whoever reads the articles compares all of them
_MOST: Final = 10_000  # articles; of more, looking through all takes no longer
_FEW: Final = 100  # lines of the journal that are not in the index yet
_SHORT: Final = 50_000  # bytes of these
_END: Final = 1 << 62  # after all positions
_BY_ID: Final = "SELECT position FROM article WHERE id IN (SELECT value FROM json_each(?))"
_NEWER: Final = (
    "SELECT line.seq, length(done.changes) + ifnull(length(done.packed), 0)"
    " FROM journal AS line CROSS JOIN journal AS done ON done.seq = ifnull(line.target, line.seq)"
    " WHERE line.seq >= ? LIMIT ?"
)


class ArticleNames:
    """Asks the index of a project, if it has one, and the journal for what came since."""

    def __init__(self, db: Connection, index: HistorySearch) -> None:
        self._db = db
        self._index = index

    def positions(self, words: Sequence[str]) -> list[int] | None:
        """Return the articles that may have all these words, and those that lately changed.

        None where the index cannot tell, or where they are many.
        """
        if not words or not self._index.end:
            return None
        asked = [[word] for word in words[:_WORDS]]
        found = NAMES.rows(self._db, asked, _END, _MOST + 1)
        if found is None or len(found) > _MOST:
            return None
        try:
            return sorted({*found, *self._changed_since(self._index.end)})
        except (StorageError, _ManyError):
            return None

    def _changed_since(self, first: int) -> list[int]:
        lines = ask(self._db, _NEWER, [first, _FEW + 1])
        if len(lines) > _FEW or sum(size for _, size in lines) > _SHORT:
            raise _ManyError
        journal = Journal(self._db)
        edits = (journal.edit(journal.line(seq)) for seq, _ in lines)
        ids = [change.record.id for edit in edits for change in edit.of(Article)]
        listed = msgspec.json.encode(ids).decode()
        return [position for (position,) in ask(self._db, _BY_ID, [listed])]


class _ManyError(Exception):
    """Much has changed since the index was brought up to date."""
