"""Reading and writing the records of one table, with their parts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from annotator.domain.edit import Record
from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged, Damages, require_damage
from annotator.storage.engine import Connection, Value
from annotator.storage.many_rows import MANY, Insertion
from annotator.storage.query_rows import each_row
from annotator.storage.rows import Parts, Row, Table
from annotator.storage.salvage import OneByOne

R = TypeVar("R", bound=Record)

_PAGE = 500
_HAD_PLACE = "SELECT 1 FROM removed_place WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1"


class Repository(Generic[R]):
    """Reads and writes whole records of one kind. Never opens a transaction.

    Rows are read in bulk, or one by one where that fails because one is damaged. Then faults are
    added to `damages`, and whatever can be read is returned.
    """

    def __init__(self, db: Connection, table: Table[R], damages: Damages) -> None:
        self.table = table
        self._db = db
        self._cursor = db.cursor()  # kept: making one for each statement takes as long as some
        self._damages = damages
        self._parts = PartRows(db, table.parts) if table.parts else None
        self._names = names = table.columns.names
        self._row = table.columns.row
        self.json = table.json()
        self.decode: Callable[[Any], R] = msgspec.json.Decoder(table.made, strict=False).decode
        self._by_id = f"SELECT {self.json} FROM {table.name} WHERE id = ?"
        self._insertion = Insertion(table.name, names)
        self._insert = _insert_in_place(table.name, names)
        self._keep_place = (
            f"INSERT OR REPLACE INTO removed_place SELECT id, position FROM {table.name}"
            " WHERE id = ?"
        )
        self._delete = f"DELETE FROM {table.name} WHERE id = ?"
        self._unique = {names.index(name) for name in table.unique}
        self._park = (
            f"UPDATE {table.name} SET {''.join(table.unique[-1:])} = {table.parked} WHERE id = ?"
        )

    def get(self, id: str) -> R | None:  # noqa: A002 - the column's own name
        """Return the record with this id; None when there is none, or it is unreadable."""
        try:
            found = self._db.execute(self._by_id, (id,)).fetchone()
            return self.decode(found[0]) if found else None
        except (UnicodeEncodeError, *Damaged):
            return next(iter(self.find("id = ?", id)), None)

    def find(self, where: str = "1", *values: Value) -> list[R]:
        """Return the records that match, oldest first, read in full before returning."""
        query = f"SELECT {self.json} FROM {self.table.name} WHERE {where} ORDER BY position"
        try:
            return [self.decode(text) for (text,) in self._db.execute(query, values)]
        except (UnicodeEncodeError, OverflowError):
            return []  # no lone surrogate and no such number is ever stored
        except Damaged as error:
            require_damage(error)
        return [*self._one_by_one(where, values)]

    def _one_by_one(self, where: str, values: Sequence[Value]) -> Iterator[R]:
        rows = OneByOne(self._db, self.table, self._damages)
        yield from self._read(rows, rows.ids(where, values))

    def _read(self, rows: OneByOne[R], positions: Iterable[int]) -> Iterator[R]:
        for position in positions:
            if record := rows.read(position):
                yield self.completed(record)

    def completed(self, stored: Any) -> R:  # noqa: ANN401 - what `made` of the table says
        """Return the record of what was made of a row."""
        record: R = stored
        return record

    def newest(self, where: str, values: Sequence[Value], limit: int) -> list[R]:
        """Return the newest records that match, the last one first."""
        inner = (
            f"SELECT position FROM {self.table.name} WHERE {where} ORDER BY position DESC LIMIT ?"
        )
        return self.find(f"position IN ({inner})", *values, limit)[::-1]

    def each(self) -> Iterator[R]:
        """Yield every record, oldest first, reading a page at a time."""
        last = 0
        while True:
            require_wanted()
            page = f"SELECT position FROM {self.table.name} WHERE position > ? LIMIT {_PAGE}"
            where = f"position IN ({page})"
            query = f"SELECT max(position) FROM {self.table.name} WHERE {where}"
            try:
                top = self._db.execute(query, [last]).fetchone()[0]
            except Damaged as error:
                require_damage(error)
                yield from self._each_behind(last)
                return
            if top is None:
                return
            if not isinstance(top, int) or top <= last:  # damaged numbers could loop forever
                message = tr(
                    "The table “{table}” is damaged. Run “annotator check” on the project.",
                    table=self.table.name,
                )
                raise StorageError(message)
            yield from self.find(where, last)
            last = top

    def _each_behind(self, last: int) -> Iterator[R]:
        """Yield the records behind a damaged place, a page at a time where that can be read."""
        rows = OneByOne(self._db, self.table, self._damages)
        positions = rows.every_id(last)
        for first in range(0, len(positions), _PAGE):
            page = positions[first : first + _PAGE]
            found = self._together(page)
            yield from found if len(found) == len(page) else self._read(rows, page)

    def _together(self, positions: Sequence[int]) -> list[R]:
        """Return the records of some rows; none where one of them is damaged."""
        where = "position IN (SELECT value FROM json_each(?))"
        query = f"SELECT {self.json} FROM {self.table.name} WHERE {where} ORDER BY position"
        listed = msgspec.json.encode(positions).decode()
        try:
            return [self.decode(text) for (text,) in self._db.execute(query, [listed])]
        except Damaged as error:
            require_damage(error)
            return []

    def are_here(self, records: Sequence[R]) -> bool:
        """Return whether all records, no two of them the same, are stored exactly as given."""
        due = {self._row(record) for record in records}
        try:
            found = set(rows_of(self._db, self.table.name, self._names, "id", _ids(records)))
            return due == found and (self._parts is None or self._parts.are_here(records))
        except Damaged as error:
            require_damage(error)
            return False

    def add(self, *records: R) -> None:
        """Insert records and their parts; those that were here before get their place again."""
        rows = [*map(self._row, records)]
        if len(rows) < MANY or self._had_places(records):
            self._cursor.executemany(self._insert, rows)
        else:
            self._insertion.add(self._cursor, rows)
        if self._parts:
            self._parts.add(*records)

    def _had_places(self, records: Sequence[R]) -> bool:
        """Return whether any of the records was here before."""
        ids = msgspec.json.encode(_ids(records)).decode()
        return self._cursor.execute(_HAD_PLACE, (ids,)).fetchone() is not None

    def replace(self, *pairs: tuple[R, R]) -> None:
        """Update records, given as pairs of before and after; only differences are written."""
        changed: defaultdict[tuple[str, ...], list[Row]] = defaultdict(list)
        for before, after in pairs:
            old, new = self._row(before), self._row(after)
            if old != new:
                places = self._differing(old, new)
                names = tuple(self._names[place] for place in places)
                changed[names].append((*(new[place] for place in places), after.id))
        if self._parts:
            self._parts.replace(*pairs)
        for names, rows in changed.items():
            if (
                self.table.unique and self.table.unique[-1] in names
            ):  # parked first, so that two rows can swap values
                self._cursor.executemany(self._park, [row[-1:] for row in rows])
        for names, rows in changed.items():
            query = f"UPDATE {self.table.name} SET {_equal(names, ', ')} WHERE id = ?"
            self._cursor.executemany(query, rows)

    def _differing(self, old: Row, new: Row) -> list[int]:
        """Return the columns to write: all columns of a unique key, or none of them."""
        found = {place for place, value in enumerate(new) if value != old[place]}
        if not found.isdisjoint(self._unique):
            found |= self._unique
        return sorted(found)

    def drop(self, *records: R) -> None:
        """Remove records and their parts."""
        if self._parts:
            self._parts.drop(*records)
        ids = [(record.id,) for record in records]
        self._cursor.executemany(self._keep_place, ids)
        self._cursor.executemany(self._delete, ids)


class PartRows:
    """The rows of the parts of one kind of record."""

    def __init__(self, db: Connection, parts: Parts) -> None:
        key = (parts.owner, *parts.key)
        self._db = db
        self._cursor = db.cursor()
        self._parts = parts
        self._insertion = Insertion(parts.table, parts.names)
        self._update = _update(parts.table, parts.names, key)
        self._delete = f"DELETE FROM {parts.table} WHERE {_equal(key)}"
        self._key = [parts.names.index(name) for name in key]

    def are_here(self, records: Sequence[Record]) -> bool:
        """Return whether the parts of records are stored exactly as given."""
        due = {row for record in records for row in self._parts.rows(record)}
        owner, table = self._parts.owner, self._parts.table
        return due == set(rows_of(self._db, table, self._parts.names, owner, _ids(records)))

    def add(self, *records: Record) -> None:
        """Insert the parts of new records."""
        if rows := [row for record in records for row in self._parts.rows(record)]:
            self._insertion.add(self._cursor, rows)

    def replace(self, *pairs: tuple[Record, Record]) -> None:
        """Replace the parts of records, given before and after; unchanged ones are not written."""
        gone: list[Row] = []
        new: list[Row] = []
        changed: list[Row] = []
        for before, after in pairs:
            if getattr(before, self._parts.field) == getattr(after, self._parts.field):
                continue
            former = {self._key_of(row): row for row in self._parts.rows(before)}
            rows = {self._key_of(row): row for row in self._parts.rows(after)}
            gone += former.keys() - rows.keys()
            new += (row for key, row in rows.items() if key not in former)
            changed += (row for key, row in rows.items() if former.get(key, row) != row)
        for query, found in (
            (self._delete, gone),
            (self._insertion.one, new),
            (self._update, changed),
        ):
            if found:  # where every column is part of the key, no row is ever changed
                self._cursor.executemany(query, found)

    def drop(self, *records: Record) -> None:
        """Remove the parts of records."""
        rows = (row for record in records for row in self._parts.rows(record))
        self._cursor.executemany(self._delete, map(self._key_of, rows))

    def _key_of(self, row: Row) -> Row:
        return tuple(row[place] for place in self._key)


def _ids(records: Sequence[Record]) -> list[str]:
    return [record.id for record in records]


def rows_of(
    db: Connection, table: str, names: Sequence[str], key: str, keys: Sequence[str]
) -> Iterator[Row]:
    """Yield the rows whose key is one of these, a page of keys at a time."""
    for first in range(0, len(keys), _PAGE):
        page = keys[first : first + _PAGE]
        wanted = f'"{key}" IN ({", ".join("?" * len(page))})'
        yield from each_row(db, f"SELECT {_listed(names)} FROM {table} WHERE {wanted}", page)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _equal(names: Iterable[str], between: str = " AND ") -> str:
    return between.join(f'"{name}" = ?' for name in names)


def _insert_in_place(table: str, names: Sequence[str]) -> str:
    """Return the SQL that inserts a row.

    It is where the row with this id was before, unless another one is there; new ones come last.
    """
    place = (
        f"SELECT position FROM removed_place AS former WHERE id = ?{names.index('id') + 1}"
        f" AND NOT EXISTS (SELECT 1 FROM {table} WHERE position = former.position)"
    )
    values = ", ".join(f"?{number}" for number in range(1, len(names) + 1))
    return f"INSERT INTO {table} (position, {_listed(names)}) VALUES (({place}), {values})"


def _update(table: str, names: Sequence[str], key: Sequence[str]) -> str:
    equal = {name: f'"{name}" = ?{place}' for place, name in enumerate(names, start=1)}
    changed = ", ".join(equal[name] for name in names if name not in key)
    return f"UPDATE {table} SET {changed} WHERE {' AND '.join(equal[name] for name in key)}"
