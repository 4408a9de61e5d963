"""Which rows may contain words: an index of all that stands in three letters next to each other.

What a word is does not matter to it, so that it finds exactly what looking through the rows finds.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from annotator.domain.errors import StorageError
from annotator.storage.engine import Connection, Value, ask

_SCRIPT: Final = (
    "CREATE VIRTUAL TABLE {name} USING fts5(words, content='', columnsize=0, detail=none,"
    " tokenize='trigram case_sensitive 1');"
    "CREATE VIRTUAL TABLE {name}_part USING fts5vocab('{name}', 'row');"
)
_PUT: Final = "INSERT INTO {name} (rowid, words) VALUES (?, ?)"
_FOUND: Final = (
    "SELECT rowid FROM search.{name} WHERE {name} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
)
_PARTS: Final = "SELECT term FROM search.{name}_part WHERE term >= ? AND term < ? LIMIT ?"
_PART: Final = 3  # letters
_LONG: Final = 50  # parts by which a word is looked for; whoever reads the row compares all of it
_MANY: Final = 100  # parts that begin like a shorter word
_END: Final = "  "  # so that a part also begins with each of the last letters
_LAST: Final = "\U0010ffff"


class LetterIndex:
    """A table of the index of the search.

    A row that is put again keeps what it said before, so that it may be found without the words.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self.script = _SCRIPT.format(name=name)

    def put(self, db: Connection, rows: Iterable[tuple[int, str]]) -> None:
        """Take in rows, with what `indexed` returns of each."""
        db.executemany(_PUT.format(name=self._name), rows)

    def rows(
        self, db: Connection, words: Iterable[Sequence[str]], before: int, most: int
    ) -> list[int] | None:
        """Return the last rows that may contain one of each of these words.

        None where the index cannot tell: it is damaged, or many rows have such short words.
        """
        query = _FOUND.format(name=self._name)
        try:
            each = [self._any(db, [word.casefold() for word in either]) for either in words]
            wanted = " AND ".join(filter(None, each))
            values: list[Value] = [wanted, before, most]
            found = ask(db, query, values) if wanted else None
        except UnicodeEncodeError:
            return []  # half a character is in no row
        except StorageError:
            return None
        return None if found is None else [row for (row,) in found]

    def _any(self, db: Connection, words: Iterable[str]) -> str:
        """Return the expression of FTS5 for one of these; empty when the index cannot tell."""
        forms = [self._form(db, word) for word in words]
        return f"({' OR '.join(forms)})" if all(forms) else ""

    def _form(self, db: Connection, word: str) -> str:
        if "\0" in word:
            return ""
        if len(word) < _PART:
            query = _PARTS.format(name=self._name)
            parts = [part for (part,) in ask(db, query, [word, word + _LAST, _MANY + 1])]
            nothing = (word + _LAST + _LAST)[:_PART]  # an empty expression would find everything
            return _joined(" OR ", parts or [nothing]) if len(parts) <= _MANY else ""
        starts = range(min(len(word) - _PART + 1, _LONG))
        return _joined(" AND ", dict.fromkeys(word[start : start + _PART] for start in starts))


SAID: Final = LetterIndex("said")
"""What each line of the history says."""

NAMES: Final = LetterIndex("named")
"""What the list of articles is filtered by."""


def indexed(fields: Iterable[str]) -> str:
    """Return what a row says, as the index takes it in."""
    return " ".join((*fields, _END)).casefold().replace("\0", " ")


def _joined(how: str, parts: Iterable[str]) -> str:
    quoted = ('"' + part.replace('"', '""') + '"' for part in parts)
    return f"({how.join(quoted)})"
