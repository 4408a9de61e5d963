"""Suggests repairs of a damaged text (docs/zones.md)."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from annotator.language.repairs.broken_lines import (
    double_spaces,
    hyphenations,
    page_headers,
    single_lines,
)
from annotator.language.repairs.missing_spaces import missing_spaces
from annotator.language.repairs.mojibake import mojibake
from annotator.language.repairs.repair import Repair, RepairKind

__all__ = ["Repair", "RepairKind", "proposals"]

_RULES: Final[tuple[Callable[[str, str], Iterator[Repair]], ...]] = (
    hyphenations,
    missing_spaces,
    double_spaces,
    single_lines,
)
"""The rules, in order of precedence; two more come before them."""


def proposals(text: str, language: str, *, is_paged: bool = False) -> tuple[Repair, ...]:
    """Return the repairs that the rules suggest, in text order; no two overlap.

    `language` is a BCP 47 tag; `is_paged` says whether the text was imported page by page, as from
    a PDF. The edits of any selection of the repairs, in order, can be applied at once.
    """
    taken = list(mojibake(text, language))
    taken += _apart(page_headers(text, is_paged=is_paged), taken)
    for rule in _RULES:
        taken += _apart(rule(text, language), taken)
    return tuple(sorted(taken, key=lambda repair: (repair.edits[0], repair.kind)))


def _apart(found: Iterable[Repair], taken: Iterable[Repair]) -> Iterator[Repair]:
    """Yield the repairs that do not overlap with those of other rules."""
    places = sorted(_position(repair) for repair in taken)
    ends = [end for _, end in places]
    for repair in found:
        edits = ((edit.start, edit.end) for edit in repair.edits)
        if not any(_meets(start, end, places, ends) for start, end in edits):
            yield repair


def _position(repair: Repair) -> tuple[int, int]:
    """Return the range of code points that a repair needs: its shown words and its edits."""
    start = min(repair.span.start, repair.edits[0].start)
    return start, max(repair.span.end, repair.edits[-1].end)


def _meets(start: int, end: int, places: list[tuple[int, int]], ends: list[int]) -> bool:
    at = bisect_right(ends, start)
    return at < len(places) and places[at][0] < end + (start == end)
