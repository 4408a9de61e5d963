"""Reading files of an older version without changing them."""

from contextlib import ExitStack, closing
from math import inf
from typing import Final

from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.pages import copy_pages
from annotator.storage.schema import SCRIPTS, upgrade
from annotator.storage.trust import SMALL, apart

GROWTH: Final = 2
"""How many times as large a copy becomes at most while it is upgraded."""


def version_of(db: Connection) -> int:
    """Return the schema version of a file: the number of the last script applied."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def size_of(db: Connection) -> int:
    """Return the size of a project's file, in bytes."""
    count = int(db.execute("PRAGMA page_count").fetchone()[0])
    return count * int(db.execute("PRAGMA page_size").fetchone()[0])


def at_current_version(db: Connection) -> Connection:
    """Return a database of the current version: the same, or an upgraded copy.

    The copy is in memory, that of a large file on the disk until it is closed. An older file is not
    changed, and its connection is closed. Raises StorageError when it has foreign schema objects,
    which would run during the upgrade.
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
    with ExitStack() as failed, db.limited(inf):
        with closing(db):
            size = size_of(db)
            copy = engine.scratch(size * GROWTH) if size > SMALL else engine.in_memory()
            failed.callback(copy.close)
            copy.seconds, copy.text_factory = db.seconds, db.text_factory
            copy.clock.is_wanted = db.clock.is_wanted
            copy_pages(db, copy)
        copy.execute("PRAGMA journal_mode = OFF").fetchone()  # a copy has that of the original
        upgrade(copy)
        copy.execute("PRAGMA query_only = ON")
        failed.pop_all()
    return copy
