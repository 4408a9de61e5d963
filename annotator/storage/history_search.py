"""The lines of a project in the index of the search, found by what they say."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.storage.engine import Connection, EngineError
from annotator.storage.journal import Journal
from annotator.storage.letter_index import SAID

_MOST: Final = 50  # lines that are found together, so that the first ones are shown soon


class HistorySearch:
    """Asks the index that is in a folder, if there is one; it neither makes nor changes it."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._path: Path | None = None
        self._folder: Path | None = None

    def look_in(self, folder: Path, project: Path) -> None:
        """Use the index of a project that is in this folder."""
        self._folder, self._path = folder, project

    @cached_property
    def end(self) -> int:
        """Return the first line that is not in the index; 0 when there is no whole index."""
        if self._folder is None or self._path is None:
            return 0
        try:
            return self._attached(self._folder, self._path)
        except (OSError, EngineError, StorageError):
            return 0

    def lines(self, words: Iterable[Sequence[str]], before: int) -> tuple[list[int], int] | None:
        """Return the next lines that may say these words, and down to which line that is known.

        None where the index cannot tell.
        """
        found = SAID.rows(self._db, words, before, _MOST)
        if found is None:
            return None
        return found, found[-1] if len(found) == _MOST else 0

    def _attached(self, folder: Path, project: Path) -> int:
        from annotator.storage.search_index import attach, index_path  # noqa: PLC0415 - not at start

        followed = attach(self._db, index_path(folder, project))
        is_of_it = Journal(self._db).hash_of(followed.seq) == followed.hash
        return followed.seq + 1 if followed.is_made and is_of_it else 0
