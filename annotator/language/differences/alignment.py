"""The common items of two sequences, in order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

_MOST_PAIRS: Final = 400_000_000
"""How many pairs of items are compared at once: 50 MB, and a tenth of a second."""


_NO_CHANCE: Final = 16
"""How many common letters and signs in a row are not a coincidence."""


class Run(Struct, frozen=True):
    """A run of items that two sequences have in common: where it begins in each, and its length."""

    old: int
    new: int
    size: int

    @property
    def ends(self) -> tuple[int, int]:
        """Return where the run ends in each sequence."""
        return self.old + self.size, self.new + self.size


def common_runs(old: Sequence[str], new: Sequence[str], most_pairs: int = _MOST_PAIRS) -> list[Run]:
    """Return the strings that two sequences have in common, as runs in order.

    It is a longest common subsequence, without short runs between larger changes, which match
    by chance. With more than `most_pairs` to compare, items that occur exactly once in both
    are matched first, and what is between them is compared in turn; without any, nothing is
    matched.
    """
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(item, len(numbers)) for item in old]
    other = [numbers.setdefault(item, len(numbers)) for item in new]
    found = _merged(_runs(one, other, Run(0, 0, 0), most_pairs))
    return list(_steady(found, _sums(old), _sums(new)))


def _runs(old: list[int], new: list[int], at: Run, most_pairs: int) -> Iterator[Run]:
    if len(old) * len(new) <= most_pairs:
        yield from _longest(old, new, at)
        return
    before = at
    pairs = _single_pairs(old, new)
    for one, other in [*pairs, (len(old), len(new))] if pairs else []:
        left, right = before.old - at.old, before.new - at.new
        yield from _runs(old[left:one], new[right:other], before, most_pairs)
        if one < len(old):
            yield Run(at.old + one, at.new + other, 1)
        before = Run(at.old + one + 1, at.new + other + 1, 0)


def _longest(old: list[int], new: list[int], at: Run) -> Iterator[Run]:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - not before texts are compared

    for block in Indel.editops(old, new).as_matching_blocks():
        if block.size:
            yield Run(at.old + block.a, at.new + block.b, block.size)


def _single_pairs(old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """Return the positions of items that occur once in each, as many as are in the same order."""
    counts, others = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new)}
    pairs = [
        (place, places[item])
        for place, item in enumerate(old)
        if counts[item] == 1 and others[item] == 1
    ]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs in which the second numbers rise."""
    tops: list[int] = []  # the smallest second number that ends a rising part of each length
    ranks: list[int] = []  # which pair that is
    before: list[int] = []  # for each pair, the one before it in its part
    for rank, (_, number) in enumerate(pairs):
        length = bisect_left(tops, number)
        tops[length : length + 1] = [number]
        ranks[length : length + 1] = [rank]
        before.append(ranks[length - 1] if length else -1)
    rising = []
    rank = ranks[-1] if ranks else -1
    while rank >= 0:
        rising.append(pairs[rank])
        rank = before[rank]
    return rising[::-1]


def _merged(runs: Iterable[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].ends == (run.old, run.new):
            joined[-1] = Run(joined[-1].old, joined[-1].new, joined[-1].size + run.size)
        else:
            joined.append(run)
    return joined


def _sums(items: Sequence[str]) -> list[int]:
    return list(accumulate((len(item.strip()) for item in items), initial=0))


def _steady(runs: Sequence[Run], old: Sequence[int], new: Sequence[int]) -> Iterator[Run]:
    last = (0, 0)
    starts = [*((run.old, run.new) for run in runs[1:]), (len(old) - 1, len(new) - 1)]
    for run, following in zip(runs, starts, strict=False):
        size = old[run.ends[0]] - old[run.old]
        before = max(old[run.old] - old[last[0]], new[run.new] - new[last[1]])
        after = max(old[following[0]] - old[run.ends[0]], new[following[1]] - new[run.ends[1]])
        if size >= _NO_CHANCE or min(before, after) < max(1, 2 * size):
            yield run
            last = run.ends
