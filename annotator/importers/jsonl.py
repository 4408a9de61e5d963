"""JSON and JSONL: each object is an article, its keys are the columns of a table."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from annotator.i18n import N_, format_number, tr
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import parsing, unreadable
from annotator.importers.fields import line_of
from annotator.importers.import_format import NONE, Choices, ImportFormat
from annotator.importers.invalid_json import InvalidValue, value_of
from annotator.importers.json_escapes import unescaped
from annotator.importers.json_lists import RecordList, lists_in
from annotator.importers.json_words import flat
from annotator.importers.original import contents, display_name, shortened
from annotator.importers.sheet import Decoded, Sheet, TableRow, decoded, part_encoding
from annotator.importers.table_match import FIRST, guess_match
from annotator.importers.table_rows import articles

COLUMNS: Final = 1_000
"""How many different keys the objects of a file may have."""

VALUES: Final = 5_000_000
"""How many values they may have in total, including nested ones."""

_LINES: Final = (".jsonl", ".ndjson")
_FIRST: Final = 200
_DEPTH: Final = 3


class _Record(NamedTuple):
    """The keys and values of one object, its place in the file, and its bytes."""

    place: str
    cells: dict[str, str]
    original: bytes


_UNCLEAR: Final = N_("“{file}”, {place} is not clear: {reason}.")


def read(path: Path, choices: Choices = NONE) -> Iterator[Draft | Refusal]:
    """Yield the article in each object of the file; raises UnreadableFileError.

    Of several lists of objects, the one that has texts is read, as a guess.
    """
    found = list(sheets(path, choices))
    names = [sheet.name for sheet in found]
    if len(found) < 2 or choices.table:
        yield from articles(path, found, choices)
        return
    peeked = [_peeked(sheet) for sheet in found]
    with_texts = [sheet for sheet, has_texts in peeked if has_texts]
    if len(with_texts) > 1:
        raise unreadable(
            path,
            N_("“{file}” has several lists of objects: {lists}. Choose one (--list)."),
            lists=_named(names),
        )
    guessed = tuple(sheet.name for sheet in with_texts if sheet.name)  # of one list at most
    for item in articles(path, [sheet for sheet, _ in peeked], choices):
        yield replace(item, guesses=guessed + item.guesses) if isinstance(item, Draft) else item


def sheets(path: Path, choices: Choices = NONE) -> Iterator[Sheet]:
    """Yield the objects of the file as tables, one for each list; raises UnreadableFileError.

    The file has one object per line, an array of objects, or an object that is an article or has
    lists of them. Nested keys are joined by a dot: `title.rendered`. Columns are the keys of the
    first 200 objects.
    """
    read_as = decoded(path, contents(path), choices.encoding)
    text = read_as.text
    if sum(map(text.count, ",[{")) > VALUES:
        raise unreadable(
            path,
            N_("“{file}” has more than {values} values. Split it."),
            values=format_number(VALUES),
        )
    with parsing(path, N_("“{file}” is damaged, or not JSON: {reason}.")):
        if _has_lines(path, text):
            found = [RecordList("", [])]
            records = [_by_line(path, text, read_as.encoding)]
        else:
            found = lists_in(value_of(unescaped(text)))
            records = [_records(path, each) for each in found]
        for each, rows in zip(found, records, strict=True):
            yield _sheet(path, each.name, rows, read_as)


def _sheet(path: Path, name: str, records: Iterator[_Record | Refusal], read_as: Decoded) -> Sheet:
    first = list(islice(records, _FIRST))
    keys = chain.from_iterable(each.cells for each in first if isinstance(each, _Record))
    columns = tuple(dict.fromkeys(keys))
    _require_few(path, len(columns))
    rows = (_row(each, columns) for each in chain(first, records))
    title = f"list “{line_of(name)}”" if name else ""
    return Sheet(tuple(map(line_of, columns)), rows, read_as.encoding, read_as.is_guessed, title)


def _require_few(path: Path, keys: int) -> None:
    if keys > COLUMNS:
        raise unreadable(
            path,
            N_("“{file}” has {count} keys, and {columns} is the limit."),
            count=format_number(keys),
            columns=format_number(COLUMNS),
        )


def _peeked(sheet: Sheet) -> tuple[Sheet, bool]:
    """Return an unconsumed sheet, and whether one of its columns holds texts."""
    first = list(islice(sheet.rows, FIRST))
    cells = [row.cells for row in first if isinstance(row, TableRow)]
    has_texts = guess_match(sheet.columns, cells).text is not None
    return replace(sheet, rows=chain(first, sheet.rows)), has_texts


def _named(names: Iterable[str]) -> str:
    return shortened(", ".join(name.removeprefix("list ") for name in names))


def _row(record: _Record | Refusal, columns: tuple[str, ...]) -> TableRow | Refusal:
    if isinstance(record, Refusal):
        return record
    cells = tuple(record.cells.get(column, "") for column in columns)
    return TableRow(record.place, cells, record.original)


def _has_lines(path: Path, text: str) -> bool:
    """Return whether each line is an object; if the first is broken, the suffix decides."""
    head, _, rest = text.strip().partition("\n")
    if path.suffix.lower() in _LINES:
        return not head.startswith("[") and head.strip() != "{"
    try:
        return bool(rest.strip()) and isinstance(value_of(head), dict)
    except ValueError:
        return False


def _by_line(path: Path, text: str, encoding: str) -> Iterator[_Record | Refusal]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"line {number:,}"
            try:
                value = value_of(line)
            except RecursionError:
                yield _refusal(path, place, N_("“{file}”, {place} is nested too deeply."))
            except json.JSONDecodeError as error:
                yield _refusal(
                    path,
                    place,
                    N_("“{file}”, {place} is not JSON at character {at}."),
                    at=format_number(error.pos + 1),
                )
            except ValueError as error:
                yield _refusal(path, place, _UNCLEAR, reason=error)
            else:
                original = line.encode(part_encoding(encoding), errors="replace")
                yield _record(path, place, value, original)


def _records(path: Path, found: RecordList) -> Iterator[_Record | Refusal]:
    what = f"“{line_of(found.name)}”, entry" if found.name else "entry"
    for number, value in enumerate(found.entries, start=1):
        yield _record(path, f"{what} {number:,}", value, json.dumps(value).encode())


def _record(path: Path, place: str, value: object, original: bytes) -> _Record | Refusal:
    if isinstance(value, InvalidValue):
        return _refusal(path, place, _UNCLEAR, reason=value.reason)
    if not isinstance(value, dict):
        return _refusal(path, place, N_("“{file}”, {place} is not an object with keys."))
    try:
        return _Record(place, dict(flat(value, "", _DEPTH)), original)
    except RecursionError:
        return _refusal(path, place, N_("“{file}”, {place} is nested too deeply."))
    except ValueError as error:
        return _refusal(path, place, _UNCLEAR, reason=error)


def _refusal(path: Path, place: str, message: str, **fields: object) -> Refusal:
    reason = tr(message, file=display_name(path), place=place, **fields)
    return Refusal(path, shortened(line_of(reason)))


FORMAT: Final = ImportFormat(
    name=N_("JSON"),
    suffixes=(".json", ".jsonl", ".ndjson"),
    read=read,
    media_types=("application/json", "application/x-ndjson"),
    read_with_choices=read,
    sheets=sheets,
    is_one_list=True,
    begins=rb"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,200}\"\s*:",
)
