"""Comparing what was rebuilt from the history of a damaged file with the records in that file."""

from collections.abc import Iterator
from contextlib import suppress
from math import inf
from typing import Final

from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged
from annotator.storage.engine import Connection
from annotator.storage.rows import TABLES

_LATER: Final = "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ?)"
_STATES: Final = (
    "SELECT id, imported_at FROM article ORDER BY id",
    "SELECT id, updated_at FROM claim ORDER BY id",
    "SELECT id, updated_at FROM claim_mention ORDER BY id",
    "SELECT id, updated_at FROM fact_check ORDER BY id",
    "SELECT id, updated_at FROM sentiment ORDER BY id",
)


def brings_back_all(damaged: Connection, draft: Connection) -> bool:
    """Return whether a draft has every record that can be read in a file, exactly as it is there.

    It may have others, which cannot be read there.
    """
    with suppress(*Damaged), damaged.limited(inf), draft.limited(inf):
        return all(_has_all(damaged, draft, query) for query in _queries())
    return False


def _queries() -> Iterator[str]:
    """Yield the queries for the rows of each table of records, and of their parts, in order."""
    for table in TABLES:
        yield f"SELECT * FROM {table.name} ORDER BY position"
        if parts := table.parts:
            key = ", ".join(f'"{name}"' for name in (parts.owner, *parts.key))
            yield f"SELECT * FROM {parts.table} ORDER BY {key}"


def _has_all(damaged: Connection, draft: Connection, query: str) -> bool:
    kept = iter(draft.execute(query))
    for row in damaged.execute(query):
        require_wanted()
        if row not in kept:  # which goes on behind the one that is found
            return False
    return True


def has_later_lines(damaged: Connection, edits: int) -> bool:
    """Return whether a file has lines of the history behind the last one that was followed."""
    with suppress(*Damaged):
        ((found,),) = damaged.execute(_LATER, [edits])
        return bool(found)
    return True


def has_later_records(damaged: Connection, draft: Connection) -> bool:
    """Return whether a file has records as they became after the last line of a draft.

    Dates do not tell: the clock of a computer may have been ahead.
    """
    with suppress(*Damaged), damaged.limited(inf), draft.limited(inf):
        return any(_has_others(damaged, draft, query) for query in _STATES)
    return True


def _has_others(damaged: Connection, draft: Connection, query: str) -> bool:
    """Return whether a file has rows that a draft does not have; both are ordered by id."""
    kept = iter(draft.execute(query))
    row = next(kept, None)
    for found in damaged.execute(query):
        require_wanted()
        while row and str(row[0]) < str(found[0]):
            row = next(kept, None)
        if row != found:
            return True
    return False
