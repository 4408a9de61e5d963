"""Tables that this program exported and somebody has edited: a CSV package, one CSV, a workbook."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import tr
from annotator.importers import spreadsheets, tables
from annotator.importers.draft import Refusal
from annotator.importers.faults import unforeseen
from annotator.importers.original import beginning
from annotator.importers.sheet import Sheet, TableRow

KEYS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "labels_flat": frozenset({"mention_id", "claim_code"}),
        "evidence": frozenset({"evidence_id"}),
        "fact_checks": frozenset({"check_id"}),
        "claims": frozenset({"claim_id"}),
        "sentiments": frozenset({"sentiment_id"}),
        "claim_mentions": frozenset({"mention_id"}),
        "attributions": frozenset({"mention_id"}),
        "zones": frozenset({"zone_id"}),
        "articles": frozenset({"article_id"}),
        "sources": frozenset({"source_id"}),
        "entities": frozenset({"entity_id"}),
        "labels": frozenset({"scheme_id"}),
    }
)
"""The tables that can be edited, with the columns of which one has the key of a row."""

_TELLING: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "labels_flat": frozenset({"claim_code", "mention_id", "claim_text"}),
        "evidence": frozenset({"evidence_id", "check_id"}),
        "fact_checks": frozenset({"check_id", "claim_code"}),
        "claims": frozenset({"claim_id", "claim_text"}),
        "sentiments": frozenset({"sentiment_id", "polarity"}),
        "claim_mentions": frozenset({"mention_id", "fragment_no"}),
        "attributions": frozenset({"attribution_id", "mention_id", "level"}),
        "zones": frozenset({"zone_id", "kind_code"}),
        "articles": frozenset({"article_id", "headline"}),
        "sources": frozenset({"source_id", "reliability"}),
        "entities": frozenset({"entity_id", "aliases"}),
        "labels": frozenset({"scheme_id", "code", "definition"}),
    }
)
"""Columns by which a table is recognised whose file or sheet has another name."""

_WRITTEN: Final = re.compile(r"Written by .{1,80}? at (\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)")
_WORD: Final = re.compile(r"\w+")
_README: Final = "README.txt"
_ABOUT: Final = 100_000  # characters of a README
_ABOUT_ROWS: Final = 100  # of the sheet that explains a workbook
_SUFFIXES: Final = (*tables.FORMAT.suffixes, *spreadsheets.FORMAT.suffixes)


class OwnRow(Struct, frozen=True):
    """One row: its table, its place in the file, and its cells by column."""

    table: str
    place: str
    cells: Mapping[str, str]


class OwnTables(Struct, frozen=True):
    """All rows of a file, and what it says of itself, in English; empty when it says nothing.

    `exported_at` is in UTC, or empty when that is unknown.
    """

    rows: tuple[OwnRow, ...] = ()
    refused: tuple[str, ...] = ()
    about: str = ""

    @property
    def exported_at(self) -> str:
        """Return when it was exported."""
        found = _WRITTEN.search(self.about)
        return found[1] if found else ""


def is_ours(path: Path) -> bool:
    """Return whether a folder or file has one of the tables; reads no further than their heads."""
    try:
        with unforeseen(path):
            return any(_table(sheet, file) for file in _files(path) for sheet in _sheets(file))
    except UnreadableFileError:
        return False


def read(path: Path) -> OwnTables:
    """Return the rows of all its tables; raises UnreadableFileError."""
    rows: list[OwnRow] = []
    refused: list[str] = []
    about = beginning(path / _README, _ABOUT).decode("utf-8", "replace")
    for file in _files(path):
        for sheet in _sheets(file):
            if table := _table(sheet, file):
                for row in sheet.rows:
                    if isinstance(row, Refusal):
                        refused.append(row.reason)
                    else:
                        rows.append(_row(table, sheet.columns, row))
            elif (name := _own_name(sheet, file)) in KEYS:
                refused.append(_unrecognised(name))
            else:
                about = about if _WRITTEN.search(about) else _beginning(sheet)
    return OwnTables(tuple(rows), tuple(refused), about)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield from [path] if path.suffix.lower() in _SUFFIXES else []
        return
    for name in KEYS:
        file = path / f"{name}.csv"
        if file.is_file():
            yield file


def _sheets(path: Path) -> Iterator[Sheet]:
    is_workbook = path.suffix.lower() in spreadsheets.FORMAT.suffixes
    return spreadsheets.sheets(path) if is_workbook else tables.sheets(path)


def _table(sheet: Sheet, file: Path) -> str:
    """Return the name of a table: by that of its sheet or file, then by its columns."""
    columns = {*sheet.columns}
    named = KEYS.keys() & {*_WORD.findall(sheet.name), *_WORD.findall(file.stem)}
    found = next(iter(named), "")
    if found and KEYS[found] & columns:
        return found
    return next((name for name, needed in _TELLING.items() if needed <= columns), "")


def _own_name(sheet: Sheet, file: Path) -> str:
    """Return the name of a sheet, or of the file of a single table."""
    if file.suffix.lower() in tables.FORMAT.suffixes:
        return file.stem
    return next(iter(_WORD.findall(sheet.name)[-1:]), "")  # as in sheet “claims”


def _unrecognised(table: str) -> str:
    """Return why a table is not read whose columns were chosen without its key."""
    columns = ", ".join(sorted(KEYS[table]))
    return tr("{table} has no {columns}: its rows were skipped.", table=table, columns=columns)


def _row(table: str, columns: tuple[str, ...], row: TableRow) -> OwnRow:
    return OwnRow(table, row.place, dict(zip(columns, row.cells, strict=False)))


def _beginning(sheet: Sheet) -> str:
    rows = (row for row in islice(sheet.rows, _ABOUT_ROWS) if isinstance(row, TableRow))
    return " ".join([*sheet.columns, *(" ".join(row.cells) for row in rows)])
