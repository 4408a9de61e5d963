"""Tables of the CSV package: their columns, and the source of their rows."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, Generic, TypeVar

from msgspec import Struct

Cell = str | int | float | bool | None

T = TypeVar("T")
S = TypeVar("S")
P = TypeVar("P")


class Kind(Enum):
    """The type of a column, for writing cells and for the metadata."""

    ID = "id"
    CODE = "code"
    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    DATE = "date, YYYY[-MM[-DD]]"
    TIME = "time, UTC"


class Column(Struct, Generic[T], frozen=True):
    """One column: its name, type and description, and how to get its cell from an item.

    Where the cell depends on a part that many items share, such as their article, `part` returns
    that part of an item, and `of_part` the cell of a part.
    """

    name: str
    kind: Kind
    cell: Callable[[T], Cell]
    description: str
    part: Callable[[T], object] | None = None
    of_part: Callable[[Any], Cell] | None = None


def shared(part: Callable[[T], P], *columns: Column[P]) -> tuple[Column[T], ...]:
    """Return columns of a part of the items; rows with the same part share their cells.

    Many parts are kept in memory, so they should be small: an article, not all its marks. Of
    tuples only the empty one is kept, as the others are met once.
    """
    return tuple(
        Column(
            each.name,
            each.kind,
            lambda item, cell=each.cell: cell(part(item)),  # type: ignore[misc]
            each.description,
            part,
            each.cell,
        )
        for each in columns
    )


class Link(Struct, frozen=True):
    """A foreign key: a column, never empty, that refers to a column of another table."""

    column: str
    table: str
    target: str


class Table(Struct, Generic[S, T], frozen=True, kw_only=True):
    """One CSV file; `items` returns the items of a subject, one per row.

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


def key(letter: str, id: str | None) -> str:  # noqa: A002
    """Return the key of a record, which no spreadsheet takes for a number; empty without an id.

    The letters: a article, c claim, m mention, s sentiment, f fact-check, e evidence, q source,
    n entity, p annotator, z zone.
    """
    return f"{letter}{id}" if id else ""
