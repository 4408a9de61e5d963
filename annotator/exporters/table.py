"""A table of the CSV package: its columns, and where its rows come from."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Generic, TypeVar

from msgspec import Struct

Cell = str | int | float | bool | None

T = TypeVar("T")
S = TypeVar("S")


class Kind(Enum):
    """What a column holds; decides how a cell is written and how metadata describes it."""

    ID = "id"
    CODE = "code"
    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    DATE = "date, YYYY[-MM[-DD]]"
    TIME = "time, UTC"


class Column(Struct, Generic[T], frozen=True):
    """One column: its name, what it holds, how an item becomes its cell, and what it means."""

    name: str
    kind: Kind
    cell: Callable[[T], Cell]
    description: str


class Link(Struct, frozen=True):
    """A foreign key: this column, never empty, holds keys of that table's column."""

    column: str
    table: str
    target: str


class Table(Struct, Generic[S, T], frozen=True, kw_only=True):
    """One CSV file; `items` finds the items of its rows in what it is given to read.

    `key` names the columns that together identify a row.
    """

    name: str
    description: str
    items: Callable[[S], Iterable[T]]
    columns: tuple[Column[T], ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def file(self) -> str:
        """Return the name of the file."""
        return f"{self.name}.csv"

    def rows(self, subject: S) -> Iterator[list[Cell]]:
        """Return the rows that the subject gives, one cell a column."""
        cells = [column.cell for column in self.columns]
        return ([cell(item) for cell in cells] for item in self.items(subject))


def key(letter: str, id: str | None) -> str:  # noqa: A002
    """Return the key of a record, which no spreadsheet takes for a number; empty without an id.

    The letters: a article, c claim, m mention, s sentiment, f fact-check, e evidence, q source,
    n entity, p annotator, z zone.
    """
    return f"{letter}{id}" if id else ""
