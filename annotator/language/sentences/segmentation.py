"""Splits a text into sentences, line by line."""

import re
from collections.abc import Iterator
from typing import Final

import sentencex

from annotator.domain.span import Span
from annotator.language.languages.names import UNDETERMINED, primary
from annotator.language.sentences.boundaries import UNREAD, Boundaries

_LINE: Final = re.compile("[^\n\u2028\u2029]+")
# quotation marks; white space beyond ASCII and lone surrogates, which the splitter cannot read
# (one class: two expressions, or alternatives, would take ten times as long)
_AS_SPACE: Final = re.compile(
    f"[{UNREAD}\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]"
)
_GERSHAYIM: Final = re.compile('(?<=[\u05d0-\u05ea])"(?=[\u05d0-\u05ea])')
_BULLET: Final = re.compile(r"\s*[•‣◦▪▫●○■□∙⁃*-]\s+(?=\S)")
_STRETCH: Final = 2_000  # code points; the splitter takes quadratic time
_OVERLAP: Final = 100


def sentences(text: str, language: str) -> list[Span]:
    """Return the sentences of a whole text, in order, without white space at their ends.

    A sentence never spans lines, so headings and list items are sentences of their own.
    `language` is a BCP 47 tag; an unknown one is treated as undetermined.
    """
    return [
        Span(line.start() + found.start, line.start() + found.end)
        for line in _LINE.finditer(text)
        for found in sentences_of_line(line.group(), language)
    ]


def sentences_of_line(line: str, language: str) -> list[Span]:
    """Return the sentences of one line, as positions in that line.

    The sentences of a quotation are sentences of their own; the bullet of a list item belongs
    to none.
    """
    seen = _GERSHAYIM.sub("\u05f4", line) if '"' in line else line
    cuts = _cuts(_AS_SPACE.sub(" ", seen), primary(language) or UNDETERMINED)
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet else 0
    found = []
    for end in Boundaries(seen, language).ends(cuts):
        if end > start:
            if span := Span(start, end).trimmed(line):
                found.append(span)
            start = end
    return found


def _cuts(line: str, language: str) -> Iterator[int]:
    """Return where the splitter splits a line of a length that it can handle.

    The last sentence of each part but the last is read again with what follows it.
    """
    start = 0
    while start < len(line):
        stretch = line[start : start + _STRETCH]
        found = sentencex.get_sentence_boundaries(language, stretch)
        ends = [start + each["end_index"] for each in found]
        if start + _STRETCH >= len(line):
            yield from ends
            return
        yield from ends[:-1]
        start = ends[-2] if len(ends) > 1 else start + _STRETCH - _OVERLAP
