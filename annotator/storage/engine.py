"""The SQLite engine: which one runs, how a file is opened with it, and what its failures mean."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3

from annotator.domain.errors import StorageError

__all__ = ["EngineBusy", "EngineError", "sqlite3"]

EngineError: Final = sqlite3.DatabaseError
EngineBusy: Final = sqlite3.OperationalError

_REASONS: Final = (
    ("database or disk is full", "the disk is full. Free some space and try again"),
    ("disk i/o error", "the disk reported an error. Check the disk and its free space"),
    ("readonly", "the file is read-only. Save a copy elsewhere, or change its permissions"),
    ("database is locked", "another program is using the file. Close it there and try again"),
    ("malformed", "the file is damaged. Run “annotator check” on it and restore a backup"),
    ("not a database", "the file is damaged. Run “annotator check” on it and restore a backup"),
    (
        "unable to open",
        "the file cannot be opened. Check that its folder exists and can be written",
    ),
)


def is_safe_for_wal(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite is free of the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    if version[:2] in {(3, 44), (3, 50)}:
        return version >= {44: (3, 44, 6), 50: (3, 50, 7)}[version[1]]
    return version >= (3, 51, 3)


def open_for_writing(path: Path) -> Database:
    """Return a connection that writes durably: a commit that returned is on the disk."""
    db = _connected(path, "mode=rw")
    wal = is_safe_for_wal(sqlite3.sqlite_version_info)
    db.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}").fetchone()
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    return db


def open_for_reading(path: Path) -> Database:
    """Return a connection that cannot write, also where the folder cannot be written."""
    log = path.with_name(path.name + "-wal")
    try:
        db = _connected(path, "mode=ro")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except EngineError:
        if log.exists() and log.stat().st_size:
            raise
        db = _connected(path, "mode=ro&immutable=1")
    db.execute("PRAGMA query_only = ON")
    return db


def _connected(path: Path, options: str) -> Database:
    address = f"file:{quote(str(path.absolute()))}?{options}"
    connection = sqlite3.connect(address, uri=True, timeout=5.0)
    return _prepared(connection)


def in_memory() -> Database:
    """Return a database without a file, for tests and trials."""
    db = _prepared(sqlite3.connect(":memory:"))
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _prepared(connection: sqlite3.Connection) -> Database:
    # SQLite's own LIKE and lower() fold the letters of English only
    connection.create_function("folded", 1, str.casefold, deterministic=True)
    return Database(connection, execute_plugins=False)


@contextmanager
def refusing(action: str) -> Iterator[None]:
    """Turn the engine's failures inside the block into one sentence that names the action."""
    try:
        yield
    except EngineError as error:
        raise StorageError(f"{action}: {_reason(error)}.") from error
    except OSError as error:
        words = "the disk is full" if error.errno == errno.ENOSPC else str(error.strerror or error)
        raise StorageError(f"{action}: {words}.") from error


def _reason(error: BaseException) -> str:
    said = str(error).strip()
    known = (reason for sign, reason in _REASONS if sign in said.lower())
    return next(known, f"the project refused it ({said})")
