"""The search of a large project: `python -m benchmarks.search [PROJECT…]`.

Each line says after how many milliseconds the first places were there, and after how many the best
ones with their count; in brackets those of the processor. The index is made first, if necessary.
"""

import sys
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from annotator import places
from annotator.operations.search_query import query_of
from annotator.operations.searching import search
from annotator.storage.search_reader import StoredSearch, searching
from benchmarks.large_data import FOLDER

_WORDS = ("ranrem", "minran", "min", "co", '"minmin ran"')
_FILTERS = (
    *("claimant:acacbriga", "claimant:ran", "verdict:refuted", "verdict:none", "status:todo"),
    *("before:2006", "before:1990", 'publisher:"Paper 96"', "publisher:paper", "in:A300"),
    "suggestions:open",
)
_ASKED = (
    *_WORDS,
    *_FILTERS,
    *(f"min {each}" for each in _FILTERS),
    *(" ".join(pair) for pair in combinations(_FILTERS[::2], 2)),
)
_ROUNDS = 3

Times = tuple[float, float]
"""Real milliseconds, and those of the processor."""


def main(paths: list[Path]) -> None:
    """Print the times of searches in each project."""
    for path in paths:
        with searching(path, places.search_folder()) as finder:
            begun = time.perf_counter()
            for _ in finder.catching_up():
                pass
            print(f"{path.name}: index {time.perf_counter() - begun:.0f} s")
            for words in _ASKED:
                rounds = [[*_searched(finder, words)] for _ in range(_ROUNDS)]
                first, last = min(rounds, key=lambda times: times[1][0])
                print(f"  {words:42} {_shown(first)}  {_shown(last)}")


def _searched(finder: StoredSearch, words: str) -> Iterator[Times]:
    """Yield when the first places were found, and when all was done."""
    begun, used = time.perf_counter(), time.thread_time()
    is_first = True
    for found in search(finder.reader, finder, query_of(words)):
        if found.hits and is_first:
            yield _since(begun, used)
            is_first = False
    if is_first:
        yield _since(begun, used)
    yield _since(begun, used)


def _since(begun: float, used: float) -> Times:
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - used)


def _shown(times: Times) -> str:
    return f"{times[0]:8.1f} ({times[1]:.1f})"


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]] or sorted(FOLDER.glob("*.annotator")))
