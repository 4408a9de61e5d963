"""Chooses the mark for a key or a click."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF

from annotator.domain.span import Span
from annotator.language import Direction
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind
from annotator.ui.reading.page import Page


def neighbour(
    marks: MarkIndex, current: str | None, sentence: Span | None, place: int, direction: Direction
) -> tuple[Mark, bool] | None:
    """Return the next mark in reading order, and whether the search wrapped around.

    It comes after the current mark while that is read, otherwise after the place; None if there
    are no marks.
    """
    if not marks.ordered:
        return None
    is_read = current is not None and current in marks and _touches(marks[current], sentence)
    if is_read and current is not None:
        rank = marks.ranks[current] + direction.value
    else:
        rank = bisect_left(marks.ordered, place, key=lambda mark: mark.spans[0].start)
        rank -= direction is Direction.BACK
    count = len(marks.ordered)
    return marks.ordered[rank % count], not 0 <= rank < count


def met(marks: MarkIndex, current: str | None, sentence: Span) -> str | None:
    """Return the mark for a sentence: the current one if it is one of its marks.

    Otherwise it is the first claim, without any the first sentiment, then the first suggestion. A
    current mark that is not in this text stays the current one if the sentence has none.
    """
    found = [fragment.mark for fragment in marks.within(sentence.start, sentence.end)]
    if any(mark.id == current for mark in found):
        return current
    away = None if current in marks else current
    first = min(found, key=lambda mark: mark.kind.value, default=None)
    return first.id if first else away


def after(candidates: Sequence[Mark], current: str | None) -> Mark | None:
    """Return the candidate after the current one, wrapping around; by default the first."""
    ids = [mark.id for mark in candidates]
    place = ids.index(current) + 1 if current in ids else 0
    return candidates[place % len(ids)] if ids else None


def keeping(candidates: Sequence[Mark], current: str | None) -> Mark | None:
    """Return the current candidate, or the first if it is none of them."""
    return next((mark for mark in candidates if mark.id == current), next(iter(candidates), None))


def at(page: Page, point: QPointF) -> list[Mark]:
    """Return the marks at a point of the flow: the one whose sign is there, otherwise the claims.

    The shortest claim comes first, suggestions after them.
    """
    if signed := page.sign_at(point):
        return [signed]
    character = page.flow.character_at(point) if page.flow.blocks else None
    if character is None:
        return []
    found = page.scene.marks.overlapping(Span(character, character + 1))
    shown = [mark for mark in found if mark.kind is not MarkKind.SENTIMENT]
    return sorted(shown, key=lambda mark: mark.kind.value)


def _touches(mark: Mark, sentence: Span | None) -> bool:
    return sentence is not None and any(span.overlaps(sentence) for span in mark.spans)
