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
    marks: MarkIndex, current: str | None, sentence: Span | None, place: int, direction: Direction
) -> tuple[Mark, bool] | None:
    """Return the next mark in reading order, and whether that begins again at the other end.

    It comes after the current one while that is read, else after the place; None without marks.
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
    """Return which mark is meant where a sentence is read: the current one if it is among them.

    Else it is the first claim, or the first sentiment where there is no claim. A current mark that
    is not in this text stays where the sentence has none.
    """
    found = [fragment.mark for fragment in marks.within(sentence.start, sentence.end)]
    if any(mark.id == current for mark in found):
        return current
    claims = (mark.id for mark in found if mark.kind is MarkKind.CLAIM)
    away = None if current in marks else current
    return next(claims, next((mark.id for mark in found), away))


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


def _touches(mark: Mark, sentence: Span | None) -> bool:
    return sentence is not None and any(span.overlaps(sentence) for span in mark.spans)
