"""One table of records, with the parts that belong to each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from sqlite_utils import Database

from annotator.domain.edit import Record
from annotator.storage.rows import Parts, Table, Value

R = TypeVar("R", bound=Record)

_PAGE = 500


class Repository(Generic[R]):
    """Reads and writes whole records of one kind. Never opens a transaction."""

    def __init__(self, db: Database, table: Table[R]) -> None:
        self.table = table
        self._db = db
        self._columns = ", ".join(f'"{name}"' for name in table.columns.names)
        self._put = _upsert(table.name, table.columns.names, ("id",))

    def get(self, id: str) -> R | None:  # noqa: A002 - the column's own name
        """Return the record with this id; None when there is none."""
        return next(iter(self.find("id = ?", id)), None)

    def find(self, where: str = "1", *values: Value, order_by: str = "rowid") -> list[R]:
        """Return the records that match, read in full before returning."""
        rows = self._rows(f"{where} ORDER BY {order_by}", values)
        return self._whole(rows, where, values)

    def each(self) -> Iterator[R]:
        """Return every record in the order of making, a page at a time, in little memory."""
        last = 0
        while True:
            where = f"rowid IN (SELECT rowid FROM {self.table.name} WHERE rowid > ? LIMIT {_PAGE})"
            query = f"SELECT max(rowid) FROM {self.table.name} WHERE {where}"
            top = self._db.execute(query, [last]).fetchone()[0]
            if top is None:
                return
            yield from self.find(where, last)
            last = top

    def put(self, record: R) -> None:
        """Insert the record, or replace the one with its id, and its parts."""
        self._db.execute(self._put, self.table.columns.values(record))
        if parts := self.table.parts:
            self._put_parts(parts, record)

    def drop(self, record: R) -> None:
        """Remove the record and its parts."""
        if parts := self.table.parts:
            self._db.execute(f"DELETE FROM {parts.table} WHERE {parts.owner} = ?", [record.id])
        self._db.execute(f"DELETE FROM {self.table.name} WHERE id = ?", [record.id])

    def _rows(self, where: str, values: Sequence[Value]) -> list[tuple[Value, ...]]:
        query = f"SELECT {self._columns} FROM {self.table.name} WHERE {where}"
        return self._db.execute(query, list(values)).fetchall()

    def _whole(self, rows: list[tuple[Value, ...]], where: str, values: Sequence[Value]) -> list[R]:
        columns, parts = self.table.columns, self.table.parts
        if parts is None or not rows:
            return [columns.record(row) for row in rows]
        place = columns.names.index("id")
        held = self._parts(parts, where, values)
        gathered = ({parts.field: parts.gather(held[str(row[place])])} for row in rows)
        return [columns.record(row, **of) for row, of in zip(rows, gathered, strict=True)]

    def _parts(
        self, parts: Parts, where: str, values: Sequence[Value]
    ) -> defaultdict[str, list[object]]:
        names = ", ".join(f'"{name}"' for name in parts.columns.names)
        owners = f"SELECT id FROM {self.table.name} WHERE {where}"
        order = "ordinal" if parts.is_ordered else ", ".join(parts.key)
        query = (
            f"SELECT {parts.owner}, {names} FROM {parts.table}"
            f" WHERE {parts.owner} IN ({owners}) ORDER BY {parts.owner}, {order}"
        )
        held: defaultdict[str, list[object]] = defaultdict(list)
        for owner, *row in self._db.execute(query, list(values)):
            held[owner].append(parts.columns.record(row))
        return held

    def _put_parts(self, parts: Parts, record: R) -> None:
        names = [parts.owner, *(["ordinal"] if parts.is_ordered else []), *parts.columns.names]
        upsert = _upsert(parts.table, names, (parts.owner, *parts.key))
        rows = [
            [record.id, *([number] if parts.is_ordered else []), *parts.columns.values(part)]
            for number, part in enumerate(getattr(record, parts.field))
        ]
        self._drop_parts_not_in(
            parts, record.id, [dict(zip(names, row, strict=True)) for row in rows]
        )
        for row in rows:
            self._db.execute(upsert, row)

    def _drop_parts_not_in(self, parts: Parts, owner: str, kept: list[dict[str, Value]]) -> None:
        keys = ", ".join(parts.key)
        places = ", ".join(f"({', '.join('?' * len(parts.key))})" for _ in kept)
        rest = f" AND ({keys}) NOT IN (VALUES {places})" if kept else ""
        values = [row[name] for row in kept for name in parts.key]
        query = f"DELETE FROM {parts.table} WHERE {parts.owner} = ?{rest}"
        self._db.execute(query, [owner, *values])


def _upsert(table: str, names: Sequence[str], key: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    rest = [f'"{name}" = excluded."{name}"' for name in names if name not in key]
    action = f"UPDATE SET {', '.join(rest)}" if rest else "NOTHING"
    return (
        f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT ({', '.join(key)}) DO {action}"
    )
