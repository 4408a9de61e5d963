"""Files of an older version: what is read of them, and what is kept when they are upgraded."""

from contextlib import closing
from itertools import count
from pathlib import Path

from annotator.domain.errors import StorageError
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.journal import Journal
from annotator.storage.schema import SCRIPTS, upgrade
from annotator.storage.trust import apart


def version_of(db: Connection) -> int:
    """Return the number of the last script that a file has been through."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def at_present(db: Connection) -> Connection:
    """Return a database as this version has it: itself, or an upgraded copy in memory.

    The file of an older version stays as it is, and its connection is closed. Raises StorageError
    when there is more in it than its version has: that would run during the upgrade.
    """
    if version_of(db) == len(SCRIPTS):
        return db
    if any(apart(db)):
        raise StorageError(
            "The project is of an older version and was changed by another program."
            " Open it with the version that made it."
        )
    copy = engine.in_memory()
    with closing(db):
        db.backup(copy)
    copy.text_factory = db.text_factory
    upgrade(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy


def bring_up_to_date(db: Connection, path: Path) -> str:
    """Upgrade a file, and return what is to be said of it; empty when it was up to date.

    A copy of the file as it was is kept beside it first. Raises StorageError, with the file
    as it was, when none can be made.
    """
    former = version_of(db)
    if former == len(SCRIPTS):
        return ""
    kept = _kept(db, path)
    upgrade(db)
    return (
        f"“{path.name}” was upgraded from version {former} to {len(SCRIPTS)}. The original was kept"
        f" as “{kept.name}”."
    )


def _kept(db: Connection, path: Path) -> Path:
    stem = f"{path.stem} before version {len(SCRIPTS)}"
    names = (f"{stem}{f' ({number})' if number else ''}{path.suffix}" for number in count())
    kept = next(place for name in names if not (place := path.with_name(name)).exists())
    draft = path.with_name(f".{kept.name}-new")
    with engine.refusing(f"No copy of “{path.name}” could be kept, so it was not upgraded"):
        draft.unlink(missing_ok=True)
        try:
            with closing(engine.new_file(draft)) as copy:
                db.backup(copy)
                _require_same(copy, db)
            draft.rename(kept)
        finally:
            draft.unlink(missing_ok=True)
    return kept


def _require_same(copy: Connection, db: Connection) -> None:
    (said,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok" or Journal(copy).tip() != Journal(db).tip():
        raise StorageError(f"The copy is not what was to be kept ({said}).")
