"""Logs that a crash left beside a project: keeping the project's own, moving others aside."""

import sys
from contextlib import ExitStack, closing, suppress
from itertools import count, islice
from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import SEALED, Connection, EngineError
from annotator.storage.journal import Tip
from annotator.storage.looking import continues, tip_of, together
from annotator.storage.recent_edits import are_kept
from annotator.storage.trust import apart
from annotator.storage.upgraded_copy import at_current_version

_ENOUGH: Final = 1000


def handle_leftover_log(path: Path) -> str:
    """Handle the log that a crash left beside a project, before the project is written.

    The project's own log stays, for SQLite to recover. Another one, of a file since replaced by a
    backup or of another project, is moved aside, and the returned message says so. Nobody else may
    be writing. Raises StorageError, changing nothing, when the project is damaged with and without.
    """
    for end, is_there in (("-wal", engine.has_log), ("-journal", engine.has_journal)):
        if is_there(path) and not _belongs(path):
            return _set_aside(path, end)
    if engine.has_journal(path):
        with closing(engine.open_for_writing(path)) as db:  # SQLite rolls back the unfinished write
            db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return ""


def _belongs(path: Path) -> bool:
    """Return whether the log beside a project is its own.

    A log does not name its file. But only with its own log does a project's journal continue where
    the file ends, and agree with the records. All of them are compared, which takes minutes in a
    large project, unless the file is as it was when the log was last written.
    """
    with ExitStack() as both:
        alone = _present(engine.open_for_reading(path, SEALED), both)
        whole = _present(together(path), both)
        end = tip_of(alone)
        if whole and end and _is_as_left(path) and _continues_well(whole, end):
            return True
        goes_on = continues(whole, end) if whole else False
        found = _problems(whole)
        if goes_on and not found:
            return True
        without = _problems(alone)
        if found < without or (found == without and goes_on):
            return True
    if without:
        raise StorageError(
            tr(
                "“{file}” and the log beside it do not match, and the file is incomplete "
                "without it. Nothing was changed. Copy both, then restore a backup.",
                file=path.name,
            )
        )
    return False


def _is_as_left(path: Path) -> bool:
    """Return whether nobody has changed or replaced a file since its log was last written.

    Only where the system keeps when a file was changed, whatever date it claims.
    """
    if sys.platform == "win32":
        return False
    log = path.with_name(path.name + "-wal")
    return log.exists() and path.stat().st_ctime_ns < log.stat().st_mtime_ns


def _continues_well(db: Connection, end: Tip) -> bool:
    from annotator.storage.verification import READ_ERRORS  # noqa: PLC0415 - only after a crash

    with suppress(*READ_ERRORS):
        return not any(apart(db)) and are_kept(db, end)
    return False


def _present(db: Connection, until: ExitStack) -> Connection | None:
    try:
        db = at_current_version(db)
    except (EngineError, StorageError):
        db.close()
        return None
    until.callback(db.close)
    return db


def _problems(db: Connection | None) -> int:
    from annotator.storage.verification import problems  # noqa: PLC0415 - only after a crash

    return _ENOUGH if db is None else sum(1 for _ in islice(problems(db), _ENOUGH))


def _set_aside(path: Path, end: str) -> str:
    names = (f"{path.stem} (log set aside {number}){end}" for number in count(1))
    aside = next(place for name in names if not (place := path.with_name(name)).exists())
    path.with_name(path.name + end).rename(aside)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)  # only an index of that log
    return tr(
        "The log beside “{file}” was not its own, as after restoring a backup. It is "
        "kept as “{log}”.",
        file=path.name,
        log=aside.name,
    )
