"""Spreadsheets (XLSX, ODS): each sheet is a table, a row is an article."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from annotator.i18n import N_, tr
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import FAULTS, parsing, surviving_panics
from annotator.importers.fields import line_of
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.original import contents, display_name, shortened
from annotator.importers.sheet import Decoded, Sheet, TableRow
from annotator.importers.sheet_guard import OdsExtent, XlsxExtent
from annotator.importers.sheet_heads import with_header
from annotator.importers.table_rows import articles
from annotator.importers.xml_guard import Examiner
from annotator.importers.zip_guard import copied, package

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata

ELEMENTS: Final = 5_000_000
"""How many XML elements a spreadsheet may have; a cell has three to five."""

_DAMAGED: Final = N_("“{file}” is damaged, or not a spreadsheet (XLSX or ODS): {reason}.")
_READ: Final = Decoded("", "utf-8")

Value = bool | date | datetime | float | int | str | time | timedelta
"""What a cell of a spreadsheet may hold."""


def read(path: Path, choices: Choices = NONE) -> Iterator[Draft | Refusal]:
    """Return the article in each row of each visible sheet; raises UnreadableFileError."""
    return articles(path, sheets(path, choices), choices)


def sheets(path: Path, choices: Choices = NONE) -> Iterator[Sheet]:  # noqa: ARG001 - as all tables
    """Yield the visible sheets that are not empty, then one that names the hidden ones.

    Raises UnreadableFileError. Formulas are read as their last saved result. A row's original bytes
    are a line of CSV.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    with package(contents(path), path, _DAMAGED) as opened:
        safe = _examined(opened)
    with parsing(path, _DAMAGED, CalamineError), surviving_panics():
        workbook = CalamineWorkbook.from_filelike(safe)
        names = [sheet.name for sheet in workbook.sheets_metadata if _is_seen(sheet)]
        for name in names:
            title = f"sheet “{line_of(name)}”"
            place = "row" if len(names) == 1 else f"{title}, row"
            rows = _rows(path, workbook.get_sheet_by_name(name), place)
            if found := with_header(path, rows, _READ, title):
                yield found
        if unseen := [sheet.name for sheet in workbook.sheets_metadata if not _is_seen(sheet)]:
            yield Sheet((), iter([_hidden(path, name) for name in unseen]), _READ.encoding)


def as_text(value: Value) -> str:
    """Return a cell as text: numbers without trailing zeros, dates and times in ISO 8601."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ")
    return str(value)


def _examined(opened: ZipFile) -> BytesIO:
    extent = OdsExtent() if "content.xml" in opened.namelist() else XlsxExtent()
    examiner = Examiner(ELEMENTS, extent)
    safe = copied(opened, examiner.examine, "mimetype")
    extent.check()
    return safe


def _hidden(path: Path, name: str) -> Refusal:
    message = tr(
        "“{file}”, sheet “{sheet}” is hidden and was skipped.",
        file=display_name(path),
        sheet=line_of(name),
    )
    return Refusal(path, message, is_skipped=True)


def _is_seen(sheet: "SheetMetadata") -> bool:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    return sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible


def _rows(path: Path, found: "CalamineSheet", place: str) -> Iterator[TableRow | Refusal]:
    rows = found.iter_rows()
    last = found.end[0] + 1 if found.end else 0
    for number in range(1, last + 1):
        try:
            with surviving_panics():
                cells = tuple(map(as_text, next(rows, ())))
        except FAULTS as error:
            reason = shortened(line_of(str(error)))
            message = tr(
                "“{file}”, {place} cannot be read: {reason}.",
                file=display_name(path),
                place=f"{place} {number:,}",
                reason=reason,
            )
            yield Refusal(path, message)
        else:
            yield TableRow(f"{place} {number:,}", cells, _as_csv(cells))


def _as_csv(cells: tuple[str, ...]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode(errors="replace")


FORMAT: Final = ImportFormat(
    name=N_("Spreadsheet"),
    suffixes=(".xlsx", ".xls", ".ods"),
    read=read,
    media_types=(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    read_with_choices=read,
    sheets=sheets,
    holds=("xl/workbook", "mimetype application/vnd.oasis.opendocument.spreadsheet"),
)
