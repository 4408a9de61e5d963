"""Compressing the lines of the journal that were stored as they were made."""

from typing import Final

from annotator.storage.engine import Connection
from annotator.storage.packing import LEAST

_LONG: Final = f"packed IS NULL AND length(changes) >= {LEAST}"
_FIRST: Final = f"SELECT min(seq) FROM journal WHERE seq > ? AND {_LONG}"
_COLUMNS: Final = (
    'seq, at, annotator_id, kind, label, "group", target, below, undo_top, redo_top, hash,'
    " label_args"
)
_ROWS: Final = (
    f"SELECT {_COLUMNS}, iif({_LONG}, '', changes),"
    f" iif({_LONG}, packed_line(CAST(changes AS BLOB)), packed) FROM journal WHERE seq >= ?"
    " ORDER BY seq"
)
_INSERT: Final = f"INSERT INTO journal ({_COLUMNS}, changes, packed) VALUES ({', '.join('?' * 14)})"
_TRIGGER: Final = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'journal_keeps'"


def pack_lines(db: Connection, after: int) -> None:
    """Compress the long lines after one, within a transaction; their hashes remain the same.

    They are removed and inserted again: updated in place, they would leave half of each page
    empty, as SQLite merges pages for removed rows only.
    """
    (first,) = db.execute(_FIRST, [after]).fetchone()
    trigger = db.execute(_TRIGGER).fetchone()
    if first is None or trigger is None:
        return
    rows = db.execute(_ROWS, [first]).fetchall()
    db.execute("DROP TRIGGER journal_keeps")
    db.execute("DELETE FROM journal WHERE seq >= ?", [first])
    db.executemany(_INSERT, rows)
    db.execute(*trigger)
