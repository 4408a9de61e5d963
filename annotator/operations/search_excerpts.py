"""A place that was found, with its surroundings in one line."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from annotator.domain.search import Term
from annotator.domain.search_words import places
from annotator.domain.span import Span
from annotator.domain.text import cut_off, end_within

_BEFORE, _AFTER = 40, 160  # columns before and after a place that are shown
_CUT: Final = "…"
_SPACE: Final = re.compile(r"\s")


class Excerpt(Struct, frozen=True):
    """One line of a text, with the words that were looked for at `spans`."""

    text: str
    spans: tuple[Span, ...] = ()


def excerpt(text: str, found: Sequence[Span], place: Span | None = None) -> Excerpt:
    """Return the surroundings of a place, cut between words; the beginning without a place."""
    middle = place.start if place else 0
    after = text[middle : middle + _AFTER]
    limit = middle + len(end_within(after[::-1], _AFTER))
    start, end = _begin(text, middle), _end(text, limit)
    lead = _CUT if start and text[start - 1] != "\n" else ""
    shift = len(lead) - start
    inside = [span for span in found if start <= span.start and span.end <= end]
    line = _SPACE.sub(" ", text[start:end])
    spans = tuple(Span(span.start + shift, span.end + shift) for span in inside)
    shown = cut_off(line) if end < len(text) else line.rstrip()
    return Excerpt(f"{lead}{shown}", spans)


def best_excerpt(fields: Sequence[str], terms: tuple[Term, ...]) -> Excerpt:
    """Return the excerpt of the first field with a place; without one, of the first not empty."""
    for field in fields:
        if found := places(field, terms):
            return excerpt(field, found, found[0])
    return excerpt(next(filter(None, fields), ""), ())


def _begin(text: str, place: int) -> int:
    """Return where the excerpt around a place begins: its line, or a word not far before it."""
    line = text.rfind("\n", 0, place) + 1
    start = place - len(end_within(text[max(line, place - _BEFORE) : place], _BEFORE))
    if start == line:
        return line
    # scripts without spaces are cut anywhere
    word = _SPACE.search(text, start, (start + place) // 2)
    return word.end() if word else start


def _end(text: str, limit: int) -> int:
    if limit >= len(text):
        return len(text)
    word = text.rfind(" ", limit - 20, limit)
    return word if word > 0 else limit
