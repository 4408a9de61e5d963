"""Yielding the rows of a query from a generator, which may end before its last row."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotator.storage.engine import Connection, Value


def each_row(db: Connection, query: str, values: Sequence[Value] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query.

    A generator that yields from the cursor closes it when it is dropped, which raises an error of
    the engine where the connection was closed before, as by an interrupt.
    """
    for row in db.execute(query, values):  # noqa: UP028 - see above
        yield row
