"""Limits on the size of spreadsheets when a library reads them.

A few hundred bytes can expand to billions of cells: one cell in a far corner, repeated cells, or
one long text that many cells share.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

from annotator.i18n import format_number, tr
from annotator.importers.xml_guard import HostileXmlError

CELLS: Final = 2_000_000
"""How many cells a sheet may have from its first to its last, including empty ones."""

CHARACTERS: Final = 100_000_000
"""How many characters the cells of all sheets may have in total."""

_CELL: Final = re.compile(r"([A-Za-z]{1,3})(\d{1,9})")


class XlsxExtent:
    """Adds up the cells and shared texts of XLSX sheets (ECMA-376 part 1, 18.3 and 18.4)."""

    def __init__(self) -> None:
        self._row = self._column = self._rows = self._columns = 0
        self._index: str | None = None
        self._is_shared = False
        self._lengths: list[int] = []
        self._uses: Counter[str] = Counter()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of a sheet, row, cell or shared text."""
        match name.rpartition(":")[2]:
            case "worksheet":
                self._rows = self._columns = self._row = 0
            case "row":
                self._go(_number(attributes.get("r", "")) or self._row + 1, 0)
            case "c":
                self._is_shared = attributes.get("t") == "s"
                place = _CELL.fullmatch(attributes.get("r", ""))
                row, column = (int(place[2]), _letters(place[1])) if place else (self._row, 0)
                self._go(row, column or self._column + 1)
            case "v":
                self._index = "" if self._is_shared else None
            case "si":
                self._lengths.append(0)
            case _:
                pass

    def text(self, text: str) -> None:
        """Handle the index or the contents of a shared text."""
        if self._index is not None:
            self._index += text
        elif self._lengths:
            self._lengths[-1] += len(text)

    def end(self, name: str) -> None:
        """Handle the end of a value."""
        if self._index is not None and name.rpartition(":")[2] == "v":
            self._uses[self._index] += 1
            self._index = None

    def check(self) -> None:
        """Raise HostileXmlError when the cells have too many characters together."""
        lengths = {str(index): length for index, length in enumerate(self._lengths)}
        _check_text(sum(lengths.get(each, 0) * count for each, count in self._uses.items()))

    def _go(self, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._rows, self._columns = max(self._rows, row), max(self._columns, column)
        _check_cells(self._rows, self._columns)


class OdsExtent:
    """Adds up the cells of ODS sheets, repeated ones each time (OpenDocument 1.3 part 3, 9.1)."""

    def __init__(self) -> None:
        self._rows = self._empty_rows = self._width = 0
        self._columns = self._last = self._row_length = 0
        self._length = self._total = 0
        self._has_content = False
        self._row_times = self._cell_times = 1

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start of a sheet, row, cell or run of spaces."""
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        match name.rpartition(":")[2]:
            case "table":
                self._rows = self._empty_rows = self._width = 0
            case "table-row":
                self._columns = self._last = self._row_length = 0
                self._row_times = _number(values.get("number-rows-repeated", "")) or 1
            case "table-cell" | "covered-table-cell":
                self._length = 0
                self._has_content = any("value" in key or key == "formula" for key in values)
                self._cell_times = _number(values.get("number-columns-repeated", "")) or 1
            case "s":
                self._length += _number(values.get("c", "")) or 1
            case _:
                pass

    def text(self, text: str) -> None:
        """Handle text in a cell."""
        self._length += len(text)
        self._has_content = self._has_content or not text.isspace()

    def end(self, name: str) -> None:
        """Handle the end of a cell or row."""
        match name.rpartition(":")[2]:
            case "table-cell" | "covered-table-cell":
                self._columns += self._cell_times
                self._last = self._columns if self._has_content else self._last
                self._row_length += self._length * self._cell_times
            case "table-row" if self._last:
                self._rows += self._empty_rows + self._row_times
                self._empty_rows = 0
                self._width = max(self._width, self._last)
                self._total += self._row_length * self._row_times
                _check_cells(self._rows, self._width)
            case "table-row":
                self._empty_rows += self._row_times
            case _:
                pass

    def check(self) -> None:
        """Raise HostileXmlError when the cells have too many characters together."""
        _check_text(self._total)


def _check_cells(rows: int, columns: int) -> None:
    if rows * columns > CELLS:
        message = tr(
            "a sheet reaches to row {rows} and column {columns}, more than {limit} cells",
            rows=format_number(rows),
            columns=format_number(columns),
            limit=format_number(CELLS),
        )
        raise HostileXmlError(message)


def _check_text(length: int) -> None:
    if length > CHARACTERS:
        message = tr(
            "its cells have {count} characters, {limit} is the limit",
            count=format_number(length),
            limit=format_number(CHARACTERS),
        )
        raise HostileXmlError(message)


def _number(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 12 else 0


def _letters(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
