"""Remarks on the times in a project: work is ordered by its lines, and a clock may be wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from annotator.storage.engine import Connection
from annotator.storage.naming import named

_BACK: Final = (
    "SELECT seq, at, former FROM"
    " (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS former FROM journal) WHERE at < former"
)
_STAMPED: Final = ("claim", "claim_mention", "fact_check", "sentiment")
_TIMED: Final = (
    ("journal", "at", "Lines of the history"),
    ("article", "imported_at", "Articles"),
    *((table, "updated_at", f"Records in “{table}”") for table in _STAMPED),
)
_LEEWAY: Final = timedelta(minutes=10)
"""How far two computers' clocks may be apart without a word."""


def remarks(db: Connection) -> Iterator[str]:
    """Yield what is odd about the times; nothing of it makes a project unsound."""
    for seq, at, former in db.execute(_BACK):
        yield f"Line {seq:,} of the history is dated {at}, before the line before it ({former})."
    for table in _STAMPED:
        for (id_,) in db.execute(f"SELECT id FROM {table} WHERE created_at > updated_at"):
            name = named(db, table, id_)
            yield f"{name[0].upper()}{name[1:]} was changed before it was made, by its dates."
    limit = (datetime.now(UTC) + _LEEWAY).strftime("%Y-%m-%dT%H:%M:%SZ")
    for table, column, words in _TIMED:
        query = f"SELECT count(*), max({column}) FROM {table} WHERE {column} > ?"
        count, latest = db.execute(query, [limit]).fetchone()
        if count:
            yield f"{words} with a date in the future: {count:,}, the latest {latest}."
