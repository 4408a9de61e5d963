"""Where words begin and end, in Thai by the dictionary that Qt finds on some systems."""

import re

from PySide6.QtCore import QTextBoundaryFinder

from annotator import language
from annotator.language import Direction

_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_LONGEST = 1_000  # code points to either side that are looked up


def word_edge(text: str, position: int, direction: Direction) -> int:
    """Return the end of the next word, or the start of the previous one.

    In Thai, that is an edge of a word if there is a dictionary, otherwise of a character.
    """
    edge = language.word_edge(text, position, direction)
    inside = edge - 1 if direction is Direction.ON else edge
    if not _THAI.match(text, max(inside, 0)):
        return edge
    start, end = _run_around(text, inside)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text[start:end])
    while start < edge < end:
        finder.setPosition(edge - start)  # no character of the run takes two units
        if finder.isAtBoundary():
            break
        edge = language.word_edge(text, edge, direction)
    return edge


def _run_around(text: str, position: int) -> tuple[int, int]:
    """Return where the Thai letters around a position begin and end."""
    start = end = position
    first, last = max(0, position - _LONGEST), min(len(text), position + _LONGEST)
    while start > first and _THAI.match(text, start - 1):
        start -= 1
    while end < last and _THAI.match(text, end):
        end += 1
    return start, end
