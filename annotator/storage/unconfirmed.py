"""What was typed and is not a value yet, kept in the project apart from what is recorded."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from msgspec.structs import astuple

from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage.engine import Connection, ask

_PUT: Final = "INSERT OR REPLACE INTO unconfirmed VALUES (?, ?, ?, ?, ?)"
_DROP: Final = "DELETE FROM unconfirmed WHERE record_id = ? AND field = ?"
_ALL: Final = "SELECT record_id, field, label, words, complaint FROM unconfirmed"


def everything(db: Connection) -> list[Unconfirmed]:
    """Return all of it, by record and field; raises StorageError when it cannot be read."""
    names = Unconfirmed.__struct_fields__
    rows = ask(db, f"{_ALL} ORDER BY record_id, field")
    return [Unconfirmed(**dict(zip(names, row, strict=True))) for row in rows]


class Shelf:
    """Keeps what was typed, each text on the disk when the call returns.

    `writing` returns what a write stands in: it turns failures into StorageError.
    """

    def __init__(
        self, db: Connection, writing: Callable[[str], AbstractContextManager[None]]
    ) -> None:
        self._db = db
        self._writing = writing

    def keep(self, typed: Unconfirmed) -> None:
        """Keep a text in the place of what was typed into the same field before."""
        with self._writing(f"“{typed.label}”"):
            self._db.execute(_PUT, astuple(typed))

    def drop(self, typed: Unconfirmed) -> None:
        """Forget what was typed into a field."""
        with self._writing(f"“{typed.label}”"):
            self._db.execute(_DROP, typed.key)
