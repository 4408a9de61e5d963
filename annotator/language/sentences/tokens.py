"""The characters around a position up to white space, and whether they are prose."""

import re

from annotator.domain.span import Span

ONE_LETTER_WORDS = frozenset("aAiIeEoOuUyYzZwWàÀáÁéÉèÈóÓôÔаАеЕиИіІоОуУяЯвВкКсСзЗ")
"""Letters after an apostrophe that are words of their own in some language."""

_LONGEST = 200  # code points; a longer run without white space is not prose
_LONGEST_WORD = 40
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"(?:[^\W\d_]|(?!\d)[{_MARKS}])+"  # \w lacks the vowel signs of Indic scripts
_LETTERS = re.compile(_LETTER)
_LAST_LETTERS = re.compile(rf"{_LETTER}\Z")
_RUN = re.compile(rf"\S{{1,{_LONGEST}}}")
_NOT_PROSE = re.compile(
    r"[={}<>\\|_@^~`]"  # code, addresses, names of variables
    r"|//|\(\)|/[^\s/]*/"  # addresses, calls, paths
    r"|\w\([^\s)]*,"  # calls
    r"|&#?\w+;"  # characters by name
    r"|www\."
)


def letters_before(text: str, at: int) -> str:
    """Return the letters directly before a position, at most forty."""
    found = _LAST_LETTERS.search(text[max(0, at - _LONGEST_WORD) : at])
    return found.group() if found else ""


def letters_after(text: str, at: int) -> str:
    """Return the letters directly after a position, at most forty."""
    found = _LETTERS.match(text, at, at + _LONGEST_WORD)
    return found.group() if found else ""


def run_around(text: str, at: int) -> Span:
    """Return the characters around a position up to white space, at most forty on each side."""
    start = end = at
    while start > 0 and at - start < _LONGEST_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < _LONGEST_WORD and not text[end].isspace():
        end += 1
    return Span(start, end)


class Tokens:
    """Says whether positions, asked for in ascending order, are in prose."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1
        self._is_prose = False

    def are_prose(self, at: int) -> bool:
        """Return whether the characters around a position look like words with punctuation."""
        if at >= self._end:
            start = at - len(_last_run(self._text[max(0, at - _LONGEST) : at]))
            run = _RUN.match(self._text, at)
            self._end = run.end() if run else at
            token = self._text[start : self._end]
            self._is_prose = len(token) < _LONGEST and not _NOT_PROSE.search(token)
        return self._is_prose


def _last_run(text: str) -> str:
    """Return the characters other than white space that a text ends with."""
    return "" if text[-1:].isspace() else (text.rsplit(None, 1) or [""])[-1]
