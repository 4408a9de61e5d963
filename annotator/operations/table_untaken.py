"""Edits of exported tables that are not imported: each is named, none passes silently."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from annotator.domain.claim import Mention
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean
from annotator.exporters.csv_text import CELL_LIMIT, guarded
from annotator.exporters.omissions import EXCLUDED, PARTS, PSEUDONYMS
from annotator.exporters.records import Records
from annotator.exporters.scope import Scope
from annotator.exporters.table import Cell, Column, Kind, Table
from annotator.exporters.tables import GROUPS, TABLES
from annotator.i18n import N_, ngettext, tr
from annotator.importers.date_column import DateColumn
from annotator.importers.fields import line_of
from annotator.importers.labels.own_tables import OwnRow, OwnTables
from annotator.operations.table_fields import cell_of, day_of, plain, truth_of
from annotator.operations.table_subjects import SUBJECTS

_DECIDING: Final[Mapping[str, frozenset[str]]] = {
    "labels_flat": frozenset({"claim_code", "article_code", "verdict_label"}),
    "fact_checks": frozenset({"verdict_label"}),
    "evidence": frozenset({"source_id"}),
}
"""Columns that say what a row is about, or are another name of a value, and are judged there."""

_NUMBERED: Final[Mapping[str, str]] = {
    "claim_mentions": "fragment_no",
    "attributions": "attribution_id",
}
"""The column by which rows of one record differ, in tables that know their records without it."""

_WORDS: Final = frozenset({"mention_text", "exact"})
_PASSAGE: Final = _WORDS | {"prefix", "suffix", "start_char", "end_char", "text_version"}
_MOVED: Final = N_("a passage is moved in its text, not in a table")
_FIXED: Final = N_("this column is not imported")
_USED: Final[Mapping[str, frozenset[str]]] = {
    "labels_flat": frozenset({"article_code", "mention_text", "claim_text", "claim_types"}),
    "claims": frozenset(),
    "fact_checks": frozenset({"claim_id", "claim_code", "round_no", "verdict_label"}),
    "evidence": frozenset({"check_id", "claim_code", "source_id"}),
    "sentiments": frozenset({"article_id", "scope", "start_char", "end_char", "exact"}),
    "zones": frozenset(
        {"article_id", "article_code", "text_version", "start_char", "end_char", "state"}
    ),
    "attributions": frozenset({"mention_id", "level"}),
}
"""Columns of new rows that are imported beside the values of the record."""

_TIME_LENGTH: Final = len("2031-02-13T10:20")

_Key = tuple[str, ...]
_ByKey = dict[_Key, list[OwnRow]]


class Untaken:
    """Compares cells and rows that are not imported with what an export would write now."""

    def __init__(self, reader: ProjectReader, tables: OwnTables) -> None:
        self._reader = reader
        about = tables.about
        scope = Scope(has_pseudonyms=PSEUDONYMS in about, omits_excluded=EXCLUDED in about)
        self._records = Records(reader, scope)
        self._has_all_rows = bool(tables.exported_at) and not any(each in about for each in PARTS)
        self._rows = _by_table(tables)
        self._unknown = _unknown_columns(tables)
        self._count = Counter[tuple[str, str]]()
        self._first: dict[tuple[str, str], str] = {}
        self._compare()

    def refused(self, *, is_as_exported: bool) -> Iterator[str]:
        """Yield a sentence on each column with edits, and on the rows of a table.

        Unless the project `is_as_exported`, only on columns that no export has, and on the words of
        passages.
        """
        for table, column in self._unknown:
            yield tr(
                "{table}: the column “{column}” was added, and is not imported.",
                table=table,
                column=column,
            )
        shown = (key for key in self._count if is_as_exported or key[1] in _WORDS)
        yield from (self._refusal(*key) for key in shown)

    @property
    def notes(self) -> Iterator[str]:
        """Yield which columns differ, for a project that was changed itself."""
        kinds = {(t.name, column.name): column.kind for t in TABLES for column in t.columns}
        shown = (key for key in self._count if key[1] not in _WORDS)
        differing = [key for key in shown if kinds.get(key) is not Kind.TIME]
        if differing:
            names = (f"{table}.{column}" if column else table for table, column in differing)
            message = N_("Also different from the project, and not imported: {columns}.")
            yield tr(message, columns=", ".join(names))

    def _refusal(self, table: str, column: str) -> str:
        count = self._count[table, column]
        if not column:
            return ngettext(
                "{table}: {count} row was added or removed, which is not imported.",
                "{table}: {count} rows were added or removed, which is not imported.",
                count,
                table=table,
            )
        place = f"{self._first[table, column]}, {column}"
        reason = tr(_MOVED if column in _PASSAGE else _FIXED)
        if count == 1:
            return tr("{place}: {reason}.", place=place, reason=reason)
        return ngettext(
            "{place}, and {count} more row: {reason}.",
            "{place}, and {count} more rows: {reason}.",
            count - 1,
            place=place,
            reason=reason,
        )

    def _compare(self) -> None:
        wanted = [group for group in GROUPS if any(t.name in self._rows for t in group.tables)]
        if wanted and wanted != [GROUPS[0]]:
            wanted = [GROUPS[0], *(group for group in wanted if group is not GROUPS[0])]
        for group in wanted:  # articles in any case, which count the mentions of claims
            tables = [(t, self._rows[t.name]) for t in group.tables if t.name in self._rows]
            for subject in group.subjects(self._records):
                for table, rows in tables:
                    for item in table.items(subject):
                        self._item(table, item, rows)
        for name, rows in self._rows.items():
            self._left_over(name, [row for found in rows.values() for row in found])

    def _item(self, table: Table[Any, Any], item: object, rows: _ByKey) -> None:
        key = tuple(_text(column.cell(item)) for column in _key_columns(table))
        found = rows.pop(key, ())
        if not found and self._has_all_rows and table.name not in SUBJECTS:
            self._note(table.name)
        for column in _COMPARED[table.name] if found else ():
            cell = column.cell(item)
            for row in found:
                if not _is_same(row.cells.get(column.name), cell, column.kind):
                    self._note(table.name, column.name, row)

    def _left_over(self, table: str, rows: Sequence[OwnRow]) -> None:
        """Note rows that are none of the project."""
        column = _NUMBERED.get(table, "")
        for row in rows:
            if table not in SUBJECTS:
                self._note(table)
            elif column and self._is_known(row, column):
                self._note(table, column, row)

    def _is_known(self, row: OwnRow, column: str) -> bool:
        """Return whether a row is one of a known mention, and of a level that it has."""
        key, level = cell_of(row, "mention_id"), cell_of(row, "level")
        mention = self._reader.get(Mention, key[1:]) if key else None
        if mention is None or not cell_of(row, column):
            return False
        return not level or level in {str(each.level) for each in mention.attributions}

    def _note(self, table: str, column: str = "", row: OwnRow | None = None) -> None:
        self._count[table, column] += 1
        self._first.setdefault((table, column), row.where if row else "")


def ignored_in_new(rows: Iterable[OwnRow]) -> Iterator[str]:
    """Yield a sentence for each new row with cells that are not imported."""
    for row in rows:
        names = [column.name for column in _COMPARED[row.table]]
        if row.table == "labels_flat":
            names = [name for name in row.cells if name not in ("claim_code", "mention_id")]
        used = _USED.get(row.table, frozenset())
        if full := [each for each in names if each not in used and row.cells.get(each, "").strip()]:
            columns = ", ".join(full)
            message = N_("{place} is new; not imported of it: {columns}.")
            yield tr(message, place=row.where, columns=columns)


def _by_table(tables: OwnTables) -> dict[str, _ByKey]:
    """Return the rows by the key of their table; those of tables without it are omitted."""
    keys = {table.name: table.key for table in TABLES}
    found: dict[str, _ByKey] = defaultdict(lambda: defaultdict(list))
    for row in tables.rows:
        if row.cells.keys() >= {*keys[row.table]}:
            key = tuple(plain(row.cells[each]).strip() for each in keys[row.table])
            found[row.table][key].append(row)
    return {name: dict(rows) for name, rows in found.items()}


def _unknown_columns(tables: OwnTables) -> Sequence[tuple[str, str]]:
    """Return the columns that no export has and that are not empty, with their tables."""
    known = {table.name: {column.name for column in table.columns} for table in TABLES}
    found = {
        (row.table, name): None
        for row in tables.rows
        for name in row.cells.keys() - known[row.table]
        if row.cells[name].strip()
    }
    return [*found]


def _key_columns(table: Table[Any, Any]) -> Sequence[Column[Any]]:
    return [column for column in table.columns if column.name in table.key]


def _compared(table: Table[Any, Any]) -> Sequence[Column[Any]]:
    """Return the columns that are not imported."""
    subjects = SUBJECTS.get(table.name, ())
    taken = {field.column for subject in subjects for field in subject.fields}
    taken |= _DECIDING.get(table.name, frozenset())
    return [each for each in table.columns if each.name not in taken | {*table.key}]


_COMPARED: Final = {table.name: _compared(table) for table in TABLES}


def _is_same(cell: str | None, known: Cell, kind: Kind) -> bool:
    """Return whether a cell says what an export would write, however a spreadsheet wrote it."""
    expected = _text(known)
    if cell is None or cell in (expected, guarded(expected)):
        return True
    if len(cell) >= CELL_LIMIT and expected.startswith(cell):  # a spreadsheet cut it off
        return True
    text, expected = line_of(plain(cell)), line_of(clean(expected))
    if text == expected:
        return True
    with suppress(ValueError):
        return _READ[kind](text) == _READ[kind](expected)
    return False


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"{cell:g}" if isinstance(cell, float) else "" if cell is None else str(cell)


def _number(text: str) -> object:
    return float(text.replace("−", "-").replace(",", "."))


def _time(text: str) -> object:
    return text.replace(" ", "T").removesuffix("Z")[:_TIME_LENGTH]


def _word(text: str) -> object:
    """Return a text, or the number that a spreadsheet has made of it."""
    with suppress(ValueError):
        return _number(text)
    return text


_READ: Final = {
    **dict.fromkeys(Kind, _word),
    Kind.FLAG: truth_of,
    Kind.DATE: lambda text: day_of(text, DateColumn()),
    Kind.TIME: _time,
}
