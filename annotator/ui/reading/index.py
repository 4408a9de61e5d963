"""Finds the marks of any stretch of text without looking at the others."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import accumulate
from typing import NamedTuple

from annotator.domain.span import Span
from annotator.ui.reading.mark import Mark, MarkKind


class Fragment(NamedTuple):
    """One passage of a mark; `lane` is the row of its underline, 0 the nearest to the words."""

    start: int
    end: int
    lane: int
    first: bool
    mark: Mark


class MarkIndex:
    """All marks of a text, ordered by position."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = {mark.id: mark for mark in marks if mark.spans}
        self.ordered = sorted(
            self._marks.values(), key=lambda mark: (mark.spans[0].start, -mark.spans[0].end)
        )
        self._fragments = _laned(self.ordered)
        self._starts = [fragment.start for fragment in self._fragments]
        self._reach = list(accumulate((fragment.end for fragment in self._fragments), max))
        self._ranks: dict[str, int] = {}

    def __contains__(self, mark_id: object) -> bool:
        return mark_id in self._marks

    def __getitem__(self, mark_id: str) -> Mark:
        return self._marks[mark_id]

    def rank(self, mark_id: str) -> int:
        """Return the place of a mark in reading order."""
        if not self._ranks:
            self._ranks = {mark.id: rank for rank, mark in enumerate(self.ordered)}
        return self._ranks[mark_id]

    def within(self, start: int, end: int) -> list[Fragment]:
        """Return the fragments that share a character with a stretch, in reading order."""
        place = bisect_left(self._starts, end)
        found = []
        while place and self._reach[place - 1] > start:
            place -= 1
            if self._fragments[place].end > start:
                found.append(self._fragments[place])
        return found[::-1]

    def beginning(self, start: int, end: int) -> Sequence[Fragment]:
        """Return the fragments whose first character lies in a stretch."""
        return self._fragments[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def overlapping(self, span: Span) -> list[Mark]:
        """Return the marks that share a character with a span, the shortest first."""
        found = {fragment.mark.id: fragment.mark for fragment in self.within(span.start, span.end)}
        return sorted(found.values(), key=lambda mark: (sum(map(len, mark.spans)), mark.id))


def _laned(marks: Sequence[Mark]) -> list[Fragment]:
    """Return all fragments in reading order, each claim's in the lowest lane that is free there."""
    loose = sorted(
        (span.start, -span.end, rank, span is mark.spans[0])
        for rank, mark in enumerate(marks)
        for span in mark.spans
    )
    taken: list[tuple[int, int]] = []  # end, lane
    free: list[int] = []
    lanes = 0
    fragments = []
    for start, minus_end, rank, first in loose:
        mark, lane = marks[rank], 0
        if mark.kind is MarkKind.CLAIM:
            while taken and taken[0][0] <= start:
                heappush(free, heappop(taken)[1])
            if not free:
                heappush(free, lanes)
                lanes += 1
            lane = heappop(free)
            heappush(taken, (-minus_end, lane))
        fragments.append(Fragment(start, -minus_end, lane, first, mark))
    return fragments
