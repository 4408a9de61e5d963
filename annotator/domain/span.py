"""Spans of text in Unicode code points, and their conversion to UTF-16."""

import re
from bisect import bisect_left
from typing import Self

from msgspec import Struct

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Span(Struct, frozen=True, gc=False, order=True):
    """A half-open range of a text: code points from `start` up to, but without, `end`.

    Raises ValueError when it is empty or reversed, or `start` is negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a stretch of text: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of the text in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Return whether two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, position: int) -> bool:
        """Return whether the character at the position lies inside."""
        return self.start <= position < self.end

    def trimmed(self, text: str) -> Self | None:
        """Return this span without white space at its ends; None when it is all white space."""
        inside = self.of(text)
        start = self.start + len(inside) - len(inside.lstrip())
        end = self.end - len(inside) + len(inside.rstrip())
        return type(self)(start, end) if start < end else None


class Utf16Map:
    """Converts positions of one text between code points and the UTF-16 units that Qt counts.

    Built once per text in linear time; each conversion takes logarithmic time in the number
    of characters above U+FFFF.
    """

    def __init__(self, text: str) -> None:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2  # quicker than to look for them
        found = _ASTRAL.finditer(text) if units > len(text) else ()
        self._astral = [match.start() for match in found]
        self._second_units = [place + rank + 1 for rank, place in enumerate(self._astral)]

    def to_utf16(self, position: int) -> int:
        """Return the UTF-16 position of a code point position."""
        return position + bisect_left(self._astral, position)

    def to_code_points(self, units: int) -> int:
        """Return the code point position of a UTF-16 position.

        The middle of a surrogate pair counts as the end of its character.
        """
        return units - bisect_left(self._second_units, units)
