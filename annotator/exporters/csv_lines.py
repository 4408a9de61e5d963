"""Rows as lines of CSV: what many rows share is written once, which csv.writer cannot do."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from annotator.exporters.table import Cell, Column, Kind

T = TypeVar("T")

_KEPT: Final = 4096  # parts whose cells are kept
_MARKS: Final = ('"', "\n", "\r")


class Way(Struct, frozen=True):
    """How a cell becomes text: by `write`, or as it is where it is text already.

    Text that begins with one of the characters `unless` goes through `write`, too.
    """

    write: Callable[[Cell], str]
    unless: frozenset[str] = frozenset()


class CsvLines(Generic[T]):
    """Makes the line of an item, with its cells in the order of the columns."""

    def __init__(
        self, columns: Sequence[Column[T]], ways: Mapping[Kind, Way], delimiter: str
    ) -> None:
        shares: dict[Callable[[T], object] | None, list[int]] = {None: []}
        for place, column in enumerate(columns):
            shares.setdefault(column.part, []).append(place)
        made = {
            part: _Cells([columns[place] for place in places], ways, delimiter)
            for part, places in shares.items()
        }
        self._own = made.pop(None)
        self._parts = [_PartCells(part, cells) for part, cells in made.items() if part]
        self._delimiter = delimiter
        self._arranged = _arranging([place for places in shares.values() for place in places])

    def of(self, item: T) -> str:
        """Return the line of an item, without its end."""
        return self._delimiter.join(self.cells(item)) or '""'  # a blank line would be no row

    def cells(self, item: T) -> Sequence[str]:
        """Return the cells of an item, as they are written."""
        cells = self._own.of(item)
        for part in self._parts:
            cells += part.of(item)
        return self._arranged(cells)


class _Cells:
    """Makes the cells of some columns."""

    def __init__(
        self, columns: Sequence[Column[Any]], ways: Mapping[Kind, Way], delimiter: str
    ) -> None:
        found = [(each.of_part or each.cell, ways[each.kind]) for each in columns]
        self._makers = [(make, way.unless, way.write) for make, way in found]
        self._delimiter = delimiter
        self._between = len(columns) - 1  # delimiters

    def of(self, item: object) -> list[str]:
        """Return the cells of an item, in a new list."""
        cells = [
            cell if cell.__class__ is str and cell[:1] not in unless else write(cell)
            for make, unless, write in self._makers
            for cell in (make(item),)  # as quick as an assignment
        ]
        return self._quoted(cells)

    def _quoted(self, cells: list[str]) -> list[str]:
        """Return the cells, in quotation marks where they hold what would end them (RFC 4180)."""
        delimiter = self._delimiter
        line = delimiter.join(cells)
        marks = [mark for mark in _MARKS if mark in line]
        if line.count(delimiter) > self._between:
            marks.append(delimiter)
        if not marks:
            return cells
        if len(marks) == 1:
            mark = marks[0]
            return [_quoted(cell) if mark in cell else cell for cell in cells]
        return [
            _quoted(cell)
            if delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell
            else cell
            for cell in cells
        ]


class _PartCells(Generic[T]):
    """The cells of a part of the items, kept for the parts that were met last."""

    def __init__(self, part: Callable[[T], object], cells: _Cells) -> None:
        self._part = part
        self._cells = cells
        self._kept: dict[int, tuple[object, list[str]]] = {}

    def of(self, item: T) -> list[str]:
        """Return the cells of an item's part."""
        part = self._part(item)
        if part.__class__ is tuple and part:
            return self._cells.of(part)
        known = self._kept.get(id(part))
        if known is not None:
            return known[1]
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        cells = self._cells.of(part)
        self._kept[id(part)] = part, cells  # while the part is kept, its id is not another's
        return cells


def length(cell: str) -> int:
    """Return how many characters a cell has without what quotes it."""
    return len(cell) - 1 - cell.count('"') // 2 if cell.startswith('"') else len(cell)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _arranging(places: list[int]) -> Callable[[list[str]], Sequence[str]]:
    """Return what puts cells, made in the order of these places, into the order of the places."""
    if places == sorted(places):
        return list
    return itemgetter(*(places.index(place) for place in range(len(places))))
