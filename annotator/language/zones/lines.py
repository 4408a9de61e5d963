"""The lines of a text for the zone rules: position, text, and whether a gap is above."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from annotator.language.sentences.words import UNSPACED

_MOST_LINES = 50_000
_LONGEST_KEY = 200  # code points; a longer line is always a paragraph
_PROSE = 80  # code points; the minimum of a paragraph
_UNSPACED = re.compile(f"[{UNSPACED}]")
_WORDS = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_DOTS = {ord("ı"): "i", 0x307: None, ord("ё"): "е"}
_ENDS = tuple(".!?。！？؟।။។…:：;")
_BROKEN_OFF = ("...", "…")
_CLOSERS = "\"'”’»)]）」』* "


class Line(NamedTuple):
    """One line that is not blank; `start` and `end` are code points, the line end excluded.

    `text` has no white space at its ends; `key` is its form for comparison with phrases, empty
    for a paragraph; `gap` says whether the line above is blank.
    """

    start: int
    end: int
    text: str
    key: str
    gap: bool

    @property
    def is_sentence(self) -> bool:
        """Return whether the line ends like a sentence, and not with three dots."""
        text = self.text.rstrip(_CLOSERS)
        return text.endswith(_ENDS) and not text.endswith(_BROKEN_OFF)

    @property
    def is_broken_off(self) -> bool:
        """Return whether the line ends in three dots, as teasers do."""
        return self.text.rstrip(_CLOSERS).endswith(_BROKEN_OFF)

    @property
    def is_prose(self) -> bool:
        """Return whether the line must be a paragraph: long, and a sentence to its end.

        A character of a script without spaces counts as three; some have no full stop either.
        """
        size = len(self.text)
        if size > _LONGEST_KEY:
            return True
        if size < _PROSE:
            size += 2 * len(_UNSPACED.findall(self.text))
        return size >= _PROSE and self.is_sentence

    @property
    def is_short(self) -> bool:
        """Return whether the line may be a heading: short, without a full stop."""
        text = self.text.rstrip(_CLOSERS)
        return len(text) <= _LONGEST_KEY and not text.endswith((".", "。", "।", ":", "："))


def lines(text: str) -> list[Line]:
    """Return the first 50,000 lines that are not blank, in order."""
    return list(islice(_lines(text), _MOST_LINES))


def _lines(text: str) -> Iterator[Line]:
    start, gap = 0, False
    for content in text.split("\n"):
        end = start + len(content)
        if inner := content.strip():
            yield Line(start, end, inner, key(inner) if len(inner) <= _LONGEST_KEY else "", gap)
        gap = not inner
        start = end + 1


def key(text: str) -> str:
    """Return text folded for comparison: without case, marks and signs, numbers as `#`."""
    return _NUMBER.sub("#", " ".join(_WORDS.findall(fold(text))))


def fold(text: str) -> str:
    """Return text case-folded and undotted, with one kind of apostrophe."""
    return undotted(text.casefold()).replace("’", "'")


def undotted(text: str) -> str:
    """Return text without the dots that Turkish and Russian may omit."""
    return text.translate(_DOTS)
