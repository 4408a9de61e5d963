"""A copy of a damaged file of an older version with every row that can be read, upgraded."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from math import inf
from typing import Final

from annotator.storage import engine, schema
from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged, require_damage, require_room, spelling_out
from annotator.storage.engine import Connection, Value
from annotator.storage.readable_rows import readable_rows
from annotator.storage.upgraded_copy import GROWTH, size_of, version_of

_OWN: Final = "SELECT name, sql FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'"
_WAYS: Final = ("ASC", "DESC")

Row = tuple[Value, ...]


def salvaged_copy(damaged: Connection) -> Connection:
    """Return a database of the current version with the rows that can be read of an older one.

    Raises EngineError when those cannot be upgraded either.
    """
    with ExitStack() as failed, damaged.limited(inf):
        copy = engine.scratch(size_of(damaged) * GROWTH)
        failed.callback(copy.close)
        copy.seconds = damaged.seconds
        schema.upgrade(copy, version_of(damaged))
        with copy.limited(inf):
            _take_over(damaged, copy)
            schema.upgrade(copy)
        copy.execute("PRAGMA query_only = ON")
        failed.pop_all()
    return copy


def _take_over(damaged: Connection, copy: Connection) -> None:
    """Copy the readable rows of every table, whatever they refer to, without triggers."""
    triggers = copy.execute(_OWN, ["trigger"]).fetchall()
    for name, _ in triggers:
        copy.execute(f"DROP TRIGGER {name}")
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("PRAGMA ignore_check_constraints = ON")
    copy.execute("BEGIN")
    for table, sql in copy.execute(_OWN, ["table"]).fetchall():
        names = [str(row[1]) for row in copy.execute(f"PRAGMA table_info({table})")]
        _copy_rows(damaged, copy, table, names, has_numbers="WITHOUT ROWID" not in sql)
    copy.execute("COMMIT")
    copy.execute("PRAGMA ignore_check_constraints = OFF")
    for _, sql in triggers:
        copy.execute(sql)


def _copy_rows(
    damaged: Connection, copy: Connection, table: str, names: list[str], *, has_numbers: bool
) -> None:
    columns = ", ".join([*(["rowid"] if has_numbers else []), *(f'"{name}"' for name in names)])
    marks = ", ".join("?" * (len(names) + has_numbers))
    insert = f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})"
    rows = _numbered(damaged, table, columns) if has_numbers else _of(damaged, table, columns)
    with spelling_out(damaged, []):
        for row in rows:
            require_wanted()
            try:
                copy.execute(insert, row)
            except engine.EngineError as error:  # a value of another type than its column has
                require_room(error)


def _numbered(damaged: Connection, table: str, columns: str) -> Iterator[Row]:
    """Yield the rows of a table; after a damaged place, those that are found by their number."""
    last = 0
    query = f"SELECT {columns} FROM {table} NOT INDEXED"
    try:
        for row in damaged.execute(f"{query} ORDER BY rowid"):
            yield row
            last = int(row[0] or 0)
    except Damaged as error:
        require_damage(error)
        for number in readable_rows(damaged, table, last):
            with suppress(*Damaged):
                yield from damaged.execute(f"{query} WHERE rowid = ?", [number]).fetchall()


def _of(damaged: Connection, table: str, columns: str) -> Iterator[Row]:
    """Yield the rows of a table without numbers from both ends, as far as a damaged place."""
    for way in _WAYS:
        keys = [row[1] for row in damaged.execute(f"PRAGMA table_info({table})") if row[5]]
        order = ", ".join(f'"{key}" {way}' for key in keys)
        try:
            yield from damaged.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        except Damaged as error:
            require_damage(error)
        else:
            return
