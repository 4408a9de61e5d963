"""Rows as lines of CSV, made column by column: what csv.writer does for each row, once for many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from annotator.exporters.table import Cell, Column, Kind
from annotator.giving_way import give_way

T = TypeVar("T")

_KEPT: Final = 1024  # parts whose cells are kept; to forget them takes a millisecond
_MARKS: Final = ('"', "\n", "\r")


class Way(Struct, frozen=True):
    """How a cell becomes text: by `write`, or as it is where it is text already.

    Text that begins with one of the characters `unless` goes through `write`, too.
    """

    write: Callable[[Cell], str]
    unless: frozenset[str] = frozenset()


class CsvLines(Generic[T]):
    """Makes the lines of items, with their cells in the order of the columns."""

    def __init__(
        self, columns: Sequence[Column[T]], ways: Mapping[Kind, Way], delimiter: str
    ) -> None:
        self._delimiter = delimiter
        self._own: list[tuple[int, _Cells]] = []
        self._parts: dict[Callable[[T], object], _PartCells] = {}
        self._count = 0  # of columns, where those of one part that are side by side are one
        for part, beside in groupby(columns, key=lambda column: column.part):
            cells = [_Cells(column, ways[column.kind], delimiter) for column in beside]
            if part is None:
                self._own += enumerate(cells, self._count)
                self._count += len(cells)
            else:
                self._parts.setdefault(part, _PartCells(delimiter)).add(self._count, cells)
                self._count += 1

    def of(self, items: Sequence[T]) -> list[str]:
        """Return the lines of items, without their ends."""
        if not items:
            return []
        columns: list[Sequence[str]] = [()] * self._count
        for place, cells in self._own:
            columns[place] = cells.of(items)
        for part, part_cells in self._parts.items():
            found = zip(*part_cells.of(list(map(part, items))), strict=True)
            for place, column in zip(part_cells.places, found, strict=True):
                columns[place] = column
        lines = map(self._delimiter.join, zip(*columns, strict=True))
        return [line or '""' for line in lines]  # a blank line would be no row

    def lengths(self, item: T) -> list[int]:
        """Return how many characters each cell of an item has, without what quotes it."""
        made = [cell for _, cells in self._own for cell in cells.of([item])]
        for part, part_cells in self._parts.items():
            made += part_cells.each(part(item))
        return [_length(cell) for cell in made]


class _Cells:
    """Makes the cells of one column."""

    def __init__(self, column: Column[Any], way: Way, delimiter: str) -> None:
        self._make = column.of_part or column.cell
        self._way = way
        self._delimiter = delimiter

    def of(self, items: Sequence[Any]) -> list[str]:
        """Return the cells of items, as they are written."""
        give_way()
        write, unless = self._way.write, self._way.unless
        cells = [
            cell if cell.__class__ is str and cell[:1] not in unless else write(cell)
            for cell in map(self._make, items)
        ]
        return self._quoted(cells)

    def _quoted(self, cells: list[str]) -> list[str]:
        """Return the cells, in quotation marks where they hold what would end them (RFC 4180)."""
        delimiter = self._delimiter
        column = "".join(cells)
        marks = [mark for mark in (delimiter, *_MARKS) if mark in column]
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


class _PartCells:
    """Makes the cells of a part of the items, and keeps them for the parts that were met last.

    Those that stand side by side are kept as one; `places` are where they stand.
    """

    def __init__(self, delimiter: str) -> None:
        self.places: list[int] = []
        self._delimiter = delimiter
        self._stretches: list[list[_Cells]] = []
        self._kept: dict[int, tuple[object, tuple[str, ...]]] = {}

    def add(self, place: int, cells: list[_Cells]) -> None:
        """Add columns that stand side by side."""
        self.places.append(place)
        self._stretches.append(cells)

    def of(self, parts: list[object]) -> list[tuple[str, ...]]:
        """Return the cells of each of these parts."""
        kept = self._kept
        if len(kept) >= _KEPT:
            kept.clear()
        new = {id(part): part for part in parts if id(part) not in kept}
        # while a part is kept, its id is not another's
        for part, cells in zip(new.values(), self._made([*new.values()]), strict=True):
            kept[id(part)] = part, cells
        found = [kept[id(part)][1] for part in parts]
        for id_, part in new.items():
            if part.__class__ is tuple and part:
                del kept[id_]
        return found

    def each(self, part: object) -> list[str]:
        """Return the cells of a part, one by one."""
        return [
            cell for stretch in self._stretches for cells in stretch for cell in cells.of([part])
        ]

    def _made(self, parts: list[object]) -> Iterator[tuple[str, ...]]:
        join = self._delimiter.join
        columns = [
            map(join, zip(*[cells.of(parts) for cells in stretch], strict=True))
            for stretch in self._stretches
        ]
        return zip(*columns, strict=True)


def _length(cell: str) -> int:
    return len(cell) - 1 - cell.count('"') // 2 if cell.startswith('"') else len(cell)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
