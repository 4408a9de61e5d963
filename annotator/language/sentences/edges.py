"""Finds word and clause boundaries from any position of a text."""

import re
import unicodedata
from collections.abc import Callable
from enum import Enum, auto
from typing import TypeAlias

from annotator.domain.span import Span

SEPARATORS = ",;:–—()[]，、；：،؛"

_CLAUSE_END = re.compile(
    r"(?P<stop>[.!?…]+[\"'”’»)\]]*(?=\s|$)|[。！？؟।]+[”’」』»)\]]*)"
    r"|(?<=[\u0e00-\u0eff])[ \t]+(?=\S)"  # Thai and Lao set blanks between clauses only
    r"|[,;:]+(?=[\s\"'”’»)\]]|$)|\s+[–—-]+(?=\s)|—|[，、；：،؛]|[()\[\]]|\n"
)
_WINDOW = 2_000  # code points after which a clause is split
_LONGEST = 1_000  # code points after which a word is split
_UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003134f]"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3099\u309a]{2}")


class Direction(Enum):
    """The direction in which a boundary is searched."""

    BACK = -1
    ON = 1


WordEdge: TypeAlias = Callable[[str, int, Direction], int]
"""Finds edges as `word_edge` does."""


class _Kind(Enum):
    SPACE = auto()
    WORD = auto()
    UNSPACED = auto()
    OTHER = auto()


def word_edge(text: str, position: int, direction: Direction) -> int:
    """Return the end of the next word, or the start of the previous one.

    A run of punctuation counts as a word, and so does each character of a script written
    without spaces, except for katakana, in which Japanese writes single words. Returns the end or
    the start of the text when there is no further word.
    """
    return _word_end(text, position) if direction is Direction.ON else _word_start(text, position)


def whole_words(text: str, span: Span, edge: WordEdge = word_edge) -> Span:
    """Return a span extended to the whole words in which it begins and ends."""
    first = edge(text, edge(text, span.start, Direction.ON), Direction.BACK)
    last = edge(text, edge(text, span.end, Direction.BACK), Direction.ON)
    return Span(min(first, span.start), max(last, span.end))


def clause_edge(text: str, position: int, direction: Direction) -> int:
    """Return the end of the current clause, or the start of the previous one.

    A clause ends before a comma, dash or bracket, and after a full stop with its quotes.
    """
    if direction is Direction.ON:
        return _clause_end(text, position)
    return _clause_start(text, position)


def unpunctuated(text: str, span: Span) -> Span | None:
    """Return a span without the separators and white space at its ends; None if nothing is left."""
    start, end = span.start, span.end
    while start < end and _separates(text[start]):
        start += 1
    while end > start and _separates(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _separates(char: str) -> bool:
    return char.isspace() or char in SEPARATORS


def _kind(char: str) -> _Kind:
    if char.isspace():
        return _Kind.SPACE
    if re.match(_UNSPACED, char):  # made on first use, which takes 1 ms
        return _Kind.UNSPACED
    category = unicodedata.category(char)
    if category[0] in "LNM" or category in ("Pc", "Cf"):
        return _Kind.WORD
    return _Kind.OTHER


def _clings(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or char in "\u0e33\u0eb3"  # Thai and Lao am


def _joins(text: str, position: int) -> bool:
    """Return whether the mark at a position joins the letters or digits around it."""
    if not 0 < position < len(text) - 1:
        return False
    before, after = text[position - 1], text[position + 1]
    if text[position] in "'’-‐\u2011":
        return before.isalnum() and after.isalnum()
    return text[position] in ".,:" and before.isdigit() and after.isdigit()


def _same_word(text: str, position: int) -> bool:
    """Return whether no word ends between a position and the character before it."""
    before, after = _kind(text[position - 1]), _kind(text[position])
    if before is not _Kind.SPACE and _clings(text[position]):
        return True
    if before is after:
        return after is not _Kind.UNSPACED or bool(_KATAKANA.match(text, position - 1))
    return _joins(text, position) or _joins(text, position - 1)


def _word_end(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    furthest = min(len(text), position + _LONGEST)
    position += 1
    while position < furthest and _same_word(text, position):
        position += 1
    return min(position, furthest)


def _word_start(text: str, position: int) -> int:
    while position > 0 and text[position - 1].isspace():
        position -= 1
    furthest = max(0, position - _LONGEST)
    position -= 1
    while position > furthest and _same_word(text, position):
        position -= 1
    return max(position, furthest)


def _clause_end(text: str, position: int) -> int:
    for found in _CLAUSE_END.finditer(text, position, position + _WINDOW):
        edge = found.end() if found["stop"] else found.start()
        if edge > position and unpunctuated(text, Span(position, edge)):
            return edge
    return min(len(text), position + _WINDOW)


def _clause_start(text: str, position: int) -> int:
    base = max(0, position - _WINDOW)
    start = base
    for found in _CLAUSE_END.finditer(text, base, position):
        edge = found.end()
        while edge < position and _separates(text[edge]):
            edge += 1
        if edge >= position:
            break
        start = edge
    return start
