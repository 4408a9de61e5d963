"""The SQLite engine: which library is used, opening files, and explaining errors."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from typing_extensions import override

from annotator.domain.errors import Remedy, StorageError
from annotator.i18n import N_, tr
from annotator.storage.clock import Clock, Limit, require_wanted
from annotator.storage.sql_functions import FUNCTIONS
from annotator.temporary_folders import TemporaryFolder

# the engine that sqlite-utils picks, by the same rule; importing sqlite-utils for this would take
# a third of the start-up time, and 16 MB
if TYPE_CHECKING:
    import sqlite3
else:
    sqlite3 = import_module("pysqlite3" if find_spec("pysqlite3") else "sqlite3")

__all__ = ["Connection", "Cursor", "EngineError", "sqlite3"]

# a value of another type than str, int or float costs two exceptions when it has no adapter
sqlite3.register_adapter(type(None), lambda value: value)
sqlite3.register_adapter(bool, int)
sqlite3.register_adapter(bytes, lambda value: value)

Cursor = sqlite3.Cursor
EngineError: Final = sqlite3.DatabaseError
ConstraintError: Final = sqlite3.IntegrityError
OperationalError: Final = sqlite3.OperationalError
Unreadable: Final = (sqlite3.DatabaseError, UnicodeDecodeError)
"""The errors of the engine; for a damaged file, even its message may not be text."""

Value = str | int | float | bytes | None

SEALED: Final = "mode=ro&immutable=1"
"""Options for a file to which nobody writes: its log is ignored and no files are created."""

_LONGEST_VALUE: Final = 256_000_000  # bytes, of a text or a row
_SECONDS: Final = 10.0
_SECONDS_FOR_A_BYTE: Final = 1e-6
STEPS: Final = 10_000  # of the engine, between two checks of the clock
# SQLITE_LIMIT_LENGTH, SQLITE_DBCONFIG_DEFENSIVE: of Python's module (since 3.12), not pysqlite3
_GUARDS: Final = (("setlimit", 0, _LONGEST_VALUE), ("setconfig", 1010, True))

_REASONS: Final = (
    ("database or disk is full", N_("the disk is full. Free some space and try again")),
    ("disk i/o error", N_("the disk reported an error. Check the disk and its free space")),
    ("readonly", N_("the file is read-only. Save a copy elsewhere, or change its permissions")),
    ("database is locked", N_("another program is using the file. Close it there and try again")),
    ("interrupted", N_("reading the file took too long; it may be damaged")),
    ("decode", N_("the file is damaged. Run “annotator check” on it and restore a backup")),
    ("malformed", N_("the file is damaged. Run “annotator check” on it and restore a backup")),
    ("not a database", N_("the file is damaged. Run “annotator check” on it and restore a backup")),
    (
        "unable to open",
        N_("its folder is gone or cannot be written, or its name is too long. Check both"),
    ),
    ("not null constraint", N_("a required value is missing. Run “annotator check” on it")),
    ("int too large", N_("it holds a number that is too large")),
    ("unique constraint", N_("there is already one like it")),
    ("foreign key constraint", N_("a related record is missing, or still refers to it")),
    ("too big", N_("it is larger than a project can hold")),
    ("check constraint", N_("one of its values is not allowed")),
)


class Connection(sqlite3.Connection):
    """A connection to an untrusted file: no code in it runs, and every query ends.

    `seconds` is the processor time that one query may take.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - those of the engine
        super().__init__(*args, **options)
        self.seconds = _SECONDS
        # of a temporary copy, removed on closing
        self.folder: TemporaryFolder | None = None
        self.is_shared = False
        self.has_shadows = False  # or had: tables that are out of date, hidden by temporary ones
        self.clock = Clock()
        self.set_progress_handler(self.clock.is_over, STEPS)
        self.execute("PRAGMA trusted_schema = OFF")
        self.execute("PRAGMA cell_size_check = ON")
        # on a Mac, an ordinary flush may leave data in the drive's cache
        self.execute("PRAGMA fullfsync = ON")
        self.execute("PRAGMA checkpoint_fullfsync = ON")
        for name, *values in _GUARDS:
            if guard := getattr(self, name, None):
                guard(*values)
        for function, count, act in FUNCTIONS:
            self.create_function(function, count, act, deterministic=True)

    def limited(self, seconds: float = 0.0) -> Limit:
        """Let queries inside the block fail when they take longer than `seconds` in total."""
        return Limit(self.clock, seconds or self.seconds)

    @override
    def close(self) -> None:
        super().close()
        if self.folder:
            self.folder.remove()


_WAYS: Final = {
    Remedy.COPY: ("database or disk is full", "disk i/o error", "readonly", "database is locked"),
    Remedy.CHECK: ("decode", "malformed", "not a database"),
    Remedy.RESTORE: ("malformed", "not a database"),
}

_PATIENCE: Final = 1.0  # seconds, while a file is opened
# written pages stay available, even when another program overwrites the file
_CACHE: Final = 16_384  # kilobytes at most
_STEP: Final = 50  # milliseconds that one attempt to write may wait


