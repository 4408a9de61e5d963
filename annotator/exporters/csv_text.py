"""Rows of one table as CSV (RFC 4180): UTF-8, commas, CRLF, quotation marks doubled.

Text that a spreadsheet would run as a formula is guarded.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Generic, TypeVar

from annotator.exporters.csv_lines import CsvLines, Way
from annotator.exporters.csv_options import CsvOptions
from annotator.exporters.export_format import Piece
from annotator.exporters.table import Cell, Kind, Table

S = TypeVar("S")

CELL_LIMIT: Final = 32_767
"""How many characters a cell may have before Excel truncates it."""

BYTE_ORDER_MARK: Final = "\ufeff"

_ENOUGH: Final = 1 << 16  # characters
_AT_ONCE: Final = 256  # rows whose lines are made together

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


class CsvText(Generic[S]):
    """Collects the rows of a table until there are enough for a piece of its file.

    `rows` and `long_cells` count those that were taken, over the whole file.
    """

    def __init__(self, table: Table[S, Any], options: CsvOptions) -> None:
        self.table = table
        self.rows = 0
        self.long_cells = 0
        self._lines = CsvLines(table.columns, _ways(options), options.delimiter)
        self._end = options.line_end
        self._items: list[Any] = []  # whose lines are not made yet
        self._pending: list[str] = []
        self._size = 0  # in characters
        first = f"sep={options.delimiter}{self._end}" if options.names_delimiter else ""
        names = options.delimiter.join(column.name for column in table.columns)
        self._head = f"{BYTE_ORDER_MARK * options.byte_order_mark}{first}{names}{self._end}"

    @property
    def is_full(self) -> bool:
        """Return whether there is enough for a piece."""
        return self._size > _ENOUGH

    def add(self, subject: S) -> None:
        """Add the rows of a subject."""
        self._items += self.table.items(subject)
        if len(self._items) >= _AT_ONCE:
            self._make_lines()

    def taken(self) -> Piece:
        """Return the rows collected since the last call."""
        self._make_lines()
        rows = len(self._pending)
        self._pending.append("")
        content = self._head + self._end.join(self._pending)
        self.rows += rows
        self._pending, self._size, self._head = [], 0, ""
        return Piece(self.table.file, content.encode(), rows)

    def _make_lines(self) -> None:
        items, self._items = self._items, []
        lines = self._lines.of(items)
        for item, line in zip(items, lines, strict=True):
            if len(line) > CELL_LIMIT:
                self.long_cells += sum(n > CELL_LIMIT for n in self._lines.lengths(item))
        self._size += sum(map(len, lines))
        self._pending += lines


def guarded(text: str) -> str:
    """Return the text, with an apostrophe in front when a spreadsheet could run it."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell


def guarded_code(code: str) -> str:
    """Return a code guarded like text, unless it is a plain number such as -3."""
    return f"'{code}" if FORMULA.match(code) and not _NUMBER.fullmatch(code) else code


def _ways(options: CsvOptions) -> Mapping[Kind, Way]:
    """Return how the cells of each kind of column are written."""
    number = _number if options.decimal == "." else _number_with_comma
    text = Way(_guarded, _FIRST) if options.formula_guard else Way(_plain)
    code = Way(_guarded_code, _FIRST) if options.formula_guard else Way(_plain)
    others = {Kind.FLAG: Way(_flag), Kind.NUMBER: Way(number), Kind.WHOLE: Way(_plain)}
    return {**dict.fromkeys(Kind, text), Kind.CODE: code, **others}


def _plain(cell: Cell) -> str:
    return cell if type(cell) is str else "" if cell is None else str(cell)


def _guarded(cell: Cell) -> str:
    return "" if cell is None else guarded(_plain(cell))


def _guarded_code(cell: Cell) -> str:
    return "" if cell is None else guarded_code(_plain(cell))


def _flag(cell: Cell) -> str:
    return "true" if cell else "false"


def _number(cell: Cell) -> str:
    return f"{cell:g}" if isinstance(cell, float) else _plain(cell)


def _number_with_comma(cell: Cell) -> str:
    return _number(cell).replace(".", ",")
