"""All tables as one XLSX workbook in which text stays text, dates are dates and nothing runs.

ECMA-376. A sheet holds 1,048,576 rows and a cell 32,767 characters; further rows go on to a next
sheet, and longer text is cut, which the first sheet says.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.exporters.csv_text import CELL_LIMIT
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.metadata import TOOL
from annotator.exporters.omissions import omissions
from annotator.exporters.records import Records
from annotator.exporters.table import Cell, Column, Kind, Table
from annotator.exporters.table_choice import (
    Columns,
    chosen_columns,
    columns_of,
    groups_with,
    warnings,
)
from annotator.exporters.tables import TABLES, Group
from annotator.giving_way import give_way
from annotator.temporary_folders import TemporaryFolder

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

S = TypeVar("S")

_COLUMNS: Final = columns_of(TABLES)
_ROWS: Final = 1_048_576
_STEP: Final = 500  # rows between two signs of progress
_BLOCK: Final = 1 << 20
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_YEAR: Final = 1900  # Excel knows no earlier day
_WIDTHS: Final = {
    Kind.ID: 14,
    Kind.CODE: 16,
    Kind.TEXT: 42,
    Kind.WHOLE: 10,
    Kind.NUMBER: 10,
    Kind.FLAG: 9,
    Kind.DATE: 12,
    Kind.TIME: 20,
}
_ABOUT: Final = (
    "Every sheet is a table; the first row names its columns, and filters are set.",
    "Text is text: nothing runs as a formula, and no code is turned into a number or a date.",
    "An empty cell means unknown or not applicable. Lists in one cell are joined by “ | ”.",
    "Dates that are known to the day are dates; 2031 or 2031-02 is text. Times are UTC.",
    "start_char and end_char count Unicode code points from 0; the end is not included.",
    "quote_type_code “none” is the article’s own voice; its claimant is empty.",
    "A sentence with is_negative TRUE was read in a finished article and holds no marked claim.",
)


class _Look:
    """The formats of the cells of a workbook."""

    def __init__(self, book: "Workbook") -> None:
        self.head: Format = book.add_format({"bold": True, "bottom": 1})
        self.text: Format = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.plain: Format = book.add_format({"valign": "top"})
        self.date: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.time: Format = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})


class _Sheets(Generic[S]):
    """The sheet of a table, and those on which it goes on; `rows` and `cut` count over all."""

    def __init__(self, book: "Workbook", look: _Look, table: Table[S, Any]) -> None:
        self.table = table
        self.rows = 0
        self.cut = 0
        self._book = book
        self._look = look
        self._number = 0
        self._sheet = self._next_sheet()
        self._row = 1

    def add(self, subject: S) -> int:
        """Write the rows of a subject and return their number."""
        before = self.rows
        for item in self.table.items(subject):
            give_way()
            if self._row == _ROWS:
                self.close()
                self._sheet = self._next_sheet()
                self._row = 1
            for place, column in enumerate(self.table.columns):
                self._write(place, column, column.cell(item))
            self._row += 1
            self.rows += 1
        return self.rows - before

    def close(self) -> None:
        """Set the filters over all rows of the current sheet."""
        self._sheet.autofilter(0, 0, max(1, self._row - 1), len(self.table.columns) - 1)

    def _next_sheet(self) -> "Worksheet":
        self._number += 1
        name = self.table.name if self._number == 1 else f"{self.table.name} {self._number}"
        sheet: Worksheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(self.table.columns):
            sheet.set_column(place, place, _WIDTHS[column.kind])
            sheet.write_string(0, place, column.name, self._look.head)
        return sheet

    def _write(self, place: int, column: Column[Any], cell: Cell) -> None:
        if cell is None or cell == "":
            return
        look, sheet, row = self._look, self._sheet, self._row
        if isinstance(cell, bool):
            sheet.write_boolean(row, place, cell, look.plain)
        elif isinstance(cell, int | float):
            sheet.write_number(row, place, cell, look.plain)
        elif column.kind is Kind.DATE and (day := _day(cell)):
            sheet.write_datetime(row, place, day, look.date)
        elif column.kind is Kind.TIME and (time := _time(cell)):
            sheet.write_datetime(row, place, time, look.time)
        else:
            self.cut += len(cell) > CELL_LIMIT
            kept = look.text if column.kind is Kind.TEXT else look.plain
            sheet.write_string(row, place, cell[:CELL_LIMIT], kept)


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the workbook, after empty pieces that count its rows."""
    columns = chosen_columns(chosen, _COLUMNS)
    from xlsxwriter import Workbook  # noqa: PLC0415 - 85 ms
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    with TemporaryFolder() as folder:
        path = folder / "labels.xlsx"
        options = {"constant_memory": True, "tmpdir": str(folder), "use_zip64": True}
        options |= dict.fromkeys(("strings_to_formulas", "strings_to_urls"), False)
        book = Workbook(str(path), options)
        try:
            yield from _rows(book, records, columns)
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from error
        finally:
            _let_go(book)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield Piece("", block)


def _let_go(book: "Workbook") -> None:
    """Close the files in which the rows of a workbook wait that was not finished."""
    for sheet in book.worksheets():
        sheet.row_data_fh.close()


def _rows(book: "Workbook", records: Records, columns: Columns) -> Iterator[Piece]:
    about = book.add_worksheet("about")
    look = _Look(book)
    written: list[_Sheets[Any]] = []
    for group in groups_with(columns):
        yield from _filled(book, look, group, records, written)
    _explain(about, look, records, written, omissions(records.part.scope, columns, _COLUMNS))


def _filled(
    book: "Workbook", look: _Look, group: Group[S], records: Records, written: list[_Sheets[Any]]
) -> Iterator[Piece]:
    sheets = [_Sheets(book, look, table) for table in group.tables]
    rows = 0
    for subject in group.subjects(records):
        rows += sum([each.add(subject) for each in sheets])
        if rows > _STEP:
            yield Piece("", b"", rows)
            rows = 0
    yield Piece("", b"", rows)
    for each in sheets:
        each.close()
    written += sheets


def _explain(
    sheet: "Worksheet",
    look: _Look,
    records: Records,
    written: list[_Sheets[Any]],
    omitted: list[str],
) -> None:
    name = next((project.name for project in records.reader.each(Project)), "")
    lines = [(f"Labels of “{name}”", ""), (f"Written by {TOOL} at {utc_now()}", ""), ("", "")]
    lines += [(line, "") for line in _ABOUT]
    lines += [("", ""), ("Sheet", "What it holds")]
    for each in written:
        lines.append((each.table.name, f"{each.rows:,} rows. {each.table.description}"))
        if each.cut:
            longer = f"{each.cut} cells were longer than {CELL_LIMIT:,} characters and are cut."
            lines.append(("", longer))
    if omitted:
        lines += [("", ""), ("Omitted", ""), *[("", line) for line in omitted]]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (first, second) in enumerate(lines):
        is_head = row == 0 or first == "Sheet"
        sheet.write_string(row, 0, first, look.head if is_head else look.plain)
        sheet.write_string(row, 1, second, look.head if is_head else look.plain)


def _day(text: str) -> date | None:
    """Return a day that Excel knows; None for anything else."""
    if not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _time(text: str) -> datetime | None:
    """Return a time that Excel knows, without its zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def workbook_columns() -> Columns:
    """Return every column of the workbook, by the names of their tables."""
    return _COLUMNS


def workbook_warnings(_: Records, chosen: OptionValues) -> list[str]:
    """Return what cannot be done with the tables and columns that are chosen."""
    return warnings(chosen_columns(chosen, _COLUMNS))
