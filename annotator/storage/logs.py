"""What a crash left beside a project: whether it is the project's own, and where it goes."""

from contextlib import ExitStack, closing
from itertools import count, islice
from pathlib import Path
from typing import Final

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import SEALED, Connection, EngineError
from annotator.storage.looking import continues, tip_of, together
from annotator.storage.upgraded_copy import at_current_version

_ENOUGH: Final = 1000


def settle(path: Path) -> str:
    """See to what a crash left beside a project that is about to be written.

    The project's own log stays, for SQLite to take in. Another one, of a backup restored under
    it or of another project, is moved aside and kept, and the words say so. Nobody else may be
    writing. Raises StorageError, with nothing touched, when neither makes a whole project.
    """
    for end, is_there in (("-wal", engine.has_log), ("-journal", engine.has_journal)):
        if is_there(path) and not _belongs(path):
            return _set_aside(path, end)
    if engine.has_journal(path):
        with closing(engine.open_for_writing(path)) as db:  # SQLite takes the half write back
            db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    return ""


def _belongs(path: Path) -> bool:
    """Return whether a project is better with what lies beside it than alone.

    The log itself names no file. But the project's history goes on where the file's own ends,
    and what it says there should be is there: that, no other log brings about.
    """
    with ExitStack() as both:
        alone = _present(engine.open_for_reading(path, SEALED), both)
        whole = _present(together(path), both)
        goes_on = continues(whole, tip_of(alone)) if whole else False
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
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)  # an index of that log alone
    return tr(
        "The log beside “{file}” was not its own, as after restoring a backup. It is "
        "kept as “{log}”.",
        file=path.name,
        log=aside.name,
    )
