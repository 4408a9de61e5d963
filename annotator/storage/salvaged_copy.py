"""A copy of a damaged file with every row that can be read, upgraded."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from itertools import islice
from math import inf
from pathlib import Path
from typing import Final

from annotator.domain.copying import Progress
from annotator.i18n import tr
from annotator.storage import engine, schema
from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged, require_damage, require_room, spelling_out
from annotator.storage.engine import Connection
from annotator.storage.page_format import Values
from annotator.storage.page_rows import PageRows, columns_of
from annotator.storage.query_rows import each_row
from annotator.storage.upgraded_copy import GROWTH, size_of, version_of

_TABLES: Final = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_ROOTS: Final = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table'"
_LATER: Final = (
    "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql NOT NULL"
)
_CACHE: Final = 65_536  # kilobytes
_AT_ONCE: Final = 1000  # rows that are written together


def has_lost_rows(db: Connection) -> bool:
    """Return whether the rows of some table cannot be counted, as a page of it is damaged."""
    with db.limited(inf):
        for (table,) in db.execute(_TABLES).fetchall():
            try:
                db.execute(f"SELECT count(*) FROM {table} NOT INDEXED").fetchone()
            except Damaged as error:
                require_damage(error)
                return True
    return False


def salvaged_copy(damaged: Connection) -> Generator[Progress, None, Connection]:
    """Return a database of the current version with the rows that can be read of a damaged one.

    Raises EngineError when those of an older version cannot be upgraded.
    """
    with ExitStack() as failed, damaged.limited(inf):
        copy = engine.scratch(size_of(damaged) * GROWTH)
        failed.callback(copy.close)
        copy.seconds = damaged.seconds
        schema.upgrade(copy, version_of(damaged))
        with copy.limited(inf):
            yield from _take_over(damaged, copy)
            schema.upgrade(copy)
        copy.execute("PRAGMA query_only = ON")
        failed.pop_all()
    return copy


def _take_over(damaged: Connection, copy: Connection) -> Iterator[Progress]:
    """Copy the readable rows of every table, whatever they refer to; indexes are made last."""
    later = copy.execute(_LATER).fetchall()
    for kind, name, _ in later:
        copy.execute(f"DROP {kind} {name}")
    copy.execute(f"PRAGMA cache_size = -{_CACHE}")
    copy.execute("PRAGMA foreign_keys = OFF")
    copy.execute("PRAGMA ignore_check_constraints = ON")
    copy.execute("BEGIN")
    tables = [name for (name,) in copy.execute(_TABLES).fetchall()]
    (*_, path) = damaged.execute("PRAGMA database_list").fetchone()
    columns = {name: columns_of(copy, name) for name in tables}
    pages = PageRows(Path(path), columns, dict(damaged.execute(_ROOTS).fetchall()))
    for number, table in enumerate(tables):
        for _ in _copied(damaged, copy, pages, table):
            yield Progress(tr("Reading the file"), number, len(tables))
    copy.execute("COMMIT")
    copy.execute("PRAGMA ignore_check_constraints = OFF")
    for *_, sql in later:
        yield Progress(tr("Reading the file"), len(tables), len(tables))
        copy.execute(sql)


def _copied(damaged: Connection, copy: Connection, pages: PageRows, table: str) -> Iterator[None]:
    """Copy the rows of a table, and say so after each thousand."""
    columns = columns_of(copy, table)
    names = [f'"{row[1]}"' for row in copy.execute(f"PRAGMA table_info({table})")]
    listed = ", ".join(["rowid", *names] if columns.is_numbered else names)
    marks = ", ".join("?" * (len(names) + columns.is_numbered))
    insert = f"INSERT OR IGNORE INTO {table} ({listed}) VALUES ({marks})"
    rows = _numbered if columns.is_numbered else _unnumbered
    found = rows(damaged, pages, table, listed)
    while page := list(islice(found, _AT_ONCE)):
        require_wanted()
        _insert(copy, insert, page)
        yield


def _insert(copy: Connection, insert: str, rows: list[Values]) -> None:
    try:
        copy.executemany(insert, rows)
    except engine.EngineError as error:  # a value of another type than its column has
        require_room(error)
        for row in rows:
            with suppress(engine.ConstraintError):
                copy.execute(insert, row)


def _numbered(damaged: Connection, pages: PageRows, table: str, listed: str) -> Iterator[Values]:
    """Yield the rows of a table; after a damaged place, those that are on any page."""
    last = 0
    query = f"SELECT {listed} FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"
    for reading in _readings(damaged):
        try:
            with reading:
                for row in damaged.execute(query, [last]):
                    yield row
                    last = row[0]
        except Damaged as error:
            require_damage(error)
        else:
            return
    yield from pages.of(table, last)


def _unnumbered(damaged: Connection, pages: PageRows, table: str, listed: str) -> Iterator[Values]:
    """Yield the rows of a table without numbers; some twice, where a place of it is damaged."""
    for reading in _readings(damaged):
        try:
            with reading:
                yield from each_row(damaged, f"SELECT {listed} FROM {table} NOT INDEXED")
        except Damaged as error:
            require_damage(error)
        else:
            return
    yield from pages.of(table)


def _readings(damaged: Connection) -> Iterable[AbstractContextManager[None]]:
    """Return how rows are read: as usual, and where that fails, with what is no text spelled out.

    That asks Python about each text, which takes a fifth of the time.
    """
    return nullcontext(), spelling_out(damaged, [])
