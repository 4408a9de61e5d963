"""Rows of one table as CSV (RFC 4180): UTF-8, commas, CRLF, quotation marks doubled.

Text that a spreadsheet would run as a formula is guarded.
"""

import csv
import re
from collections.abc import Callable
from io import StringIO
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from annotator.exporters.export_format import Piece
from annotator.exporters.table import Cell, Kind, Table

S = TypeVar("S")

CELL_LIMIT: Final = 32_767
"""How many characters a cell may have before Excel truncates it."""

_ENOUGH: Final = 1 << 16

# OWASP, "CSV Injection": = + - @ and their full-width forms, also after white space; tab, CR, LF.
# Leading apostrophes belong to the pattern, so that guarding can be undone exactly.
FORMULA: Final = re.compile(r"'*(?:[\s\x00]*[=+@＝＋－＠-]|[\t\r\n\x00])")
"""The beginning of a text that a spreadsheet could run as a formula."""

_FIRST: Final = frozenset(
    "'=+@-＝＋－＠\x00\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""The characters with which a match of FORMULA can begin: looked up first, as few cells do."""

_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


class CsvOptions(Struct, frozen=True, kw_only=True):
    """How the file is written: with a byte order mark, guarded formulas, and which separators.

    With `names_delimiter`, the first line tells Excel what separates the cells.
    """

    byte_order_mark: bool
    formula_guard: bool
    delimiter: str = ","
    names_delimiter: bool = False
    decimal: str = "."
    line_end: str = "\r\n"


class CsvText(Generic[S]):
    """Collects the rows of a table until there are enough for a piece of its file.

    `rows` and `long_cells` count over the whole file.
    """

    def __init__(self, table: Table[S, Any], options: CsvOptions) -> None:
        self.table = table
        self.rows = 0
        self.long_cells = 0
        self._cells = [(_renderer(each.kind, options), each.cell) for each in table.columns]
        self._buffer = StringIO(newline="")
        self._writer = csv.writer(
            self._buffer, delimiter=options.delimiter, lineterminator=options.line_end
        )
        self._pending = 0
        self._buffer.write("\ufeff" if options.byte_order_mark else "")
        if options.names_delimiter:
            self._buffer.write(f"sep={options.delimiter}{options.line_end}")
        self._writer.writerow([column.name for column in table.columns])

    @property
    def is_full(self) -> bool:
        """Return whether there is enough for a piece."""
        return self._buffer.tell() > _ENOUGH

    def add(self, subject: S) -> None:
        """Add the rows of a subject."""
        for item in self.table.items(subject):
            cells = [render(cell(item)) for render, cell in self._cells]
            if self._writer.writerow(cells) > CELL_LIMIT:
                self.long_cells += sum(len(cell) > CELL_LIMIT for cell in cells)
            self._pending += 1

    def taken(self) -> Piece:
        """Return the rows collected since the last call."""
        piece = Piece(self.table.file, self._buffer.getvalue().encode(), self._pending)
        self.rows += self._pending
        self._pending = 0
        self._buffer.seek(0)
        self._buffer.truncate()
        return piece


def guarded(text: str) -> str:
    """Return the text, with an apostrophe in front when a spreadsheet could run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def guarded_code(code: str) -> str:
    """Return a code guarded like text, unless it is a plain number such as -3."""
    return f"'{code}" if FORMULA.match(code) and not _NUMBER.fullmatch(code) else code


def _renderer(kind: Kind, options: CsvOptions) -> Callable[[Cell], str]:
    number = _number if options.decimal == "." else _number_with_comma
    special = {Kind.FLAG: _flag, Kind.NUMBER: number, Kind.WHOLE: _plain}
    if kind in special:
        return special[kind]
    if not options.formula_guard:
        return _plain
    return _guarded_code if kind is Kind.CODE else _guarded


def _plain(cell: Cell) -> str:
    return cell if type(cell) is str else "" if cell is None else str(cell)


def _guarded(cell: Cell) -> str:
    text = _plain(cell)
    return guarded(text) if text[:1] in _FIRST else text


def _guarded_code(cell: Cell) -> str:
    text = _plain(cell)
    return guarded_code(text) if text[:1] in _FIRST else text


def _flag(cell: Cell) -> str:
    return "true" if cell else "false"


def _number(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else _plain(cell)


def _number_with_comma(cell: Cell) -> str:
    return _number(cell).replace(".", ",")
