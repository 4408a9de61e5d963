"""Reading files of an older version without changing them."""

from contextlib import closing

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.schema import SCRIPTS, upgrade
from annotator.storage.trust import apart


def version_of(db: Connection) -> int:
    """Return the schema version of a file: the number of the last script applied."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def at_current_version(db: Connection) -> Connection:
    """Return a database of the current version: the same, or an upgraded copy in memory.

    An older file is not changed, and its connection is closed. Raises StorageError when it has
    foreign schema objects, which would run during the upgrade.
    """
    if version_of(db) == len(SCRIPTS):
        return db
    if any(apart(db)):
        raise StorageError(
            tr(
                "The project is of an older version and was changed by another program. "
                "Open it with the version that made it."
            )
        )
    copy = engine.in_memory()
    copy.seconds = db.seconds
    with closing(db):
        db.backup(copy)
    copy.text_factory = db.text_factory
    upgrade(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy
