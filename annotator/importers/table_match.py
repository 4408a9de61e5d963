"""Matching the columns of a table to the fields of an article."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import asdict

from annotator import assets
from annotator.domain.checksum import sha256
from annotator.importers.fields import date_of, link_of

FIRST: Final = 20
"""How many rows are read to match columns."""

SUMMARIES: Final = frozenset(
    ("description", "summary", "abstract", "statement", "claim", "tweet", "message", "post")
)
"""Names of columns that are used as the text only if there is no better one."""

_SENTENCE: Final = 40
_STORY: Final = 200
_SIGNS = re.compile(r"[\s_./:#$()\[\]{}\"'-]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Match(Struct, frozen=True, kw_only=True):
    """The column of each field of an article, counted from 0; None where there is none.

    `order` is 1 for dates with the day first, 2 with the month first, and None to detect it.
    """

    text: int | None = None
    headline: int | None = None
    publisher: int | None = None
    url: int | None = None
    date: int | None = None
    byline: int | None = None
    language: int | None = None
    order: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        """Return all fields by name, to be saved and passed to `Match` again."""
        return asdict(self)

    def columns(self) -> dict[str, int | None]:
        """Return the columns by the field of the article."""
        return {part: index for part, index in asdict(self).items() if part != "order"}


def shape(columns: Sequence[str]) -> str:
    """Return the key under which a match is saved, for all tables with these columns."""
    return sha256("\n".join(map(normalized_name, columns)).encode())[:16]


def guess_match(columns: Sequence[str], first_rows: Sequence[Sequence[str]]) -> Match:
    """Guess the match from the column names (resources/columns.toml) and the first cells."""
    cells = [_column(first_rows, index) for index in range(len(columns))]
    found = _by_name(list(map(normalized_name, columns)))
    for part, fits in _CONTENT.items():
        rest = _rest(found, cells)
        if part not in found and (index := _first(fits, rest)) is not None:
            found[part] = index
    return Match(**_with_text(found, cells))


def cell(cells: Sequence[str], index: int | None) -> str:
    """Return a cell of a row; '' where the row is too short."""
    return "" if index is None or index >= len(cells) else cells[index]


def normalized_name(name: str) -> str:
    """Return the name of a column normalised for comparison."""
    spaced = _SIGNS.sub(" ", _HUMP.sub(" ", name)).strip()
    letters = normalize("NFKD", spaced.casefold())
    return "".join(letter for letter in letters if not combining(letter))


@cache
def names_of(part: str) -> frozenset[str]:
    """Return the normalised names of columns for a field of an article."""
    return frozenset(map(normalized_name, _names()[part]))


def _column(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return list(filter(str.strip, (cell(row, index) for row in rows)))


def _with_text(found: dict[str, int], cells: Sequence[list[str]]) -> dict[str, int]:
    """Return the match with the longest column as the text, unless a named one is long."""
    longest = max(_rest(found, cells).items(), key=lambda item: _length(item[1]), default=None)
    if longest is None:
        return found
    index, column = longest
    if "text" in found:
        is_better = _length(cells[found["text"]]) < _SENTENCE and _length(column) >= _STORY
    else:
        is_better = _length(column) >= _SENTENCE
    return {**found, "text": index} if is_better else found


def _length(column: Sequence[str]) -> float:
    return sum(map(len, column)) / max(1, len(column))


def _rest(found: Mapping[str, int], cells: Sequence[list[str]]) -> dict[int, list[str]]:
    return {index: each for index, each in enumerate(cells) if index not in found.values()}


def _first(fits: Callable[[str], bool], columns: Mapping[int, Sequence[str]]) -> int | None:
    hits = (index for index, column in columns.items() if column and all(map(fits, column)))
    return next(hits, None)


def _is_day(text: str) -> bool:
    return len(date_of(text)) == len("2025-02-27")


_CONTENT: Final[dict[str, Callable[[str], bool]]] = {
    "url": lambda words: bool(link_of(words)),
    "date": _is_day,
}


def _by_name(columns: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    known = {
        part: [_without_spaces(normalized_name(name)) for name in names]
        for part, names in _names().items()
    }
    for wording in (_without_spaces, _last_word, _first_word):
        for part, names in known.items():
            rest = (i for i in reversed(range(len(columns))) if i not in found.values())
            free = {wording(columns[i]): i for i in rest}
            index = next((free[name] for name in names if name in free), None)
            if part not in found and index is not None:
                found[part] = index
    return found


@cache
def _names() -> dict[str, list[str]]:
    return tomllib.loads(assets.path("columns.toml").read_text(encoding="utf-8"))


def _without_spaces(name: str) -> str:
    return name.replace(" ", "")


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2]


def _first_word(name: str) -> str:
    return name.partition(" ")[0]
