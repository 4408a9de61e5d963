"""The text in a JSON value, such as rich text: its strings, without keys."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from annotator.importers.invalid_json import InvalidValue
from annotator.importers.table_match import names_of, normalized_name

# the keys under which a paragraph or a run of bold text holds its text
_WORDS: Final = (
    *("text", "sentence", "paragraph", "content", "children", "nodes", "insert", "paragraphs"),
    *("sentences", "blocks", "ops", "lines", "items", "spans", "segments", "value", "data"),
    *("body", "html", "rendered", "plaintext", "answer", "caption"),
)
_LEADS: Final = ("heading", "title", "headline", "subheading", "header", "speaker", "question")
_NAMES: Final = ("name", *_LEADS)
# the types of inline parts in Telegram, ProseMirror, Slate and Portable Text
_INLINE: Final = frozenset(
    (
        *("plain", "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre"),
        *("text link", "link", "mention", "mention name", "hashtag", "cashtag"),
        *("email", "phone", "bot command", "custom emoji", "bank card", "text", "span", "run"),
    )
)
_BREAKS: Final = frozenset(("hard break", "break", "br", "line break", "newline"))
_BLOCKS: Final = frozenset(
    (
        *("p", "h", "paragraph", "heading", "header", "list", "bulleted list", "numbered list"),
        *("list item", "quote", "block quote", "blockquote", "image", "figure", "block", "table"),
        *("bullet list", "ordered list", "unstyled", "code block", "divider", "embed", "media"),
    )
)
_KINDS: Final = ("type", "_type", "kind")
_MARKS: Final = frozenset(("text", "bold", "italic", "underline", "code", "strikethrough", "href"))
_LINES: Final = "\n"


def words_of(value: object) -> str:
    """Return the text of a value; raises ValueError for values that JSON does not allow.

    The items of a list are separate lines, those of a nested list are separated by spaces, and
    inline runs are concatenated. Of an object, only its text is used, not its keys.
    """
    return _joined(value, _LINES) if isinstance(value, list) else _words(value)


def has_text(entry: object) -> bool:
    """Return whether a value is an object with text other than a name."""
    if not isinstance(entry, dict):
        return False
    keys = (key for key in entry if key in _WORDS or normalized_name(key) in names_of("text"))
    try:
        return bool(_first(entry, keys))
    except ValueError:
        return False


def is_block(entry: object) -> bool:
    """Return whether a value is a block of text by its type, such as a paragraph."""
    return isinstance(entry, dict) and _kind(entry).rstrip("123456") in _BLOCKS


def _words(value: object) -> str:
    if isinstance(value, InvalidValue):
        raise ValueError(value.reason)  # noqa: TRY004 - it is the value that is wrong
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return _joined(value, " ")
    if isinstance(value, dict):
        return _of_part(value)
    return "" if value is None else json.dumps(value)


def _of_part(part: Mapping[str, object]) -> str:
    """Return the text of an object that is part of a text, or the name of what it refers to."""
    for value in part.values():
        if isinstance(value, InvalidValue):
            raise ValueError(value.reason)  # noqa: TRY004 - it is the value that is wrong
    if _kind(part) in _BREAKS:
        return _LINES
    text = _first(part, _WORDS)
    lead = _first(part, _LEADS)
    return f"{lead}\n{text}" if lead and text else text or _first(part, _NAMES)


def _first(part: Mapping[str, object], keys: Iterable[str]) -> str:
    values = (part[key] for key in keys if isinstance(part.get(key), (str, list, dict)))
    return next(filter(None, map(words_of, values)), "")


def _kind(part: Mapping[str, object]) -> str:
    kind = next((part[key] for key in _KINDS if key in part), "")
    return normalized_name(kind) if isinstance(kind, str) else ""


def _joined(parts: Sequence[object], sign: str) -> str:
    found = [text for part in parts if (text := _words(part))]
    if _are_runs(parts, found):
        return "".join(found)
    if any("\n" in text for text in found):
        sign = _LINES
    return sign.join(found)


def _are_runs(parts: Sequence[object], found: Sequence[str]) -> bool:
    """Return whether parts are inline runs, which contain their own spaces."""
    objects = [part for part in parts if isinstance(part, dict)]
    if objects and any(isinstance(part, str) for part in parts):
        return True
    if objects and len(objects) == len(parts) and all(map(_is_inline, objects)):
        return True
    joints = list(pairwise(found))
    return bool(joints) and all(_has_space(before, after) for before, after in joints)


def _is_inline(part: Mapping[str, object]) -> bool:
    """Return whether an object is an inline run: by its type, or text without a type."""
    if kind := _kind(part):
        return kind in _INLINE or kind in _BREAKS
    return "insert" in part or ("text" in part and set(map(normalized_name, part)) <= _MARKS)


def _has_space(before: str, after: str) -> bool:
    return before[-1:].isspace() or after[:1].isspace()


def flat(value: Mapping[str, object], start: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield each key with its text, those of nested objects as `title.rendered`."""
    for key, part in value.items():
        if isinstance(part, dict) and depth:
            yield from flat(part, f"{start}{key}.", depth - 1)
        else:
            yield start + key, words_of(part)
