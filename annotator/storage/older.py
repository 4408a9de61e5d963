"""Files of an older version that may only be read."""

from contextlib import closing

from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.schema import SCRIPTS, upgrade


def at_present(db: Connection) -> Connection:
    """Return a database as this version has it: itself, or an upgraded copy in memory.

    The file of an older version stays as it is, and its connection is closed.
    """
    if db.execute("PRAGMA user_version").fetchone()[0] == len(SCRIPTS):
        return db
    copy = engine.in_memory()
    with closing(db):
        db.backup(copy)
    copy.text_factory = db.text_factory
    upgrade(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy
