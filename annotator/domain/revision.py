"""Text edits as values: applied, inverted, stored as JSON, and used to map positions."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise

from msgspec import Struct

from annotator.domain.span import Span


class TextEdit(Struct, frozen=True, order=True):
    """One replacement in a text: code points, half-open; an insertion where `start` is `end`.

    Raises ValueError when `end` is before `start`, or `start` is negative.
    """

    start: int
    end: int
    replacement: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a stretch of text: {self.start}-{self.end}")

    @property
    def growth(self) -> int:
        """Return by how many code points the text grows; negative when it shrinks."""
        return len(self.replacement) - (self.end - self.start)


class MovedSpan(Struct, frozen=True):
    """The position of a span after edits; None when nothing of it is left.

    `is_cut` tells whether the edits deleted or replaced any of its characters, or inserted more
    than white space between them.
    """

    span: Span | None
    is_cut: bool


class OffsetMap:
    """Maps positions of the old text to the new one.

    Raises ValueError unless the edits are in text order and do not overlap. Each lookup takes
    logarithmic time in their number.
    """

    def __init__(self, edits: Sequence[TextEdit]) -> None:
        self.edits = _ordered(edits)
        self._starts = [edit.start for edit in self.edits]
        self._ends = [edit.end for edit in self.edits]
        self._shifts = list(accumulate((edit.growth for edit in self.edits), initial=0))

    def touching(self, span: Span) -> Sequence[TextEdit]:
        """Return the edits that change characters of a span or insert between them.

        An insertion exactly at one of its ends stays outside.
        """
        first, last = self._touching(span)
        return self.edits[first:last]

    def moved(self, span: Span) -> MovedSpan:
        """Return where a span lies in the new text.

        A replacement inside the span belongs to it; one across an end of the span does not, as
        there is no telling how much of it would.
        """
        first, last = self._touching(span)
        start, end = span.start + self._shifts[first], span.end + self._shifts[last]
        if first == last:
            return MovedSpan(Span(start, end), is_cut=False)
        if self._starts[first] < span.start:
            start = self._ends[first] + self._shifts[first + 1]
        if self._ends[last - 1] > span.end:
            end = self._starts[last - 1] + self._shifts[last - 1]
        cuts = any(e.start < e.end or e.replacement.strip() for e in self.edits[first:last])
        return MovedSpan(Span(start, end) if start < end else None, is_cut=cuts)

    def position(self, place: int) -> int:
        """Return the new position of a character, or where its replacement begins."""
        rank = bisect_right(self._ends, place)
        if rank < len(self.edits) and self._starts[rank] < place:
            place = self._starts[rank]
        return place + self._shifts[rank]

    def _touching(self, span: Span) -> tuple[int, int]:
        return bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)


class DiffKind(StrEnum):
    """Whether words were kept, removed or added."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class DiffRun(Struct, frozen=True):
    """A run of words that were kept, removed or added, with the white space between them."""

    kind: DiffKind
    text: str


def applied(text: str, edits: Sequence[TextEdit]) -> str:
    """Return the text with the edits applied.

    Raises ValueError when they are out of order, overlap, or reach beyond the text.
    """
    pieces, place = [], 0
    for edit in _inside(text, edits):
        pieces += [text[place : edit.start], edit.replacement]
        place = edit.end
    return "".join([*pieces, text[place:]])


def inverse(text: str, edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    """Return the edits that restore the text from the new one; ValueError as in `applied`."""
    shifts = accumulate((edit.growth for edit in edits), initial=0)
    return tuple(
        TextEdit(
            edit.start + shift,
            edit.start + shift + len(edit.replacement),
            text[edit.start : edit.end],
        )
        for edit, shift in zip(_inside(text, edits), shifts, strict=False)
    )


def narrowed(text: str, edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    """Return the edits without unchanged text at their ends; ValueError as in `applied`.

    No combining mark is separated from its letter.
    """
    return tuple(_narrowed(text, _inside(text, edits)))


def shared_start(one: str, other: str) -> int:
    """Return the length of the common prefix of two strings."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def edits_to_json(edits: Iterable[TextEdit]) -> str:
    """Return edits as a JSON list of [start, end, "replacement"]."""
    import json  # noqa: PLC0415 - few texts have edits; keeps start-up fast

    rows = [[edit.start, edit.end, edit.replacement] for edit in edits]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def edits_from_json(text: str) -> tuple[TextEdit, ...]:
    """Return the edits that `edits_to_json` wrote; none for an empty string.

    Raises ValueError for anything else.
    """
    import json  # noqa: PLC0415 - as above

    rows = json.loads(text) if text else []
    if not isinstance(rows, list):
        raise ValueError("not a list of edits")  # noqa: TRY004 - of JSON, which is a value
    return tuple(_edit(row) for row in rows)


def _edit(row: object) -> TextEdit:
    match row:
        case [int(start), int(end), str(replacement)]:
            return TextEdit(start, end, replacement)
    raise ValueError(f"not an edit: {row!r}")


def _ordered(edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    if any(before.end > edit.start for before, edit in pairwise(edits)):
        raise ValueError("edits stand in text order and do not overlap")
    return tuple(edits)


def _inside(text: str, edits: Sequence[TextEdit]) -> tuple[TextEdit, ...]:
    if edits and edits[-1].end > len(text):
        raise ValueError("an edit reaches beyond the end of the text")
    return _ordered(edits)


def _narrowed(text: str, edits: Iterable[TextEdit]) -> Iterator[TextEdit]:
    for edit in edits:
        old, new = text[edit.start : edit.end], edit.replacement
        head = shared_start(old, new)
        while head and (_clings(old, head) or _clings(new, head)):
            head -= 1
        tail = shared_start(old[head:][::-1], new[head:][::-1])
        while tail and (_clings(old, len(old) - tail) or _clings(new, len(new) - tail)):
            tail -= 1
        if old != new:
            left = new[head : len(new) - tail]
            yield TextEdit(edit.start + head, edit.end - tail, left)


def _clings(text: str, place: int) -> bool:
    """Return whether a character combines with the one before it."""
    mark = text[place : place + 1]
    is_joined = "\u200d" in text[max(0, place - 1) : place + 1]
    return is_joined or (mark != "" and unicodedata.category(mark)[0] == "M")
