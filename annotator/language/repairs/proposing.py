"""Proposes how a text that was broken on its way is put right (docs/zones.md)."""

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
"""The rules, those first that others must not get in the way of; two come before them."""


def proposals(text: str, language: str, *, is_paged: bool = False) -> tuple[Repair, ...]:
    """Return what the rules would mend in a text, in its order; no two repairs overlap.

    `language` is a BCP 47 tag; `is_paged` tells whether the text came in pages, as from a PDF.
    Nothing is changed: the edits of any selection of the repairs, put in order, can be applied
    at once.
    """
    taken = list(mojibake(text, language))
    taken += _apart(page_headers(text, is_paged=is_paged), taken)
    for rule in _RULES:
        taken += _apart(rule(text, language), taken)
    return tuple(sorted(taken, key=lambda repair: (repair.edits[0], repair.kind)))


def _apart(found: Iterable[Repair], taken: Iterable[Repair]) -> Iterator[Repair]:
    """Yield the repairs that touch no place of another rule's."""
    places = sorted(_place(repair) for repair in taken)
    ends = [end for _, end in places]
    for repair in found:
        edits = ((edit.start, edit.end) for edit in repair.edits)
        if not any(_meets(start, end, places, ends) for start, end in edits):
            yield repair


def _place(repair: Repair) -> tuple[int, int]:
    """Return the code points that a repair lays claim to: its words and its edits."""
    start = min(repair.span.start, repair.edits[0].start)
    return start, max(repair.span.end, repair.edits[-1].end)


def _meets(start: int, end: int, places: list[tuple[int, int]], ends: list[int]) -> bool:
    at = bisect_right(ends, start)
    return at < len(places) and places[at][0] < end + (start == end)
