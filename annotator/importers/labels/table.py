"""Tables of labels: a row quotes the words of an article, or counts where they are, or both.

Rows belong to the article that they name, by its code, its address, its id, its text or, if no
other one has it, its headline. Taguette exports its highlights so, a row for each tag.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from annotator.importers import spreadsheets, tables
from annotator.importers.draft import Refusal
from annotator.importers.labels.found import FoundArticle, FoundLabel, chained, merged, score_of
from annotator.importers.sheet import Sheet

_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("text", "article_text", "document", "content"),
    "code": ("article_code", "article"),
    "id": ("article_id",),
    "url": ("article_url", "url", "source_url", "link"),
    "headline": ("article_headline", "headline", "title"),
    "start": ("start_char", "start", "begin", "start_offset", "from", "offset_start"),
    "end": ("end_char", "end", "stop", "end_offset", "to", "offset_end"),
    "words": ("mention_text", "exact", "quote", "quoted", "words", "span", "span_text", "passage"),
    "label": ("label", "labels", "claim_types", "tag", "category", "code"),
    "wording": ("claim_text", "claim", "wording"),
    "note": ("note", "notes", "comment", "context_note"),
    "polarity": ("polarity", "sentiment"),
    "score": ("score", "confidence", "probability"),
    "target": ("target", "target_name", "target_text"),
    "mark": ("mention_id", "sentiment_id", "mark_id"),
}
_ARTICLE: Final = ("text", "code", "id", "url", "headline")
_HIGHLIGHTS: Final = {"headline": "document", "label": "tag", "words": "content"}
"""The columns of Taguette, which mean something else in other tables."""

_BETWEEN: Final = "|"


def fits(columns: tuple[str, ...]) -> bool:
    """Return whether a table with these columns holds labels."""
    found = _places(columns)
    return bool(found.keys() & set(_ARTICLE)) and ("words" in found or {"start", "end"} <= {*found})


def columns_of(path: Path) -> tuple[str, ...]:
    """Return the columns of the first table in a file; raises UnreadableFileError."""
    return next((sheet.columns for sheet in _sheets(path)), ())


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the rows of each article; raises UnreadableFileError."""
    for sheet in _sheets(path):
        if fits(sheet.columns):
            yield from _articles(sheet)


def _sheets(path: Path) -> Iterator[Sheet]:
    is_workbook = path.suffix.lower() in spreadsheets.FORMAT.suffixes
    return spreadsheets.sheets(path) if is_workbook else tables.sheets(path)


def _articles(sheet: Sheet) -> Iterator[FoundArticle | Refusal]:
    places = _places(sheet.columns)
    by_article: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in sheet.rows:
        if isinstance(row, Refusal):
            yield row
            continue
        cells = {k: row.cells[at] for k, at in places.items() if at < len(row.cells)}
        by_article[tuple(cells.get(name, "") for name in _ARTICLE)].append(cells)
    for rows in by_article.values():
        yield _article(rows)


def _article(rows: list[dict[str, str]]) -> FoundArticle:
    first = rows[0]
    labels = {str(number): _label(row) for number, row in enumerate(rows)}
    last: dict[str, str] = {}
    joins = []
    for number, row in enumerate(rows):
        if mark := row.get("mark", ""):
            joins += [(last[mark], str(number))] if mark in last else []
            last[mark] = str(number)
    return FoundArticle(
        place=first.get("code") or first.get("url") or first.get("headline", ""),
        text=first.get("text", ""),
        code=first.get("code", ""),
        id=first.get("id", ""),
        url=first.get("url", ""),
        headline=first.get("headline", ""),
        labels=merged(chained(labels, joins)),
    )


def _label(row: Mapping[str, str]) -> FoundLabel:
    start, end = row.get("start", "").strip(), row.get("end", "").strip()
    has_place = start.isdecimal() and end.isdecimal() and len(start + end) < 20
    names = (each.strip() for each in row.get("label", "").split(_BETWEEN))
    polarity = row.get("polarity", "").strip().replace("−", "-").removeprefix("+")
    is_number = polarity.lstrip("-") in ("0", "1", "2", "3")
    return FoundLabel(
        labels=(*filter(None, names), *([polarity] if polarity and not is_number else [])),
        places=((int(start), int(end)),) if has_place else (),
        words=row.get("words", ""),
        wording=row.get("wording", ""),
        note=row.get("note", ""),
        polarity=int(polarity) if is_number else None,
        target=row.get("target", ""),
        score=score_of(row.get("score", "").replace(",", ".")),
    )


def _places(columns: tuple[str, ...]) -> dict[str, int]:
    known = {name.strip().casefold(): place for place, name in reversed([*enumerate(columns)])}
    if set(_HIGHLIGHTS.values()) <= known.keys():
        return {key: known[name] for key, name in _HIGHLIGHTS.items()}
    found = {
        key: next((known[name] for name in names if name in known), -1)
        for key, names in _COLUMNS.items()
    }
    return {key: place for key, place in found.items() if place >= 0}
