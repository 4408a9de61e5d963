"""Finds words in an article whatever their case, quotation marks, dashes and white space."""

import re
from collections.abc import Iterator

from annotator.domain.span import Span

_ALIKE = ("'’‘‚‛′`", '"“”„‟«»″', "-‐‑‒–—−")
_CLASSES = {char: f"[{re.escape(alike)}]" for alike in _ALIKE for char in alike}


def hits(text: str, query: str) -> Iterator[Span]:
    """Yield the positions of the words, in order.

    Case, the kind of quotes and dashes, and the kind and length of white space do not matter.
    """
    if pattern := _pattern(query):
        for found in pattern.finditer(text):
            yield Span(*found.span())


def hit_beyond(text: str, query: str, position: int) -> Span | None:
    """Return the first hit that begins at or after a position, otherwise the first of all."""
    pattern = _pattern(query)
    found = pattern and (pattern.search(text, position) or pattern.search(text))
    return Span(*found.span()) if found else None


def hit_before(text: str, query: str, position: int) -> Span | None:
    """Return the last hit that ends at or before a position, otherwise the last of all."""
    last, before = None, None
    for last in hits(text, query):
        before = last if last.end <= position else before
    return before or last


def _pattern(query: str) -> re.Pattern[str] | None:
    parts = [
        "".join(_CLASSES.get(char, re.escape(char)) for char in word) for word in query.split()
    ]
    return re.compile("\\s+".join(parts), re.IGNORECASE) if parts else None
