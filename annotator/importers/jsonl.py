"""JSON and JSONL: an object is an article, its keys are the columns of a table."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from math import isinf
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from annotator.importers import sheet
from annotator.importers.draft import Draft, ImportFormat, Refusal
from annotator.importers.faults import parsing, unreadable
from annotator.importers.fields import line_of
from annotator.importers.original import contents, shortened, shown
from annotator.importers.sheet import Decode, Row, Sheet
from annotator.importers.table_match import Match, articles

COLUMNS: Final = 1_000
"""How many keys the objects of a file may have together."""

VALUES: Final = 5_000_000
"""How many values they may have together, with the values in values."""

_LINES: Final = (".jsonl", ".ndjson")
_FIRST: Final = 200
_DEPTH: Final = 3
_SHORT: Final = 60
_STORY: Final = 200


class _Faulty(NamedTuple):
    """What stands in the place of something that JSON does not have."""

    reason: str


class _Record(NamedTuple):
    """The keys and values of one object, where it stands, and its bytes."""

    place: str
    cells: dict[str, str]
    original: bytes


def read(
    path: Path,
    known: Mapping[str, Match] = MappingProxyType({}),
    decode: Decode = sheet.decoded,
) -> Iterator[Draft | Refusal]:
    """Return the article in each object of the file; raises UnreadableFileError.

    `known` holds matches of columns by the shape of their tables.
    """
    return articles(path, sheets(path, decode), known)


def sheets(path: Path, decode: Decode = sheet.decoded) -> Iterator[Sheet]:
    """Return the objects of the file as one table; raises UnreadableFileError.

    The file has an object a line, an array of objects, or an object with one such array. Keys
    inside an object are joined by a point: `title.rendered`. Columns are the keys of the first
    200 objects.
    """
    text, encoding = decode(path, contents(path))
    if sum(map(text.count, ",[{")) > VALUES:
        raise unreadable(path, f"has more than {VALUES:,} values. Split it.")
    with parsing(path, "JSON"):
        records = _by_line(path, text, encoding) if _has_lines(path, text) else _whole(path, text)
        first = list(islice(records, _FIRST))
    keys = chain.from_iterable(each.cells for each in first if isinstance(each, _Record))
    columns = tuple(dict.fromkeys(keys))
    if len(columns) > COLUMNS:
        raise unreadable(path, f"has {len(columns):,} keys, and {COLUMNS:,} is the limit.")
    rows = (_row(each, columns) for each in chain(first, records))
    yield Sheet(tuple(map(line_of, columns)), rows, encoding)


def _row(record: _Record | Refusal, columns: tuple[str, ...]) -> Row | Refusal:
    if isinstance(record, Refusal):
        return record
    cells = tuple(record.cells.get(column, "") for column in columns)
    return Row(record.place, cells, record.original)


def _has_lines(path: Path, text: str) -> bool:
    """Return whether each line is an object; one whose first line is broken is told by its name."""
    head, _, rest = text.strip().partition("\n")
    if path.suffix.lower() in _LINES:
        return not head.startswith("[") and head.strip() != "{"
    try:
        return bool(rest.strip()) and isinstance(_value(head), dict)
    except ValueError:
        return False


def _by_line(path: Path, text: str, encoding: str) -> Iterator[_Record | Refusal]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"line {number:,}"
            try:
                value = _value(line)
            except RecursionError:
                yield _refusal(path, place, "is nested too deeply.")
            except json.JSONDecodeError as error:
                yield _refusal(path, place, f"is not JSON at character {error.pos + 1:,}.")
            except ValueError as error:
                yield _refusal(path, place, f"is not clear: {error}.")
            else:
                original = line.encode(sheet.each(encoding), errors="replace")
                yield _record(path, place, value, original)


def _whole(path: Path, text: str) -> Iterator[_Record | Refusal]:
    for number, value in enumerate(_entries(path, _value(text)), start=1):
        yield _record(path, f"entry {number:,}", value, json.dumps(value).encode())


def _entries(path: Path, value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or any(map(_is_story, value.values())):
        return [value]
    lists = {key: part for key, part in value.items() if isinstance(part, list) and _is_rows(part)}
    if len(lists) > 1:
        names = shortened(", ".join(f"“{line_of(key)}”" for key in lists))
        raise unreadable(path, f"has several lists of objects, {names}: keep one of them.")
    return next(iter(lists.values()), [value])


def _is_story(value: object) -> bool:
    return isinstance(value, str) and len(value) > _STORY


def _is_rows(values: list[object]) -> bool:
    return bool(values) and all(isinstance(value, (dict, _Faulty)) for value in values)


def _record(path: Path, place: str, value: object, original: bytes) -> _Record | Refusal:
    if isinstance(value, _Faulty):
        return _refusal(path, place, f"is not clear: {value.reason}.")
    if not isinstance(value, dict):
        return _refusal(path, place, "is not an object: it has no keys.")
    try:
        return _Record(place, dict(_flat(value, "", _DEPTH)), original)
    except RecursionError:
        return _refusal(path, place, "is nested too deeply.")
    except ValueError as error:
        return _refusal(path, place, f"is not clear: {error}.")


def _refusal(path: Path, place: str, problem: str) -> Refusal:
    return Refusal(path, f"“{shown(path)}”, {place} {shortened(line_of(problem))}")


def _flat(value: Mapping[str, object], start: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, part in value.items():
        if isinstance(part, dict) and depth:
            yield from _flat(part, f"{start}{key}.", depth - 1)
        else:
            yield start + key, _cell(part)


def _cell(value: object) -> str:
    if isinstance(value, _Faulty):
        raise ValueError(value.reason)  # noqa: TRY004 - it is the value that is wrong
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        parts = list(map(_cell, value))
        return ("\n" if any(len(part) > _SHORT for part in parts) else ", ").join(parts)
    if isinstance(value, dict):
        cells = {key: _cell(part) for key, part in value.items()}
        return cells.get("name") or ", ".join(f"{key}: {cell}" for key, cell in cells.items())
    return "" if value is None else json.dumps(value)


def _value(text: str) -> object:
    value: object = json.loads(
        text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_number
    )
    return value


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Faulty:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
    return _Faulty(f"it has “{twice}” twice")


def _constant(name: str) -> _Faulty:
    return _Faulty(f"{name} is no number of JSON")


def _number(digits: str) -> float | _Faulty:
    number = float(digits)
    return _Faulty(f"the number {digits} is too large") if isinf(number) else number


FORMAT: Final = ImportFormat(
    "JSON",
    (".jsonl", ".ndjson", ".json"),
    read,
    rb"\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,200}\"\s*:",
)
