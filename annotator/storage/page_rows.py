"""Reading the rows of a damaged file off its pages, whatever leads to these.

Where a page is lost that says where others are, hundreds of sound ones go with it for the engine.
Tables are strict, so which one a page is of shows in the types of the values on it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from operator import contains
from pathlib import Path
from types import NoneType
from typing import Any, Final

from msgspec import Struct

from annotator.storage.clock import require_wanted
from annotator.storage.engine import Connection
from annotator.storage.page_format import BRANCHES, TABLE, Pages, Values, children

_TYPES: Final[Mapping[str, frozenset[type]]] = {
    "INTEGER": frozenset((int,)),
    "REAL": frozenset((int, float)),  # a whole number takes less room
    "TEXT": frozenset((str,)),
    "BLOB": frozenset((bytes,)),
}
Kinds = tuple[type, ...]


class Columns(Struct, frozen=True):
    """The columns of a table: the types that each may have, as its values are on the pages.

    `order` is where on them the value of each column is. A table without numbers is kept as an
    index is. `number` is the column that is the number of the row, which is NULL on the pages, as
    are values that are missing at the end.
    """

    types: Sequence[frozenset[type]]
    order: Sequence[int]
    is_numbered: bool
    number: int | None

    def fit(self, kinds: Kinds) -> bool:
        """Return whether a row with values of these types can be one of the table."""
        missing = len(self.types) - len(kinds)
        whole = (*kinds, *[NoneType] * missing)
        return missing >= 0 and all(map(contains, self.types, whole))

    def whole(self, number: int, values: Values) -> Values:
        """Return the values of a row, its number first if it has one."""
        row = [*values, *[None] * (len(self.types) - len(values))]
        if self.number is not None:
            row[self.number] = number
        ordered = [row[place] for place in self.order]
        return (number, *ordered) if self.is_numbered else tuple(ordered)


def columns_of(db: Connection, table: str) -> Columns:
    """Return the columns of a table: on the pages, those of its key come first without numbers."""
    (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [table]).fetchone()
    is_numbered = "WITHOUT ROWID" not in sql
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    stored = columns if is_numbered else sorted(columns, key=lambda row: row[5] or len(columns))
    numbers = [row[0] for row in columns if row[5] and row[2] == "INTEGER" and is_numbered]
    return Columns(
        types=[frozenset((NoneType,)) if row[0] in numbers else _types(row) for row in stored],
        order=[stored.index(row) for row in columns],
        is_numbered=is_numbered,
        number=next(iter(numbers), None),
    )


def _types(column: tuple[Any, ...]) -> frozenset[type]:
    _, _, name, is_needed, *_ = column
    return _TYPES[name] if is_needed else _TYPES[name] | {NoneType}


class PageRows:
    """The rows on all pages of a file but its first and those that are free.

    `roots` are the pages on which the tables begin. A page to which one of these leads is of that
    table; any other may be of several, where their columns are alike.
    """

    def __init__(self, path: Path, tables: Mapping[str, Columns], roots: Mapping[str, int]) -> None:
        self._path = path
        self._tables = tables
        self._roots = roots
        self._named: dict[tuple[bool, Kinds], frozenset[str]] = {}
        self._found: defaultdict[str, list[int]] | None = None

    def of(self, table: str, after: int = 0) -> Iterator[Values]:
        """Yield the values of each row of a table, in no order; those with a number above one.

        The number comes first, where rows have one.
        """
        columns = self._tables[table]
        with self._path.open("rb") as file:
            pages = Pages(file)
            if self._found is None:
                self._found = self._looked_through(pages)
            for place in self._found[table]:
                require_wanted()
                for number, values in pages.rows(pages.page(place)):
                    is_later = number > after or not columns.is_numbered
                    if is_later and table in self._names(values, is_numbered=columns.is_numbered):
                        yield columns.whole(number, values)

    def _looked_through(self, pages: Pages) -> defaultdict[str, list[int]]:
        """Return on which pages the rows of each table are: one row shows it for a page."""
        likely: dict[int, frozenset[str]] = {}
        below: dict[int, Sequence[int]] = {}
        for place, page in pages.each():
            if page[0] in BRANCHES:
                below[place] = children(page)
            for _, values in islice(pages.rows(page), 1):
                likely[place] = self._names(values, is_numbered=page[0] == TABLE)
        owners = {
            place: table for table, root in self._roots.items() for place in _reached(root, below)
        }
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, names in likely.items():
            owner = owners.get(place, "")
            for name in [owner] if owner in names else names:
                found[name].append(place)
        return found

    def _names(self, values: Values, *, is_numbered: bool) -> frozenset[str]:
        """Return the tables of which a row can be."""
        key = is_numbered, tuple(map(type, values))
        if (names := self._named.get(key)) is None:
            names = self._named[key] = frozenset(
                name
                for name, columns in self._tables.items()
                if columns.is_numbered == is_numbered and columns.fit(key[1])
            )
        return names


def _reached(root: int, below: Mapping[int, Sequence[int]]) -> set[int]:
    """Return a page and all to which it leads."""
    reached = {root}
    left = [root]
    while left:
        new = {*below.get(left.pop(), ())} - reached
        reached |= new
        left += new
    return reached
