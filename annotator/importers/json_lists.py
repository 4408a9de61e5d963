"""Finding the articles in a JSON value: one object, one list, or several lists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.importers.date_column import DateColumn
from annotator.importers.invalid_json import InvalidValue
from annotator.importers.json_words import has_text, is_block
from annotator.importers.table_match import SUMMARIES, names_of, normalized_name

Record = Mapping[str, object]

_DEPTH: Final = 3
_STORY: Final = 200
_LOOKED_AT: Final = 20
_PARTS: Final = frozenset(
    (
        *("paragraphs", "body paragraphs", "sentences", "blocks", "lines", "segments", "ops"),
        *("transcript", "body", "text", "article body", "utterances", "captions", "subtitles"),
        *("sections", "chapters"),
    )
)


class RecordList(NamedTuple):
    """A list of records and its path, such as `response.docs`; '' for the whole value."""

    name: str
    entries: Sequence[object]


def lists_in(value: object) -> list[RecordList]:
    """Return the lists of articles in a value; a single article is a list of one."""
    if isinstance(value, list):
        is_text = bool(value) and all(map(is_block, value))
        return [RecordList("", [{"blocks": value}] if is_text else _with_heads(value))]
    if not isinstance(value, dict):
        return [RecordList("", [value])]
    if rows := _rows_of_columns(value):
        return [RecordList("", rows)]
    found = list(_lists(value, "", _DEPTH))
    if not found or _is_article(value, found):
        records = _by_id(value)
        return [RecordList("", records or [value])]
    return found


def _lists(value: Record, start: str, depth: int) -> Iterator[RecordList]:
    for key, part in value.items():
        name = f"{start}{key}"
        if isinstance(part, list) and part and all(map(_is_record, part)):
            yield RecordList(name, part)
        elif isinstance(part, dict) and depth:
            yield from _lists(part, f"{name}.", depth - 1)


def _is_record(value: object) -> bool:
    return isinstance(value, (dict, InvalidValue))


def _is_article(value: Record, lists: Sequence[RecordList]) -> bool:
    """Return whether an object is itself an article, and its lists are parts of it."""
    if any(_is_text(key, part) for key, part in value.items()):
        return True
    with_texts = [each for each in lists if any(map(has_text, each.entries[:_LOOKED_AT]))]
    has_headline, are_parts = _has(value, "headline"), all(map(_is_parts, with_texts))
    if with_texts and has_headline and are_parts:
        return True
    if any(_are_articles(each.entries) for each in with_texts):
        return False
    if any(isinstance(part, str) and len(part) > _STORY for part in value.values()):
        return True
    return bool(with_texts) and (has_headline or are_parts)


def _is_parts(found: RecordList) -> bool:
    """Return whether a list holds parts of one text, by its name or its items."""
    name = normalized_name(found.name.rpartition(".")[2])
    return name in _PARTS or all(map(is_block, found.entries))


def _is_text(key: str, part: object) -> bool:
    """Return whether a key and its value are the text of an article."""
    name = normalized_name(key)
    if name in SUMMARIES or name not in names_of("text"):
        return False
    return _is_words(part) or (isinstance(part, list) and bool(part) and all(map(_is_words, part)))


def _is_words(part: object) -> bool:
    return isinstance(part, str) and bool(part.strip())


def _are_articles(entries: Sequence[object]) -> bool:
    """Return whether at least half of the entries have metadata of an article."""
    looked_at = [each for each in entries[:_LOOKED_AT] if isinstance(each, dict)]
    known = sum(has_text(each) and _has_identity(each) for each in looked_at)
    return known > 0 and 2 * known >= len(looked_at)


def _has_identity(entry: Record) -> bool:
    if _has(entry, "headline") or _has(entry, "url"):
        return True
    column = DateColumn(has_epochs=True)
    dates = (part for key, part in entry.items() if _is_called(key, "date"))
    return any(column.date(str(part)) for part in dates if isinstance(part, (str, int)))


def _has(entry: Record, part: str) -> bool:
    return any(_is_called(key, part) and _is_words(value) for key, value in entry.items())


def _is_called(key: str, part: str) -> bool:
    name = normalized_name(key)
    return name in names_of(part) or name.partition(" ")[0] in names_of(part)


def _by_id(value: Record) -> list[object]:
    """Return the records of an object whose keys are ids; none for another object."""
    records = [part for part in value.values() if isinstance(part, dict)]
    if len(records) < 2 or len(records) < len(value):
        return []
    return list(records) if _are_articles(records) else []


def _rows_of_columns(value: Record) -> list[object]:
    """Return the rows of a table stored column by column, as by pandas; otherwise none."""
    columns, data = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(data, list) and all(map(_is_list, data)):
        return [dict(zip(map(str, columns), row, strict=False)) for row in data]
    cells = [part for part in value.values() if isinstance(part, dict)]
    if not cells or len(cells) < len(value) or len({tuple(each) for each in cells}) > 1:
        return []
    if not all(key.isdecimal() for key in cells[0]) or not any(map(_names_text, value)):
        return []
    return [{name: part[key] for name, part in _columns(value)} for key in cells[0]]


def _columns(value: Record) -> Iterator[tuple[str, Record]]:
    return ((name, part) for name, part in value.items() if isinstance(part, dict))


def _names_text(key: str) -> bool:
    return normalized_name(key) in names_of("text")


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _with_heads(values: list[object]) -> list[object]:
    """Return rows with a header row as records; other lists unchanged."""
    heads = values[0] if values else None
    if not isinstance(heads, list) or not all(map(_is_words, heads)) or not heads:
        return values
    names = list(map(str, heads))
    rows = [row for row in values[1:] if isinstance(row, list)]
    if len(rows) < len(values) - 1 or not any(map(_names_text, names)):
        return values
    return [dict(zip(names, row, strict=False)) for row in rows]
