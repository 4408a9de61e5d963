"""Unconfirmed text, stored in the project apart from the records."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Final

from msgspec.structs import astuple

from annotator.domain.store import Steps, run_to_end
from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage.engine import Connection, Value, ask

_PUT: Final = "INSERT OR REPLACE INTO unconfirmed VALUES (?, ?, ?, ?, ?)"
_DROP: Final = "DELETE FROM unconfirmed WHERE record_id = ? AND field = ?"
_ALL: Final = "SELECT record_id, field, label, words, complaint FROM unconfirmed"


def everything(db: Connection) -> list[Unconfirmed]:
    """Return all unconfirmed texts, by record and field; raises StorageError."""
    names = Unconfirmed.__struct_fields__
    rows = ask(db, f"{_ALL} ORDER BY record_id, field")
    return [Unconfirmed(**dict(zip(names, row, strict=True))) for row in rows]


def put(db: Connection, typed: Unconfirmed) -> None:
    """Store a text, in the transaction that is open."""
    db.execute(_PUT, astuple(typed))


class UnconfirmedTexts:
    """Stores unconfirmed text; each is on disk when the call returns.

    `saved` writes in one transaction, in steps; `writing` returns a context manager that turns
    failures of a write into StorageError.
    """

    def __init__(
        self,
        db: Connection,
        saved: Callable[[Callable[[], object]], Steps[object]],
        writing: Callable[[Callable[[], str]], AbstractContextManager[object]],
    ) -> None:
        self._db = db
        self._saved = saved
        self._writing = writing

    def keep(self, typed: Unconfirmed) -> None:
        """Store a text, replacing what was typed into the same field before."""
        run_to_end(self.keeping(typed))

    def drop(self, typed: Unconfirmed) -> None:
        """Delete the text of a field."""
        run_to_end(self.dropping(typed))

    def keeping(self, typed: Unconfirmed) -> Steps[None]:
        """Do what `keep` does, in steps."""
        return self._write(typed, _PUT, astuple(typed))

    def dropping(self, typed: Unconfirmed) -> Steps[None]:
        """Do what `drop` does, in steps."""
        return self._write(typed, _DROP, typed.key)

    def _write(self, typed: Unconfirmed, query: str, values: Sequence[Value]) -> Steps[None]:
        with self._writing(lambda: f"“{typed.label}”"):
            yield from self._saved(lambda: self._db.execute(query, values))
