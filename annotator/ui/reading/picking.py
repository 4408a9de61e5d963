"""Chooses the mark that a key or a click means."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF

from annotator.domain.span import Span
from annotator.language import Direction
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind
from annotator.ui.reading.page import Page


def neighbour(
    marks: MarkIndex, current: str | None, place: int, direction: Direction
) -> Mark | None:
    """Return the next mark in reading order, from the current one while reading stands in it."""
    if current is not None and current in marks and _covers(marks[current], place):
        rank = marks.ranks[current] + direction.value
    else:
        rank = bisect_left(marks.ordered, place, key=lambda mark: mark.spans[0].start)
        rank -= direction is Direction.BACK
    return marks.ordered[rank] if 0 <= rank < len(marks.ordered) else None


def overlapping(marks: MarkIndex, place: int, sentence: Span | None) -> list[Mark]:
    """Return the marks at a position, the shortest first; else those of the sentence there."""
    found = marks.overlapping(Span(place, place + 1))
    return found if found or sentence is None else marks.overlapping(sentence)


def after(candidates: Sequence[Mark], current: str | None) -> Mark | None:
    """Return the candidate behind the current one, going round; the first if it is none of them."""
    ids = [mark.id for mark in candidates]
    place = ids.index(current) + 1 if current in ids else 0
    return candidates[place % len(ids)] if ids else None


def keeping(candidates: Sequence[Mark], current: str | None) -> Mark | None:
    """Return the current candidate, or the first if it is none of them."""
    return next((mark for mark in candidates if mark.id == current), next(iter(candidates), None))


def at(page: Page, point: QPointF) -> list[Mark]:
    """Return what a click on a point of the flow means: the mark whose sign is there, else claims.

    The shortest claim comes first.
    """
    if signed := page.sign_at(point):
        return [signed]
    character = page.flow.character_at(point) if page.flow.blocks else None
    if character is None:
        return []
    found = page.scene.marks.overlapping(Span(character, character + 1))
    return [mark for mark in found if mark.kind is MarkKind.CLAIM]


def _covers(mark: Mark, place: int) -> bool:
    return any(span.holds(place) for span in mark.spans)
