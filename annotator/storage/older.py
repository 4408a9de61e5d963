"""Files of an older version that may only be read."""

from contextlib import closing

from sqlite_utils import Database

from annotator.storage import engine
from annotator.storage.schema import SCRIPTS, upgrade


def at_present(db: Database) -> Database:
    """Return a database as this version has it: itself, or an upgraded copy in memory.

    The file of an older version stays as it is, and its connection is closed.
    """
    if db.execute("PRAGMA user_version").fetchone()[0] == len(SCRIPTS):
        return db
    copy = engine.in_memory()
    with closing(db):
        db.conn.backup(copy.conn)
    copy.conn.text_factory = db.conn.text_factory
    upgrade(copy)
    copy.execute("PRAGMA query_only = ON")
    return copy
