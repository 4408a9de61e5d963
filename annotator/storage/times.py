"""Remarks on timestamps: the order of edits does not depend on them, but a clock may be wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from annotator.i18n import N_, capitalised, format_number, tr
from annotator.storage.engine import Connection
from annotator.storage.record_names import list_name, record_name

_BACK: Final = (
    "SELECT seq, at, former FROM"
    " (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS former FROM journal) WHERE at < former"
)
_STAMPED: Final = ("claim", "claim_mention", "fact_check", "sentiment")
_RECORDS: Final = N_("Of {list}, so many have a date in the future: {count}, the latest {latest}.")
_TIMED: Final = (
    (
        "journal",
        "at",
        N_("Lines of the history with a date in the future: {count}, the latest {latest}."),
    ),
    (
        "article",
        "imported_at",
        N_("Articles with a date in the future: {count}, the latest {latest}."),
    ),
    *((table, "updated_at", _RECORDS) for table in _STAMPED),
)
_LEEWAY: Final = timedelta(minutes=10)
"""How far two computers' clocks may differ without a remark."""


def remarks(db: Connection) -> Iterator[str]:
    """Yield remarks on odd timestamps, which do not make a project invalid."""
    for seq, at, former in db.execute(_BACK):
        yield tr(
            "Line {line} of the history is dated {date}, before the line before it ({former}).",
            line=format_number(seq),
            date=at,
            former=former,
        )
    for table in _STAMPED:
        for (id_,) in db.execute(f"SELECT id FROM {table} WHERE created_at > updated_at"):
            name = record_name(db, table, id_)
            name = capitalised(name)
            yield tr("{name} was changed before it was made, by its dates.", name=name)
    limit = (datetime.now(UTC) + _LEEWAY).strftime("%Y-%m-%dT%H:%M:%SZ")
    for table, column, message in _TIMED:
        query = f"SELECT count(*), max({column}) FROM {table} WHERE {column} > ?"
        count, latest = db.execute(query, [limit]).fetchone()
        if count:
            yield tr(message, list=list_name(table), count=format_number(count), latest=latest)
