"""Where labels made elsewhere belong in a text: by their positions, or by the words they quote."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import AnchorState
from annotator.domain.span import Span, Utf16Map
from annotator.domain.text import clean
from annotator.importers.labels.found import FoundLabel, Place

_GAP: Final = " … "
_LINE_END: Final = re.compile("\r\n|.", re.DOTALL)
_SPACES: Final = re.compile(r"\s+")


class Unit(StrEnum):
    """What positions in a file count."""

    CODE_POINTS = "code points"
    UTF16 = "UTF-16 units"
    BYTES = "bytes"


class Placement(StrEnum):
    """How the place of a label was found."""

    AT_PLACE = "at its place"
    BY_WORDS = "by its words"
    UNSURE = "unsure"
    NOWHERE = "nowhere"


class PlacedLabel(Struct, frozen=True):
    """A label with its spans in the clean text; none when it has no place there."""

    label: FoundLabel
    spans: tuple[Span, ...]
    how: Placement

    @property
    def state(self) -> AnchorState:
        """Return the state of its anchor; what is fuzzy a person has to review."""
        return AnchorState.FUZZY if self.how is Placement.UNSURE else AnchorState.EXACT


class PlacedLabels(Struct, frozen=True):
    """The labels of a text, and what their positions count."""

    labels: tuple[PlacedLabel, ...]
    unit: Unit


def place(labels: Sequence[FoundLabel], raw: str, text: str | None = None) -> PlacedLabels:
    """Return where labels are in a text as the file has it; spans are those of the clean `text`.

    The unit is the one with which most labels are on their words: code points, UTF-16 units or
    bytes. What is not on its words is looked for by them.
    """
    counts = _readings(labels, raw)
    best = max(counts, key=lambda unit: sum(_fits(*pair) for pair in counts[unit]))
    text = clean(raw) if text is None else text
    shifted = _shift(raw, text)
    found = (_placed(label, words, shifted, text) for label, words in counts[best])
    return PlacedLabels(tuple(found), best)


class _Reading(Struct, frozen=True):
    """The spans of a label in one unit, and whether they have its words."""

    spans: tuple[Span, ...]
    has_words: bool


_Read = list[tuple[FoundLabel, _Reading]]


def _readings(labels: Sequence[FoundLabel], raw: str) -> dict[Unit, _Read]:
    """Return the labels with their spans by unit: other units where code points do not fit."""
    found = {Unit.CODE_POINTS: _read(labels, raw, lambda place: place, len(raw))}
    if all(_fits(*pair) for pair in found[Unit.CODE_POINTS]) or raw.isascii():
        return found
    units = Utf16Map(raw)
    found[Unit.UTF16] = _read(labels, raw, units.to_code_points, units.to_utf16(len(raw)))
    ends = [0, *accumulate(len(each.encode("utf-8", "replace")) for each in raw)]
    found[Unit.BYTES] = _read(labels, raw, lambda place: bisect_left(ends, place), ends[-1])
    return found


def _read(
    labels: Iterable[FoundLabel], raw: str, convert: Callable[[int], int], length: int
) -> _Read:
    read = []
    for label in labels:
        spans = _spans(label.places, convert, length)
        words = " ".join(span.of(raw) for span in spans)
        has_words = bool(spans) and (not label.words or _same(words, label.words))
        read.append((label, _Reading(spans, has_words)))
    return read


def _spans(places: Sequence[Place], convert: Callable[[int], int], length: int) -> tuple[Span, ...]:
    if not all(0 <= start < end <= length for start, end in places):
        return ()
    pairs = [(convert(start), convert(end)) for start, end in places]
    return tuple(Span(start, end) for start, end in pairs if start < end)


def _fits(label: FoundLabel, reading: _Reading) -> bool:
    return reading.has_words or not label.places


def _placed(
    label: FoundLabel, reading: _Reading, shifted: Callable[[Span], Span | None], text: str
) -> PlacedLabel:
    spans = tuple(filter(None, map(shifted, reading.spans)))
    if reading.has_words and spans:
        return PlacedLabel(label, spans, Placement.AT_PLACE)
    found = occurrences(text, label.words)
    within = [each for each in found if _in_context(text, each, label)] or found
    if len(within) == 1:
        return PlacedLabel(label, within[0], Placement.BY_WORDS)
    if within:
        near = spans[0].start if spans else 0
        nearest = min(within, key=lambda each: abs(each[0].start - near))
        return PlacedLabel(label, nearest, Placement.UNSURE)
    return PlacedLabel(label, spans, Placement.UNSURE if spans else Placement.NOWHERE)


def occurrences(text: str, words: str) -> list[tuple[Span, ...]]:
    """Return where words are in a text.

    If they are nowhere exactly, other white space is allowed, and if that does not help, gaps,
    which are written as an ellipsis between spaces.
    """
    words = clean(words).strip()
    if not words:
        return []
    loose = r"\s+".join(map(re.escape, words.split()))
    return _matches(text, re.escape(words)) or _matches(text, loose) or _with_gaps(text, words)


def _matches(text: str, pattern: str) -> list[tuple[Span, ...]]:
    return [(Span(*each.span()),) for each in re.finditer(pattern, text)]


def _with_gaps(text: str, words: str) -> list[tuple[Span, ...]]:
    spans: list[Span] = []
    parts = words.split(_GAP)
    for part in parts:
        start = text.find(part, spans[-1].end if spans else 0) if part else -1
        if start < 0:
            return []
        spans.append(Span(start, start + len(part)))
    return [tuple(spans)] if len(parts) > 1 else []


def _in_context(text: str, spans: Sequence[Span], label: FoundLabel) -> bool:
    before, after = text[: spans[0].start], text[spans[-1].end :]
    prefix, suffix = _tight(label.prefix), _tight(label.suffix)
    head = _tight(before[-2 * len(label.prefix) - 1 :])
    tail = _tight(after[: 2 * len(label.suffix) + 1])
    return bool(prefix or suffix) and head.endswith(prefix) and tail.startswith(suffix)


def _tight(text: str) -> str:
    return _SPACES.sub("", text)


def _same(one: str, other: str) -> bool:
    return one == other or " ".join(one.split()) == " ".join(other.split())


def _shift(raw: str, text: str) -> Callable[[Span], Span | None]:
    """Return what turns a span of a text as the file has it into that of the clean text."""
    if raw == text:
        return lambda span: span
    places = [0] * (len(raw) + 1)
    at = 0
    for each in _LINE_END.finditer(raw):
        at += 1 if each[0] == "\ufeff" and at else len(clean(each[0]))
        places[each.end()] = at
        if len(each[0]) == 2:
            places[each.start() + 1] = at

    def shifted(span: Span) -> Span | None:
        start, end = places[span.start], places[span.end]
        return Span(start, end) if start < end else None

    return shifted
