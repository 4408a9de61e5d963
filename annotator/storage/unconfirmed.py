"""What was typed and is not a value yet, kept in the project apart from what is recorded."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Final

from msgspec.structs import astuple

from annotator.domain.store import Steps
from annotator.domain.unconfirmed import Unconfirmed
from annotator.storage.engine import Connection, Value, ask
from annotator.storage.saving import run_to_end

if TYPE_CHECKING:
    from annotator.storage.writing import Writer

_PUT: Final = "INSERT OR REPLACE INTO unconfirmed VALUES (?, ?, ?, ?, ?)"
_DROP: Final = "DELETE FROM unconfirmed WHERE record_id = ? AND field = ?"
_ALL: Final = "SELECT record_id, field, label, words, complaint FROM unconfirmed"


def everything(db: Connection) -> list[Unconfirmed]:
    """Return all of it, by record and field; raises StorageError when it cannot be read."""
    names = Unconfirmed.__struct_fields__
    rows = ask(db, f"{_ALL} ORDER BY record_id, field")
    return [Unconfirmed(**dict(zip(names, row, strict=True))) for row in rows]


class UnconfirmedTexts:
    """Keeps what was typed, each text on the disk when the call returns.

    `writing` returns what a write stands in: it turns failures into StorageError.
    """

    def __init__(
        self,
        db: Connection,
        writer: "Writer",
        writing: Callable[[str], AbstractContextManager[object]],
    ) -> None:
        self._db = db
        self._writer = writer
        self._writing = writing

    def keep(self, typed: Unconfirmed) -> None:
        """Keep a text in the place of what was typed into the same field before."""
        run_to_end(self.keeping(typed))

    def drop(self, typed: Unconfirmed) -> None:
        """Forget what was typed into a field."""
        run_to_end(self.dropping(typed))

    def keeping(self, typed: Unconfirmed) -> Steps[None]:
        """Do in steps what `keep` does."""
        return self._write(typed, _PUT, astuple(typed))

    def dropping(self, typed: Unconfirmed) -> Steps[None]:
        """Do in steps what `drop` does."""
        return self._write(typed, _DROP, typed.key)

    def _write(self, typed: Unconfirmed, query: str, values: Sequence[Value]) -> Steps[None]:
        with self._writing(f"“{typed.label}”"):
            yield from self._writer.saved(lambda: self._db.execute(query, values))
