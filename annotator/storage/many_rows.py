"""Inserting many rows with one statement each time."""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Final

from annotator.giving_way import give_way
from annotator.storage.engine import Cursor, Value

MANY: Final = 50
"""How many rows one statement inserts; more make it no faster."""


class Insertion:
    """Inserts rows into a table, many with one statement.

    For each statement the interpreter is left to other threads, and taken back when they give it:
    row by row, two threads would pass it to and fro. `then` is what the SQL ends with.
    """

    def __init__(self, table: str, names: Sequence[str], then: str = "") -> None:
        quoted = [f'"{name}"' for name in names]
        self._columns = f"{table} ({', '.join(quoted)})"
        self._row = f"({', '.join('?' * len(names))})"
        self._then = then
        self._size = MANY
        self.one = self._statement(1)

    def add(self, cursor: Cursor, rows: Sequence[Sequence[Value]]) -> None:
        """Insert rows, in their order."""
        size = self._size
        whole = len(rows) - len(rows) % size
        for first in range(0, whole, size):
            give_way()
            cursor.execute(self._many, [*chain.from_iterable(rows[first : first + size])])
        if whole < len(rows):
            cursor.executemany(self.one, rows[whole:])

    @cached_property
    def _many(self) -> str:
        return self._statement(self._size)

    def _statement(self, count: int) -> str:
        return f"INSERT INTO {self._columns} VALUES {', '.join([self._row] * count)}{self._then}"
