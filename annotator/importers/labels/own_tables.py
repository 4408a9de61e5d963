"""Tables that this program exported and somebody has edited: a CSV package, one CSV, a workbook."""

import re
from collections.abc import Iterator, Mapping
from hashlib import file_digest
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
        "claim_labels": frozenset({"claim_id"}),
        "sentences": frozenset({"sentence_no"}),
        "annotators": frozenset({"annotator_id"}),
        "damaged": frozenset({"record_id"}),
    }
)
"""The tables, with the columns of which one has the key of a row."""

_FIXED: Final = frozenset({"claim_labels", "sentences", "annotators", "damaged"})
"""The tables of which nothing is imported: they are read to see whether somebody edited them."""

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
        "claim_labels": frozenset({"claim_id", "scheme_id", "layer"}),
        "sentences": frozenset({"sentence_no", "is_negative"}),
        "annotators": frozenset({"annotator_id", "role"}),
        "damaged": frozenset({"record_kind", "record_id"}),
    }
)
"""Columns by which a table is recognised whose file or sheet has another name."""

_WRITTEN: Final = re.compile(r"Written by .{1,80}? at (\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)")
_WORD: Final = re.compile(r"\w+")
_README: Final = "README.txt"
_SUMS: Final = "annotator-export.sha256"
_MOST: Final = 100_000_000  # bytes of a list of checksums, or of a table that is only compared
_ABOUT: Final = 100_000  # characters of a README
_ABOUT_ROWS: Final = 100  # of the sheet that explains a workbook
_SUFFIXES: Final = (*tables.FORMAT.suffixes, *spreadsheets.FORMAT.suffixes)


class OwnRow(Struct, frozen=True):
    """One row: its table, its place in the file, and its cells by column."""

    table: str
    place: str
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """Return its table and its place; that of a sheet names the table already."""
        return self.place if f"“{self.table}”" in self.place else f"{self.table}, {self.place}"


class OwnTables(Struct, frozen=True):
    """All rows of a file, and what it says of itself, in English; empty when it says nothing.

    `exported_at` is in UTC, or empty when that is unknown. `columns` are those of each
    table, also of one without rows.
    """

    rows: tuple[OwnRow, ...] = ()
    refused: tuple[str, ...] = ()
    about: str = ""
    columns: Mapping[str, tuple[str, ...]] = MappingProxyType({})

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
    columns: dict[str, tuple[str, ...]] = {}
    refused = [*_other_files(path)]
    about = beginning(path / _README, _ABOUT).decode("utf-8", "replace")
    for file in _files(path):
        for sheet in _sheets(file):
            if table := _table(sheet, file):
                columns[table] = sheet.columns
                for row in sheet.rows:
                    if isinstance(row, Refusal):
                        refused.append(row.reason)
                    else:
                        rows.append(_row(table, sheet.columns, row))
            elif sheet.columns and _WRITTEN.search(text := _beginning(sheet)):
                about = about or text
            else:
                refused += _unread(sheet, file)
    return OwnTables(tuple(rows), tuple(refused), about, columns)


def _unread(sheet: Sheet, file: Path) -> Iterator[str]:
    """Yield why a sheet is not read, and what its reader says of rows."""
    if (name := _own_name(sheet, file)) in KEYS:
        yield _unrecognised(name)
    elif sheet.columns:
        name = sheet.name or file.name
        yield tr("{sheet} is not an exported table, and was not read.", sheet=name)
    yield from (row.reason for row in sheet.rows if isinstance(row, Refusal))


def _other_files(path: Path) -> Iterator[str]:
    """Yield a sentence on each table that is not read: a workbook beside them, one too large."""
    for file in sorted(path.iterdir() if path.is_dir() else ()):
        is_table = file.suffix.lower() in _SUFFIXES and not file.name.startswith((".", "~"))
        if is_table and file.name not in {f"{name}.csv" for name in KEYS}:
            yield tr("“{file}” is not an exported table, and was not read.", file=file.name)
        elif file.stem in _FIXED and is_table and _is_large(file) and not _is_unchanged(file):
            yield tr("“{file}” was edited, and nothing of it is imported.", file=file.name)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield from [path] if path.suffix.lower() in _SUFFIXES else []
        return
    for name in KEYS:
        file = path / f"{name}.csv"
        if file.is_file() and not (name in _FIXED and (_is_unchanged(file) or _is_large(file))):
            yield file


def _is_unchanged(file: Path) -> bool:
    sums = beginning(file.parent / _SUMS, _MOST)
    with file.open("rb") as opened:
        return f"{file_digest(opened, 'sha256').hexdigest()}  {file.name}\n".encode() in sums


def _is_large(file: Path) -> bool:
    return file.stat().st_size > _MOST


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
