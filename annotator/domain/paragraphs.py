"""The paragraphs of a text, counted as people count them."""

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate


def paragraph_number(text: str, place: int) -> int:
    """Return the paragraph number of a position: non-empty lines, counted from 1.

    A position between two paragraphs belongs to the one before it.
    """
    return max(1, bisect_right(_starts(text), place))


@lru_cache(maxsize=1)  # several positions of the same text are looked up in a row
def _starts(text: str) -> list[int]:
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [start for start, line in zip(starts, lines, strict=False) if line.strip()]
