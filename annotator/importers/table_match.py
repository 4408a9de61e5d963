"""Which column of a table holds which part of an article."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from msgspec import Struct
from msgspec.structs import asdict, replace

from annotator import assets
from annotator.domain.text import clean
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import date_of, headline_of, language_of, line_of, link_of
from annotator.importers.html_walk import text_of
from annotator.importers.original import shortened, shown
from annotator.importers.sheet import Row, Sheet

FIRST: Final = 20
"""How many rows are looked at to match columns."""

_SENTENCE: Final = 40
_STORY: Final = 200
_SIGNS = re.compile(r"[\s_./:#()\[\]{}\"'-]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKUP = re.compile(
    r"\s*<(?:!doctype|article|body|div|figure|h[1-6]|html|p|section|span|ul)\b", re.IGNORECASE
)


class Match(Struct, frozen=True, kw_only=True):
    """The columns that hold the parts of an article, from 0; None for what a table lacks."""

    text: int | None = None
    headline: int | None = None
    publisher: int | None = None
    url: int | None = None
    date: int | None = None
    byline: int | None = None
    language: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        """Return the parts and their columns, to be kept and given to `Match` again."""
        return asdict(self)


def shape(columns: Sequence[str]) -> str:
    """Return the key under which a match is remembered for all tables with these columns."""
    return sha256("\n".join(map(_plain, columns)).encode()).hexdigest()[:16]


def guess_match(columns: Sequence[str], first_rows: Sequence[Sequence[str]]) -> Match:
    """Return which column is which, by their names (resources/columns.toml) and first cells."""
    cells = [_column(first_rows, index) for index in range(len(columns))]
    found = _by_name(list(map(_plain, columns)))
    for part, fits in _CONTENT.items():
        rest = _rest(found, cells)
        if part not in found and (index := _first(fits, rest)) is not None:
            found[part] = index
    return Match(**_with_text(found, cells))


def drafts(sheet: Sheet, match: Match, path: Path) -> Iterator[Draft | Refusal]:
    """Return the article in each row, or why there is none, with the place of the row."""
    for row in sheet.rows:
        yield row if isinstance(row, Refusal) else _article(sheet, match, path, row)


def articles(
    path: Path, sheets: Iterable[Sheet], known: Mapping[str, Match]
) -> Iterator[Draft | Refusal]:
    """Return the articles in the sheets that have a text column, by known or guessed matches.

    `known` holds matches by the shape of their tables. Raises UnreadableFileError when no sheet
    has such a column, or no row.
    """
    is_empty = True
    others = ""
    for sheet in sheets:
        first = list(islice(sheet.rows, FIRST))
        cells = [row.cells for row in first if isinstance(row, Row)]
        match = known.get(shape(sheet.columns)) or guess_match(sheet.columns, cells)
        if match.text is None and sheet.columns:
            others = others or ", ".join(f"“{column}”" for column in sheet.columns)
            continue
        for found in drafts(replace(sheet, rows=chain(first, sheet.rows)), match, path):
            is_empty = False
            yield found
    if is_empty:
        columns = f"no column of it holds the text of articles: {shortened(others)}"
        raise unreadable(path, f"has no articles; {columns}." if others else "has no rows.")


def _article(sheet: Sheet, match: Match, path: Path, row: Row) -> Draft | Refusal:
    text = _text(_cell(row.cells, match.text))
    if problem := _problem(sheet, row, text):
        return Refusal(path, f"“{shown(path)}”, {row.place} {problem}")
    return Draft(
        headline=headline_of(_cell(row.cells, match.headline), text),
        text=text,
        original=row.original,
        encoding=sheet.encoding,
        file_name=f"{shown(path)}, {row.place}",
        byline=line_of(_cell(row.cells, match.byline)),
        publisher=line_of(_cell(row.cells, match.publisher)),
        source_url=link_of(_cell(row.cells, match.url)),
        published_at=date_of(_cell(row.cells, match.date)),
        language=language_of(_cell(row.cells, match.language)),
    )


def _problem(sheet: Sheet, row: Row, text: str) -> str:
    width = len(sheet.columns)
    if any(row.cells[width:]):
        return (
            f"has {len(row.cells)} cells, and the table has {width} columns: its text may have"
            " come apart where it should stand in quotation marks."
        )
    return "" if text.strip() else "has no text."


def _cell(cells: Sequence[str], index: int | None) -> str:
    return "" if index is None or index >= len(cells) else cells[index]


def _text(cell: str) -> str:
    return text_of(cell) if _MARKUP.match(cell) else clean(cell)


def _column(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return list(filter(str.strip, (_cell(row, index) for row in rows)))


def _with_text(found: dict[str, int], cells: Sequence[list[str]]) -> dict[str, int]:
    """Return the parts with the longest column as the text, unless one with the name is long."""
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


def _is_day(cell: str) -> bool:
    return len(date_of(cell)) == len("2025-02-27")


_CONTENT: Final[dict[str, Callable[[str], bool]]] = {
    "url": lambda cell: bool(link_of(cell)),
    "date": _is_day,
}


def _by_name(columns: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    known = {part: [_joined(_plain(name)) for name in names] for part, names in _names().items()}
    for wording in (_joined, _last_word, _first_word):
        for part, names in known.items():
            rest = (i for i in reversed(range(len(columns))) if i not in found.values())
            free = {wording(columns[i]): i for i in rest}
            index = next((free[name] for name in names if name in free), None)
            if part not in found and index is not None:
                found[part] = index
    return found


def _names() -> dict[str, list[str]]:
    return tomllib.loads(assets.path("columns.toml").read_text(encoding="utf-8"))


def _plain(name: str) -> str:
    words = _SIGNS.sub(" ", _HUMP.sub(" ", name)).strip()
    letters = normalize("NFKD", words.casefold())
    return "".join(letter for letter in letters if not combining(letter))


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _last_word(name: str) -> str:
    return name.rpartition(" ")[2]


def _first_word(name: str) -> str:
    return name.partition(" ")[0]
