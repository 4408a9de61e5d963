"""What grows with a project: `python -m benchmarks.growth [articles articles]`.

A small and a large project take turns in one process, so that what else the machine does falls on
both. Milliseconds are those of the processor on the thread of the window, or on the thread that
searches, and in brackets real ones, until the first rows or places are there; the median of all
rounds. The files are changed: claims are added and undone. What is first read after opening is
apart, and so is the index of the search, which is made before.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from annotator import places
from annotator.operations.search_query import query_of
from annotator.operations.searching import search
from annotator.storage.search_reader import StoredSearch, searching
from annotator.ui.theming.theme import Theme
from benchmarks.large import Opened, Times, claim, dressed, filter_by, find, redo, step, timed, undo
from benchmarks.large_data import FOLDER

_SIZES: Final = ("10000", "300000")
_OPENED: Final = 7
_ROUNDS: Final = 25
_BATCHES: Final = 20  # of events, until a window is gone
_AFTER: Final = {"first": "are", "second": "min"}
_FILTERS: Final = {
    "a letter that all have": "a",
    "a word that all have": "paper",
    "letters that a tenth has": "min",
    "letters that one of 230 has": "are",
    "a code": "a7777",
    "what nobody has": "zzz",
    "in Chinese": "总统",
    "nothing": "",
}
_SEARCHES: Final = {
    "a common word": "min",
    "two letters": "co",
    "a rare word": "rare777word",
    "a part of a word": "*are777wo",
    "a phrase": '"minmin ran"',
    "in Thai": "สะพาน",
    "in Chinese, in excluded articles alone": "总统",
    "a claimant": "claimant:acacbriga",
    "a status": "status:todo",
    "a publisher": 'publisher:"Paper 96"',
    "a date": "before:2006",
    "an article": "in:A300",
    "a common word of a status": "min status:todo",
    "a common word with a verdict": "min verdict:refuted",
}

T = TypeVar("T")
Both = tuple[list[Times], list[Times]]
"""What was timed in the small project, and in the large one."""


def measured(paths: tuple[Path, Path]) -> Iterator[tuple[str, Both]]:
    """Yield what was timed in both projects."""
    yield from _searched(paths)
    with dressed() as (theme, folder):
        _close(Opened(paths[0], theme, folder))  # what is loaded once
        yield from _opened(paths, theme, folder)
        both = [Opened(each, theme, folder) for each in paths]
        yield from _used(both)
        for each in both:
            _close(each)


def _searched(paths: tuple[Path, Path]) -> Iterator[tuple[str, Both]]:
    with ExitStack() as end:
        finders = [end.enter_context(searching(each, places.search_folder())) for each in paths]
        for finder in finders:
            for _ in finder.catching_up():
                pass
        for name, words in _SEARCHES.items():
            yield (
                f"search: {name}",
                _in_turns(
                    finders, lambda finder, words=words: timed(lambda: _first_places(finder, words))
                ),
            )


def _first_places(finder: StoredSearch, words: str) -> None:
    for found in search(finder.reader, finder, query_of(words)):
        if found.hits:
            return


def _opened(paths: tuple[Path, Path], theme: Theme, folder: Path) -> Iterator[tuple[str, Both]]:
    times: dict[str, Both] = defaultdict(lambda: ([], []))
    for _ in range(_OPENED):
        for place, path in enumerate(paths):
            each = Opened(path, theme, folder)
            times["window usable"][place].append(each.opening)
            each.settle()
            for order in ("first", "second"):
                name = f"filter: {order} word after opening"
                times[name][place].append(each.timed(partial(_first_rows, word=_AFTER[order])))
            find(each, "")
            times["next article, after opening"][place].append(each.timed(step))
            _close(each)
    yield from times.items()


def _used(both: Sequence[Opened]) -> Iterator[tuple[str, Both]]:
    for each in both:
        find(each, "")
        step(each)
    yield "a claim", _in_turns(both, lambda each: each.timed(claim), Opened.select)
    yield "undo", _in_turns(both, lambda each: each.timed(undo))
    yield "redo", _in_turns(both, lambda each: each.timed(redo))
    for each in both:
        for _ in range(_ROUNDS):
            undo(each)
    yield "next article", _in_turns(both, lambda each: each.timed(step))
    for name, word in _FILTERS.items():
        for until, act in (("first", _first_rows), ("all", find)):
            yield (
                f"filter: {name}, {until} rows",
                _in_turns(
                    both,
                    lambda each, act=act, word=word: each.timed(partial(act, word=word)),
                    lambda each: find(each, "q"),
                ),
            )


def _in_turns(
    both: Sequence[T], measure: Callable[[T], Times], before: Callable[[T], object] = lambda _: None
) -> Both:
    times: Both = ([], [])
    for _ in range(_ROUNDS):
        for each, found in zip(both, times, strict=True):
            before(each)
            found.append(measure(each))
    return times


def _first_rows(each: Opened, word: str) -> None:
    """Filter, and wait until rows are shown that pass, or it is known that none does."""
    filter_by(each, word)
    while each.window.desk.articles.model.is_looking:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _close(each: Opened) -> None:
    """Close a window, and let it go with all that it would still do."""
    each.window.close()
    each.window.deleteLater()
    for _ in range(_BATCHES):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _row(name: str, both: Both) -> str:
    low, high = ([median(each) * 1000 for each in zip(*times, strict=True)] for times in both)
    growth = [more / less for less, more in zip(low, high, strict=True)]
    return (
        f"| {name} | {low[0]:.1f} ({low[1]:.1f}) | {high[0]:.1f} ({high[1]:.1f})"
        f" | {growth[0]:.2f} × ({growth[1]:.2f}) |"
    )


def main() -> None:
    """Print the medians, and how they grow."""
    small, large = (
        FOLDER / f"{each}.annotator" if each.isdecimal() else Path(each)
        for each in sys.argv[1:] or _SIZES
    )
    for name, both in measured((small, large)):
        print(_row(name, both), flush=True)


if __name__ == "__main__":
    main()
