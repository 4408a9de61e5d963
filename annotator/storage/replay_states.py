"""What records are after a journal was followed, in a file for the time being."""

from collections.abc import Collection, Iterator
from typing import Final

from annotator.storage import engine

_WAITING: Final = 20_000  # states that are written together
_SCRIPT: Final = (
    "CREATE TABLE state (name TEXT, id TEXT, state BLOB, PRIMARY KEY (name, id)) WITHOUT ROWID;"
)


class ReplayStates:
    """The last state of each record, as JSON, by its table and its id.

    A project of a million records has gigabytes of them.
    """

    def __init__(self) -> None:
        self._db = engine.scratch()
        self._db.executescript(_SCRIPT)
        self._waiting: dict[tuple[str, str], bytes | None] = {}  # None for what is gone
        self.close = self._db.close

    def put(self, name: str, id_: str, state: bytes) -> None:
        """Note the state of a record."""
        self._waiting[name, id_] = state
        if len(self._waiting) > _WAITING:
            self._write()

    def drop(self, name: str, id_: str) -> None:
        """Forget a record; raises KeyError when there is none."""
        known = self._waiting.get((name, id_), b"")
        if known is None or (not known and not self._has(name, id_)):
            raise KeyError(id_)
        self._waiting[name, id_] = None

    def taken(self, name: str, ids: Collection[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the ids and states of some records of a table, and forget these."""
        self._write()
        marks = ", ".join("?" * len(ids))
        where = f"FROM state WHERE name = ? AND id IN ({marks})"
        yield from self._db.execute(f"SELECT id, state {where}", [name, *ids]).fetchall()
        self._db.execute(f"DELETE {where}", [name, *ids])

    def rest(self, name: str) -> list[str]:
        """Return the ids of the records of a table that are left."""
        self._write()
        return [id_ for (id_,) in self._db.execute("SELECT id FROM state WHERE name = ?", [name])]

    def _has(self, name: str, id_: str) -> bool:
        query = "SELECT 1 FROM state WHERE name = ? AND id = ?"
        return self._db.execute(query, [name, id_]).fetchone() is not None

    def _write(self) -> None:
        kept = [(*key, state) for key, state in self._waiting.items() if state is not None]
        gone = [key for key, state in self._waiting.items() if state is None]
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", kept)
        self._db.executemany("DELETE FROM state WHERE name = ? AND id = ?", gone)
        self._db.execute("COMMIT")
        self._waiting.clear()
