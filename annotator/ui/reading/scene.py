"""Everything the reading view shows besides the text."""

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct, field

from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.ui.reading.index import MarkIndex


class SelectionEnds(Struct, frozen=True):
    """A selection with two ends, of which one moves; equal ends are a caret."""

    anchor: int
    moving: int

    @property
    def span(self) -> Span | None:
        """Return the selected span; None for a caret."""
        if self.anchor == self.moving:
            return None
        return Span(min(self.anchor, self.moving), max(self.anchor, self.moving))


class Scene(Struct, frozen=True):
    """One state of the view. Two scenes can be compared to find out what to repaint."""

    marks: MarkIndex = field(default_factory=MarkIndex)
    current: str | None = None
    sentence: Span | None = None
    ends: SelectionEnds | None = None
    found: tuple[Span, ...] = ()
    flash: Span | None = None
    strength: float = 0.0  # of the flash, 0 to 1

    def hits(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the search hits that share a character with a range; they do not overlap."""
        first = bisect_left(self.found, Span(start, start + 1))
        if first and self.found[first - 1].end > start:
            first -= 1
        return self.found[first : bisect_left(self.found, Span(end, end + 1))]

    def passages(self, mark_id: str | None) -> tuple[Span, ...]:
        """Return the passages of a mark; none for one that is not in the text."""
        return self.marks[mark_id].spans if mark_id in self.marks and mark_id else ()

    def rank(self) -> str:
        """Return the current mark's rank among overlapping ones, as “ · 2 of 3”; otherwise ''."""
        if self.current is None or self.current not in self.marks:
            return ""
        ids = [mark.id for mark in self.marks.together(self.current)]
        if len(ids) < 2:
            return ""
        rank = tr("{number} of {count}", number=ids.index(self.current) + 1, count=len(ids))
        return f" · {rank}"

    def differences(self, other: "Scene", shown: Span) -> Iterator[Span]:
        """Yield the visible passages that look different in another scene."""
        if self.marks is not other.marks:
            yield from _changed(self.marks, other.marks, shown)
            if self.rank() != other.rank():
                yield from other.passages(other.current)
        if self.current != other.current:
            yield from self.passages(self.current)
            yield from other.passages(other.current)
        if self.ends != other.ends:
            yield from (_extent(scene.ends) for scene in (self, other) if scene.ends)
        if self.found != other.found:
            yield shown
        for before, after in ((self.sentence, other.sentence), (self.flash, other.flash)):
            if before != after or (after and after == other.flash):
                yield from (span for span in (before, after) if span)


def _extent(ends: SelectionEnds) -> Span:
    low, high = sorted((ends.anchor, ends.moving))
    return Span(low, high + 1)


def _changed(before: MarkIndex, after: MarkIndex, shown: Span) -> Iterator[Span]:
    old = set(before.within(shown.start, shown.end))
    new = set(after.within(shown.start, shown.end))
    yield from (Span(fragment.start, fragment.end) for fragment in old ^ new)
