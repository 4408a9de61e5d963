"""Finds the marks in any part of a text without examining the others."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from heapq import heappop, heappush
from itertools import accumulate
from typing import NamedTuple

from annotator.domain.span import Span
from annotator.ui.reading.mark import Mark, MarkKind


class Fragment(NamedTuple):
    """One passage of a mark; `lane` is the row of its underline, 0 the nearest to the text."""

    start: int
    end: int
    lane: int
    first: bool
    mark: Mark

    @property
    def span(self) -> Span:
        """Return the span of the text that it covers."""
        return Span(self.start, self.end)


class MarkIndex:
    """All marks of a text, ordered by position.

    Lanes are given in reading order, each fragment the lowest that is free, so a mark never
    moves the underlines before it. They are computed only where they are needed.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._all = list({mark.id: mark for mark in marks}.values())
        self._numbers = {mark.id: number for number, mark in enumerate(self._all)}
        self._passages = sorted(
            passage for number, mark in enumerate(self._all) for passage in _passages(number, mark)
        )
        self._survey()

    def changed(self, gone: Set[str], came: Sequence[Mark]) -> "MarkIndex":
        """Return an index without some marks and with others, which may replace their former ones.

        Changing one mark does not sort or examine thousands of others.
        """
        other = MarkIndex()
        passages, numbers = list(self._passages), dict(self._numbers)
        for mark_id in gone | {mark.id for mark in came}:
            number = numbers.pop(mark_id, None)
            for passage in () if number is None else _passages(number, self._all[number]):
                del passages[bisect_left(passages, passage)]
        for number, mark in enumerate(came, start=len(self._all)):
            numbers[mark.id] = number
            for passage in _passages(number, mark):
                insort(passages, passage)
        other._all, other._passages, other._numbers = [*self._all, *came], passages, numbers
        other._survey()
        return other

    def _survey(self) -> None:
        self._starts = [passage[0] for passage in self._passages]
        self._reach = list(accumulate([-passage[1] for passage in self._passages], max))
        self._fragments: dict[int, Fragment] = {}
        self._together: dict[str, list[Mark]] = {}  # of the mark that was asked for last

    def __contains__(self, mark_id: object) -> bool:
        return mark_id in self._numbers

    def __getitem__(self, mark_id: str) -> Mark:
        return self._all[self._numbers[mark_id]]

    @cached_property
    def ordered(self) -> list[Mark]:
        """Return the marks in the order in which their first passages begin."""
        return [self._all[number] for _, _, number, first in self._passages if first]

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Return the rank of each mark, by its id, in reading order."""
        return {mark.id: rank for rank, mark in enumerate(self.ordered)}

    def within(self, start: int, end: int) -> list[Fragment]:
        """Return the fragments that share a character with a range, in reading order."""
        place = beyond = bisect_left(self._starts, end)
        while place and self._reach[place - 1] > start:
            place -= 1
        return [found for found in self._range(place, beyond) if found.end > start]

    def beginning(self, start: int, end: int) -> list[Fragment]:
        """Return the fragments whose first character is in a range."""
        return self._range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def marks_beginning(self, start: int, end: int, limit: int) -> list[Mark]:
        """Return the marks with a passage that begins in a range, or the first few of them."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [self._all[passage[2]] for passage in self._passages[low : min(high, low + limit)]]

    def next_beginning(self, position: int) -> int | None:
        """Return where the next passage of a mark begins, from a position on; None without one."""
        place = bisect_left(self._starts, position)
        return self._starts[place] if place < len(self._starts) else None

    def overlapping(self, span: Span) -> list[Mark]:
        """Return the marks that share a character with a span, the shortest first."""
        found = {fragment.mark.id: fragment.mark for fragment in self.within(span.start, span.end)}
        return sorted(found.values(), key=lambda mark: (sum(map(len, mark.spans)), mark.id))

    def together(self, mark_id: str) -> list[Mark]:
        """Return a mark and those of its kind that overlap it, also through others, in order."""
        if mark_id not in self._together:
            found = sorted(self._reached_from(self[mark_id]), key=_text_order)
            self._together = {mark_id: found}
        return self._together[mark_id]

    def _reached_from(self, mark: Mark) -> Iterable[Mark]:
        found, new = dict[str, Mark](), list(mark.spans)
        seen: Span | None = None
        while new:
            span = new.pop()
            if seen and seen.start <= span.start and span.end <= seen.end:
                continue  # of many marks at one place, most lie within others
            seen = span
            near = (each.mark for each in self.within(span.start, span.end))
            fresh = {m.id: m for m in near if m.kind is mark.kind and m.id not in found}
            found |= fresh
            # the longest is looked at first
            new += sorted((span for m in fresh.values() for span in m.spans), key=len)
        return found.values()

    def _range(self, low: int, high: int) -> list[Fragment]:
        if any(place not in self._fragments for place in range(low, high)):
            begin = low
            while begin and self._reach[begin - 1] > self._starts[begin]:
                begin -= 1
            self._give_lanes(begin, high)
        return [self._fragments[place] for place in range(low, high)]

    def _give_lanes(self, begin: int, end: int) -> None:
        """Assign lanes from a fragment that no earlier one overlaps."""
        taken: list[tuple[int, int]] = []  # end, lane
        free: list[int] = []
        for place in range(begin, end):
            start, minus_end, number, first = self._passages[place]
            mark, lane = self._all[number], 0
            if mark.kind is MarkKind.CLAIM:
                while taken and taken[0][0] <= start:
                    heappush(free, heappop(taken)[1])
                lane = heappop(free) if free else len(taken)
                heappush(taken, (-minus_end, lane))
            self._fragments[place] = Fragment(start, -minus_end, lane, first, mark)


def _text_order(mark: Mark) -> tuple[int, int]:
    return mark.spans[0].start, -mark.spans[0].end


def _passages(number: int, mark: Mark) -> Iterator[tuple[int, int, int, bool]]:
    return ((span.start, -span.end, number, place == 0) for place, span in enumerate(mark.spans))
