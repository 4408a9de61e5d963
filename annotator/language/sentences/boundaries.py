"""Corrects where a line was split into sentences."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from annotator.language.sentences.language_data import sentence_words

UNREAD: Final = '“”„‟«»‹›"「」『』•‣◦▪●○■□►▶➤'
"""Quotation marks and bullets, inside which the splitter would not split."""

_GUILLEMET: Final = re.compile("[«»]")
_STRAIGHT: Final = re.compile('"')
_CLOSING: Final = "”’›)]」』"
_OPENING: Final = re.compile("[\\s“„«»‹\"'‘(\\[—–]*")
_NUMBERING: Final = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{2,4})[.)]")
_LAST_WORD: Final = re.compile(r"(?:^|[^\w.])([^\W\d_][\w.\u0900-\u0963]*)\.$")
_INITIAL: Final = re.compile(r"(?:^|[\s.(“„«\"-])([^\W\d_])\.$")
_ORDINAL: Final = re.compile(r"(?<![\d.,:])\d{1,2}\.$")
_LOOKED_AT: Final = 40  # code points before a split
_SHORTEST: Final = 3  # code points of an initial or ordinal with its stop, and what is before it


class Boundaries:
    """Decides where the sentences of one line end.

    The splits come from a splitter that saw spaces in place of quotation marks and bullets.
    """

    def __init__(self, line: str, language: str) -> None:
        self._line = line
        self._words = sentence_words(language)
        guillemet = found.group() if (found := _GUILLEMET.search(line)) else ""
        self._closing = _CLOSING + ("“" if "„" in line else "") + ("«" if guillemet == "»" else "»")
        self._straight = [found.start() for found in _STRAIGHT.finditer(line)]

    def ends(self, cuts: Iterable[int]) -> Iterator[int]:
        """Return where sentences end, including their quotation marks, in order."""
        begun, begins = 0, set(self._starters())
        for cut in sorted({*cuts, *begins}):
            stop = self._stop(cut)
            end = self._closed(stop)
            if end > begun and (cut in begins or not self._goes_on(begun, stop, end)):
                yield end
                begun = end
        if begun < len(self._line):
            yield len(self._line)

    def _starters(self) -> Iterator[int]:
        """Return where a sentence begins by its first word, without a stop before it."""
        return (found.start() for found in self._words.starter.finditer(self._line))

    def _stop(self, cut: int) -> int:
        """Return where the words before a split end."""
        while cut and (self._line[cut - 1].isspace() or self._line[cut - 1] in UNREAD):
            cut -= 1
        return cut

    def _closed(self, stop: int) -> int:
        """Return the end of a sentence, including quotation marks and brackets that close there."""
        end = stop
        while self._closes(end):
            end += 1
        # French sets a blank before them
        if self._line[end : end + 1].isspace() and self._line[end + 1 : end + 2] == "»":
            return end + 2 if "»" in self._closing else end
        return end

    def _closes(self, at: int) -> bool:
        char, behind = self._line[at : at + 1], self._line[at + 1 : at + 2]
        if char == '"':
            is_last = not behind or not behind.isalnum()
            return is_last or bisect_left(self._straight, at) % 2 == 1
        return bool(char) and char in self._closing

    def _goes_on(self, begun: int, stop: int, end: int) -> bool:
        """Return whether a sentence continues after a split."""
        rest = _OPENING.match(self._line, end)
        behind = self._line[rest.end() : rest.end() + _LOOKED_AT] if rest else ""
        before = self._line[max(begun, stop - _LOOKED_AT) : stop]
        is_quote = end > stop
        if is_quote and self._words.tail.match(behind):
            return True
        if behind[:1].islower():
            return is_quote or before.endswith((".", "…"))
        if is_quote:
            return False
        is_numbering = _NUMBERING.fullmatch(self._line[begun:stop].strip()) is not None
        return is_numbering or self._is_short(before, behind)

    def _is_short(self, before: str, behind: str) -> bool:
        """Return whether the stop belongs to the last word, as in an abbreviation."""
        if not before.endswith("."):
            return False
        last = max(0, len(before) - _SHORTEST)  # from there on: none of them looks further back
        if self._words.has_ordinals and _ORDINAL.search(before, last):
            return True
        if _INITIAL.search(before, last) and (behind[:1].isupper() or behind[:1] == "-"):
            return True
        word = _LAST_WORD.search(before, max(0, before.rfind(" ")))
        return word is not None and word[1].casefold() in self._words.abbreviations
