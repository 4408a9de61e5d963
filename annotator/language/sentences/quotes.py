"""Tells opening from closing quotation marks, and finds missing spaces outside them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.language.repairs.language_data import RepairWords
from annotator.language.sentences.tokens import ONE_LETTER_WORDS, letters_after, letters_before

_QUOTE = re.compile('[“”„«»"‘’]')
_OPENED_BY = {"“": "„", "”": "“„”«»", "„": "", "«": "»", "»": "«"}
_JOINED = re.compile("[\u0590-\u06ff\u0700-\u08ff\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
_MARKS = ".,:;!?…"


class Gap(NamedTuple):
    """Where a space is missing outside a quotation mark, and whether the mark opens."""

    at: int
    opens: bool


def gaps(text: str, words: RepairWords) -> Iterator[Gap]:
    """Yield where a quotation mark touches a word that it does not enclose.

    Straight marks are told apart by counting, in lines with an even number of them.
    """
    sides = _Sides(text, words)
    for found in _QUOTE.finditer(text):
        at = found.start()
        opens = sides.opens(at)
        if opens and _touches_before(text, at):
            yield Gap(at, opens=True)
        if opens is False and _touches_after(text, at, words):
            yield Gap(at + 1, opens=False)


class _Sides:
    """Reads the quotation marks of a text, in order, and says which of them open."""

    def __init__(self, text: str, words: RepairWords) -> None:
        self._text = text
        self._sure = {"“", "„", "«"}
        if words.has_one_quote:
            self._sure.add("”")
        if words.has_turned_quotes:
            self._sure.add("»")
        self._open: list[str] = []
        self._straight: int | None = None
        self._single = False
        self._last = 0

    def opens(self, at: int) -> bool | None:
        """Return whether a mark opens or closes; None when that is unclear, or it is no mark."""
        mark = self._text[at]
        if self._text.find("\n", self._last, at) >= 0:
            self._open, self._straight, self._single = [], None, False
        self._last = at
        if mark == '"':
            return self._straight_opens(at)
        if mark in "‘’":
            return self._single_opens(at)
        return self._curly_opens(mark)

    def _curly_opens(self, mark: str) -> bool | None:
        last = self._open[-1] if self._open else ""
        if last and last in _OPENED_BY[mark]:
            self._open.pop()
            return False
        self._open.append(mark)
        return True if mark in self._sure else None

    def _straight_opens(self, at: int) -> bool | None:
        if self._straight is None:
            end = self._text.find("\n", at)
            count = self._text.count('"', at, end if end >= 0 else len(self._text))
            self._straight = 0 if count % 2 == 0 else -1
        if self._straight < 0:
            return None
        self._straight += 1
        return self._straight % 2 == 1

    def _single_opens(self, at: int) -> bool | None:
        before = self._text[at - 1 : at] if at else ""
        if self._text[at] == "‘":
            self._single = True
            return True if before in tuple(_MARKS) else None
        return False if self._single and before in tuple(_MARKS) else None


def _touches_before(text: str, at: int) -> bool:
    """Return whether an opening mark follows a word or its mark without a space."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if not before or not (after.isalnum() or after in tuple("¿¡")) or _JOINED.match(before):
        return False
    if before in _MARKS:
        return _ends_a_word(text, at - 1)
    if before.isdigit():
        return text[at] != '"'
    return len(letters_before(text, at)) > 1


def _ends_a_word(text: str, at: int) -> bool:
    """Return whether a mark follows a word or a closing mark, and not another of its kind."""
    before = text[at - 1 : at] if at else ""
    return before.isalnum() or before in tuple("”’»)]%")


def _touches_after(text: str, at: int, words: RepairWords) -> bool:
    """Return whether a word follows a closing mark without a space."""
    before = text[at - 1 : at] if at else ""
    right = letters_after(text, at + 1)
    if not right or not before or before in "“„«‘([ \t\n\xa0" or _JOINED.match(right):
        return False
    if words.has_quote_endings and right[0].islower():
        return False
    if text[at] == '"' and before.isdigit():
        return False
    return len(right) > 1 or right in ONE_LETTER_WORDS
