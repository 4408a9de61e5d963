"""Reading a project in place, without changing it or its log."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import SEALED, Connection, EngineError
from annotator.storage.journal import EMPTY, Journal, Tip
from annotator.storage.lock import copy_bytes
from annotator.storage.opening import require_project
from annotator.storage.trust import examine
from annotator.storage.upgraded_copy import at_current_version
from annotator.temporary_folders import TemporaryFolder

_TRIES: Final = 3
_BESIDE: Final = ("-wal", "-journal")
_MADE: Final = ("-wal", "-shm")


def look_into(path: Path, *, is_log_own: bool = False) -> tuple[Connection, str]:
    """Return a connection that reads a project in the current format, and why it is read-only.

    The reason is empty when it may be edited. Raises StorageError when it may not be read.
    `is_log_own` says that the log beside it is known to be its own.
    """
    db, remarks = look_at(path, is_log_own=is_log_own)
    with (
        ExitStack() as failed,
        engine.refusing(lambda: tr("“{file}” could not be opened", file=path.name)),
    ):
        failed.callback(db.close)
        db = at_current_version(db)
        failed.pop_all()
    return db, remarks


def look_at(path: Path, *, is_log_own: bool) -> tuple[Connection, str]:
    """Do what `look_into` does, but in the format of the file: an old one is not read for it."""
    path = real(path)
    require_project(path)
    with (
        ExitStack() as failed,
        engine.refusing(lambda: tr("“{file}” could not be opened", file=path.name)),
    ):
        db, remarks = (together(path), "") if is_log_own else opened(path)
        failed.callback(db.close)
        copied = tr("“{file}” is read from a copy, to leave its log as it is.", file=path.name)
        remarks = " ".join(filter(None, [copied * bool(db.folder), remarks, examine(db, path)]))
        if not remarks:
            db = shared(db, path)
        failed.pop_all()
    return db, remarks


def real(path: Path) -> Path:
    """Return the target of a link: the log is beside that."""
    return Path(os.path.realpath(path))


def opened(path: Path) -> tuple[Connection, str]:
    """Return a connection to an unknown file, and a warning about its log."""
    if not engine.has_log(path) and not engine.has_journal(path):
        return engine.open_for_reading(path, SEALED), ""
    with ExitStack() as failed:
        db = together(path)
        failed.callback(db.close)
        for _ in range(_TRIES):  # the writer may checkpoint the log meanwhile
            with closing(engine.open_for_reading(path, SEALED)) as alone:
                base = tip_of(alone)
            if continues(db, base):
                failed.pop_all()
                return db, ""
    remark = tr("The log beside “{file}” is not its own and is ignored.", file=path.name)
    return engine.open_for_reading(path, SEALED), remark


def together(path: Path) -> Connection:
    """Return a connection to a project together with the log that a crash left.

    Where the engine cannot read them in place, for lack of space or permissions or because it
    would have to write first, it reads a copy.
    """
    try:
        return _read_at_once(path, "mode=ro")
    except engine.OperationalError:
        return _from_copy(path)
    except engine.Unreadable:  # the next read raises it again
        return engine.open_for_reading(path)


def shared(db: Connection, path: Path) -> Connection:
    """Return a connection that does not block writers, where the folder allows one.

    Not for a file with foreign schema objects: this connection runs the constraints of its tables.
    """
    if db.folder or engine.has_log(path) or not engine.can_write(path):
        return db
    try:
        other = _read_at_once(path, "mode=rw")  # this removes SQLite's files on closing
    except (EngineError, OSError):  # such as a full disk, or a name too long for a log
        return db
    db.close()
    return other


def _read_at_once(path: Path, how: str) -> Connection:
    """Return a connection that has read once successfully."""
    with ExitStack() as failed:
        failed.enter_context(leaving_nothing(path))
        db = engine.open_for_reading(path, how)
        failed.callback(db.close)
        db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        failed.pop_all()
    return db


@contextmanager
def leaving_nothing(path: Path) -> Iterator[None]:
    """Remove the files that the engine created beside a project, if the block fails."""
    places = [path.with_name(path.name + end) for end in _MADE]
    made = [place for place in places if not place.exists()]
    try:
        yield
    except engine.Unreadable:
        for place in made:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        raise


def tip_of(db: Connection | None) -> Tip | None:
    """Return the end of a project's journal; None when it cannot be read."""
    with suppress(StorageError):
        return Journal(db).tip() if db else None
    return None


def continues(db: Connection, base: Tip | None) -> bool:
    """Return whether a project's journal continues from a known end."""
    with suppress(StorageError):
        return base is None or base.hash in {EMPTY, Journal(db).hash_of(base.seq)}
    return False


def _from_copy(path: Path) -> Connection:
    """Return a connection to a copy in a temporary folder, which is removed on closing."""
    folder = TemporaryFolder()
    copy = folder.path / "copy"
    with ExitStack() as failed:
        failed.callback(folder.remove)
        for end in ("", *_BESIDE):
            with suppress(FileNotFoundError):
                copy_bytes(Path(f"{path}{end}"), Path(f"{copy}{end}"))
        db = engine.open_for_reading(copy, "mode=rw")
        db.folder = folder
        failed.pop_all()
    return db
