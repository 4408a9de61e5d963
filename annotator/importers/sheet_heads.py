"""Finding the header row of a table, and rows around it that are not data."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Final

from annotator.i18n import N_, tr
from annotator.importers.date_column import NOTHING
from annotator.importers.draft import Refusal
from annotator.importers.fields import date_of, line_of, link_of
from annotator.importers.original import display_name
from annotator.importers.sheet import Decoded, Sheet, TableRow

_NAME: Final = 100
_LOOKED_AT: Final = 20
_MOST: Final = 4
_TELLING: Final = 2
_IMPORT_ID: Final = re.compile(r'\s*\{"ImportId":')  # Qualtrics, the third row of an export
_OPEN_ENDED: Final = "Open-Ended Response"  # SurveyMonkey, the second row


def with_header(
    path: Path, rows: Iterator[TableRow | Refusal], read: Decoded, name: str = ""
) -> Sheet | None:
    """Return a table with its header row as column names; None when it has no row.

    Empty rows and repeated headers are dropped. A title above the header, and rows below it that
    explain the columns, as in surveys, become Refusals that say so.
    """
    rows = filter(_says_something, rows)
    first = list(islice(rows, _LOOKED_AT))
    if not first:
        return None
    titles = _titles(first)
    head, rest = first[titles], first[titles + 1 :]
    refused = [
        _skipped(path, row, N_("“{file}”, {place} is a title above the table."))
        for row in first[:titles]
    ]
    if isinstance(head, Refusal):
        return _sheet((), chain((head,), rest, rows), read, name)
    if any(map(_is_content, head.cells)):
        numbers = range(1, len(head.cells) + 1)
        columns = tuple(tr("column {number}", number=number) for number in numbers)
        return _sheet(columns, chain(refused, (head,), rest, rows), read, name)
    heads = _more_heads(rest)
    refused += [
        _skipped(path, row, N_("“{file}”, {place} explains the columns.")) for row in rest[:heads]
    ]
    others = filter(partial(_is_other, head), chain(rest[heads:], rows))
    return _sheet(tuple(map(line_of, head.cells)), chain(refused, others), read, name)


def _sheet(
    columns: tuple[str, ...], rows: Iterator[TableRow | Refusal], read: Decoded, name: str
) -> Sheet:
    return Sheet(columns, rows, read.encoding, read.is_guessed, name)


def _skipped(path: Path, row: TableRow | Refusal, message: str) -> Refusal:
    place = row.place if isinstance(row, TableRow) else ""
    return Refusal(path, tr(message, file=display_name(path), place=place), is_skipped=True)


def _titles(first: Sequence[TableRow | Refusal]) -> int:
    """Return how many title rows, with one cell each, are above the header."""
    widths = [_filled(row) for row in first[: _MOST + 1]]
    count = next((place for place, width in enumerate(widths) if width != 1), len(widths))
    is_above = 0 < count < len(widths) and count < len(first) - 1
    if not is_above or widths[count] < 2 or not all(map(_has_room, first[:count])):
        return 0
    head = first[count]
    return 0 if isinstance(head, Refusal) or any(map(_is_content, head.cells)) else count


def _has_room(row: TableRow | Refusal) -> bool:
    """Return whether a row has only its first cell filled, and room for more."""
    return isinstance(row, TableRow) and len(row.cells) > 1 and bool(row.cells[0].strip())


def _filled(row: TableRow | Refusal) -> int:
    return sum(map(bool, map(str.strip, row.cells))) if isinstance(row, TableRow) else 0


def _more_heads(rest: Sequence[TableRow | Refusal]) -> int:
    """Return how many rows below the header explain its columns."""
    rows = [row.cells if isinstance(row, TableRow) else () for row in rest[:_MOST]]
    for place, cells in enumerate(rows, start=1):
        if any(map(_IMPORT_ID.match, cells)):
            return place
    if rows and _OPEN_ENDED in rows[0]:
        return 1
    data = [row.cells for row in rest if isinstance(row, TableRow)]
    return int(len(data) > _TELLING and _only_names(data[0], data[1:]))


def _only_names(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether a row has text wherever all rows below have a number, date or link."""
    typed = [
        index for index in range(len(cells)) if all(_is_typed(_cell(row, index)) for row in below)
    ]
    names = [cells[index].strip() for index in typed]
    return len(typed) >= _TELLING and all(map(_is_name, names))


def _is_name(cell: str) -> bool:
    return cell.casefold() not in NOTHING and not _is_content(cell)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _says_something(row: TableRow | Refusal) -> bool:
    return isinstance(row, Refusal) or any(map(str.strip, row.cells))


def _is_other(first: TableRow, row: TableRow | Refusal) -> bool:
    return isinstance(row, Refusal) or row.cells != first.cells


def _is_content(cell: str) -> bool:
    return len(cell) > _NAME or _is_typed(cell)


def _is_typed(cell: str) -> bool:
    """Return whether a cell holds a number, a date or a link."""
    with suppress(ValueError):
        float(cell)
        return True
    return bool(link_of(cell) or date_of(cell))