def is_safe_for_wal(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite is free of the WAL-reset bug (sqlite.org/wal.html#walresetbug)."""
    if version[:2] in {(3, 44), (3, 50)}:
        return version >= {44: (3, 44, 6), 50: (3, 50, 7)}[version[1]]
    return version >= (3, 51, 3)


def open_for_writing(path: Path, *, is_shared: bool = False) -> Connection:
    """Return a connection that writes durably: after a commit returns, it is on disk.

    A file in a folder that is shared with other computers gets no log. The connection waits for
    others a few milliseconds only, and may be passed from thread to thread.
    """
    db = _connected(path, "mode=rw")
    db.is_shared = is_shared
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA busy_timeout = {_STEP}").fetchone()
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    return db


def keeps_log(db: Connection) -> bool:
    """Return whether changes go into a log (WAL) beside the file first."""
    return bool(db.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def open_for_reading(path: Path, how: str = "mode=ro") -> Connection:
    """Return a read-only connection; with `SEALED`, to the file alone without its log."""
    db = _connected(path, how)
    db.execute("PRAGMA query_only = ON")
    return db


def new_file(path: Path) -> Connection:
    """Return a connection to a new file, without a log."""
    db = _connected(path, "mode=rwc")
    db.execute("PRAGMA synchronous = FULL")
    return db


def write_with_log(db: Connection) -> None:
    """Switch to a log (WAL) for the next writes, where this SQLite version is safe for it.

    This writes to the file unless it is in that mode already; a concurrent reader prevents it.
    """
    wal = is_safe_for_wal(sqlite3.sqlite_version_info) and not db.is_shared
    with suppress(EngineError):
        db.execute(f"PRAGMA journal_mode = {'WAL' if wal else 'DELETE'}").fetchone()


def has_log(path: Path, end: str = "-wal") -> bool:
    """Return whether there may be committed changes in a log: while open, or after a crash."""
    with suppress(OSError):  # it is missing, or such a name would be too long
        return path.with_name(path.name + end).stat().st_size > 0
    return False


def has_journal(path: Path) -> bool:
    """Return whether an unfinished write may have to be rolled back."""
    return has_log(path, "-journal")


def can_write(path: Path) -> bool:
    """Return whether the file, and those that SQLite creates beside it, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def ask(db: Connection, query: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """Return all rows of a query; raises StorageError when the file cannot be read."""
    try:
        with db.limited():
            return db.execute(query, values).fetchall()
    except (*Unreadable, MemoryError) as error:
        message = tr("The project could not be read: {reason}.", reason=reason(error))
        raise StorageError(message, *remedies(error)) from error


def is_busy(error: BaseException) -> bool:
    """Return whether the engine failed because another connection locks the file."""
    return "locked" in str(error)


def is_of_disk(error: BaseException) -> bool:
    """Return whether the engine failed because of the disk, such as a full one."""
    said = str(error).lower()
    return "disk" in said and "malformed" not in said


def _connected(path: Path, options: str) -> Connection:
    address = f"file:{quote(str(path.absolute()), safe='')}?{options}"
    db = sqlite3.connect(
        address,
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=Connection,
    )
    with suppress(OSError):
        db.seconds += path.stat().st_size * _SECONDS_FOR_A_BYTE
    return db


def in_memory() -> Connection:
    """Return a database without a file, for tests and experiments."""
    db = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False, factory=Connection
    )
    db.execute("PRAGMA foreign_keys = ON")
    return db


def scratch(room: int = 0) -> Connection:
    """Return a database in a file that is gone when it is closed, or in memory without `room`.

    The room is in bytes. SQLite's own temporary databases stay in memory with this engine.
    """
    try:
        folder = TemporaryFolder()
    except OSError:
        return in_memory()
    if shutil.disk_usage(folder.path).free < room:
        folder.remove()
        return in_memory()
    db = _connected(folder.path / "scratch", "mode=rwc")
    db.folder = folder
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    return db


@contextmanager
def refusing(action: Callable[[], str]) -> Iterator[None]:
    """Turn the engine's errors inside the block into a sentence that names the action."""
    try:
        yield
    except (*Unreadable, OverflowError) as error:
        require_wanted()
        message = tr("{action}: {reason}.", action=action(), reason=reason(error))
        raise StorageError(message, *remedies(error)) from error
    except UnicodeEncodeError as error:
        message = tr(
            "{action}: it holds half a character ({character!a}), which cannot be kept. Remove it"
            " there and try again.",
            action=action(),
            character=error.object[error.start],
        )
        raise StorageError(message) from error
    except OSError as error:
        full = error.errno == errno.ENOSPC
        cause = tr("the disk is full") if full else f"{error.strerror} (“{error.filename}”)"
        message = tr("{action}: {reason}.", action=action(), reason=cause)
        raise StorageError(message, Remedy.COPY) from error


def remedies(error: BaseException) -> list[Remedy]:
    """Return what the window can offer after an error of the engine."""
    said = str(error).lower()
    return [way for way, signs in _WAYS.items() if any(sign in said for sign in signs)]


def reason(error: BaseException) -> str:
    """Return what an error of the engine means, as text for the user."""
    said = str(error).strip()
    known = (tr(reason) for sign, reason in _REASONS if sign in said.lower())
    return next(known, "") or tr("the project did not accept it ({error})", error=said)
