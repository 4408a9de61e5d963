"""Reading a project where it lies, without a change to it or to the log beside it."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import SEALED, Connection, EngineError
from annotator.storage.journal import EMPTY, Journal, Tip
from annotator.storage.lock import first_bytes
from annotator.storage.opening import require_project
from annotator.storage.trust import examine
from annotator.storage.upgraded_copy import at_current_version

_TRIES: Final = 3
_BESIDE: Final = ("-wal", "-journal")
_MADE: Final = ("-wal", "-shm")


def look_into(path: Path, *, is_settled: bool = False) -> tuple[Connection, str]:
    """Return a connection that reads a project as this version has it, and why no more than that.

    The words are empty when it may be worked in. Raises StorageError when it may not be read.
    `is_settled` says that what lies beside it is known to be its own.
    """
    path = real(path)
    require_project(path)
    with ExitStack() as failed, engine.refusing(tr("“{file}” could not be opened", file=path.name)):
        db, remarks = (together(path), "") if is_settled else opened(path)
        failed.callback(db.close)
        copied = tr("“{file}” is read from a copy, to leave its log as it is.", file=path.name)
        remarks = " ".join(filter(None, [copied * bool(db.folder), remarks, examine(db, path)]))
        if not remarks:
            db = shared(db, path)
        db = at_current_version(db)
        failed.pop_all()
    return db, remarks


def real(path: Path) -> Path:
    """Return the file that a link leads to: its log lies beside that."""
    return Path(os.path.realpath(path))


def opened(path: Path) -> tuple[Connection, str]:
    """Return a connection to a file that is not known yet, and what is odd about its log."""
    if not engine.has_log(path) and not engine.has_journal(path):
        return engine.open_for_reading(path, SEALED), ""
    with ExitStack() as failed:
        db = together(path)
        failed.callback(db.close)
        for _ in range(_TRIES):  # the one who writes may move the log into the file meanwhile
            with closing(engine.open_for_reading(path, SEALED)) as alone:
                base = tip_of(alone)
            if continues(db, base):
                failed.pop_all()
                return db, ""
    remark = tr("The log beside “{file}” is not its own and is ignored.", file=path.name)
    return engine.open_for_reading(path, SEALED), remark


def together(path: Path) -> Connection:
    """Return a connection to a project with what a crash left beside it.

    Where the engine cannot read the two in their place, for lack of room or rights or because
    it would have to write first, it reads a copy.
    """
    try:
        return _read_at_once(path, "mode=ro")
    except engine.OperationalError:
        return _from_copy(path)
    except engine.Unreadable:  # whoever reads on is told
        return engine.open_for_reading(path)


def shared(db: Connection, path: Path) -> Connection:
    """Return a connection that others may write beside, where the folder allows one.

    It is not for a file that brings something with it: this one runs the tables' own conditions.
    """
    if db.folder or engine.has_log(path) or not engine.can_write(path):
        return db
    try:
        other = _read_at_once(path, "mode=rw")  # it removes what SQLite makes beside it
    except EngineError:  # such as a full disk
        return db
    db.close()
    return other


def _read_at_once(path: Path, how: str) -> Connection:
    """Return a connection that has read."""
    with ExitStack() as failed:
        failed.enter_context(leaving_nothing(path))
        db = engine.open_for_reading(path, how)
        failed.callback(db.close)
        db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        failed.pop_all()
    return db


@contextmanager
def leaving_nothing(path: Path) -> Iterator[None]:
    """Remove, where the block fails, what the engine made beside a project on the way."""
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
    """Return whether a project goes on from an end of its journal, as far as one is known."""
    with suppress(StorageError):
        return base is None or base.hash in {EMPTY, Journal(db).hash_of(base.seq)}
    return False


def _from_copy(path: Path) -> Connection:
    """Return a connection to a copy in a temporary folder, which goes when it is closed."""
    folder = TemporaryDirectory(prefix="annotator-")
    copy = Path(folder.name) / "copy"
    with ExitStack() as failed:
        failed.callback(folder.cleanup)
        for end in ("", *_BESIDE):
            with suppress(FileNotFoundError):
                Path(f"{copy}{end}").write_bytes(first_bytes(Path(f"{path}{end}")))
        db = engine.open_for_reading(copy, "mode=rw")
        db.folder = folder
        failed.pop_all()
    return db
