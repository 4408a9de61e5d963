"""Finds the places of marks in a text from elsewhere, with evidence for each."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from annotator.domain.anchor import CONTEXT, AnchorState, Fragment
from annotator.domain.carrying import NOWHERE, FragmentPlace, by_edits
from annotator.domain.revision import OffsetMap, TextEdit, inverse
from annotator.domain.same_words import same_words
from annotator.domain.span import Span

_RUN: Final = re.compile(r"\S+")
_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50, 20, 20, 2
"""The weights of exact text, context and position, as in Hypothesis."""

_SURE: Final = 0.9
"""The support, from 0 to 1, from which a place is accepted without review."""

_HALF: Final = 0.5
"""The share of the text that must remain for the rest to be shown as its place."""

_MOST: Final = 50
"""How many places with the same text are examined."""


class Reanchoring:
    """Finds fragments of the old text in the new one.

    The edits, from `differences.comparing`, say where each should be. There it is exact when
    the text is the same, and either its context matches or no other place has this text.
    Elsewhere it is moved only when exactly one new place has the same text in the same
    context. Anything else is fuzzy or gone.
    """

    def __init__(self, old: str, new: str, edits: Sequence[TextEdit]) -> None:
        self._old, self._new = Searched(old), Searched(new)
        self._carried = by_edits(edits, new)
        self._back = OffsetMap(inverse(old, edits))

    def place(self, fragment: Fragment) -> FragmentPlace:
        """Return where a fragment is in the new text, and how certain that is."""
        carried = self._carried(fragment)
        if carried.span and carried.state == AnchorState.EXACT:
            if self._is_sure(fragment, carried.span):
                return carried
            return FragmentPlace(carried.span, AnchorState.FUZZY)
        found = self._elsewhere(fragment) or self._left(fragment, carried.span)
        if found.state == AnchorState.MOVED and carried.span and found.span:
            is_there = carried.span.overlaps(found.span)
            return FragmentPlace(found.span, AnchorState.EXACT) if is_there else found
        return found

    def _elsewhere(self, fragment: Fragment) -> FragmentPlace | None:
        places = self._new.places(fragment.exact)
        if len(places) > _MOST:
            return None
        found = [span for span in places if self._is_new(fragment, span)]
        sure = [span for span in found if self._support(fragment, span) >= _SURE]
        if len(sure) == 1:
            return FragmentPlace(sure[0], AnchorState.MOVED)
        if len(found) == 1 and self._is_single(fragment):
            return FragmentPlace(found[0], AnchorState.FUZZY)
        return None

    def _left(self, fragment: Fragment, span: Span | None) -> FragmentPlace:
        if span is None or _kept(fragment.exact, span.of(self._new.text)) < _HALF:
            return NOWHERE
        return FragmentPlace(span, AnchorState.FUZZY)

    def _is_sure(self, fragment: Fragment, span: Span) -> bool:
        if self._support(fragment, span) >= _SURE:
            return True
        return self._is_single(fragment) and len(self._new.places(fragment.exact)) == 1

    def _is_single(self, fragment: Fragment) -> bool:
        return len(self._old.places(fragment.exact)) == 1

    def _is_new(self, fragment: Fragment, span: Span) -> bool:
        """Return whether the text is new at a place; otherwise it is another occurrence."""
        before = self._back.moved(span).span
        if before is None or before.overlaps(fragment.span):
            return True
        return not same_words(fragment.exact, before.of(self._old.text))

    def _support(self, fragment: Fragment, span: Span) -> float:
        """Return how well a place with the same text is supported, from 0 to 1."""
        text = self._new.text
        before = text[max(0, span.start - CONTEXT) : span.start]
        after = text[span.end : span.end + CONTEXT]
        if (before, after) == (fragment.prefix, fragment.suffix):
            return 1.0
        weights = [_QUOTE, _POSITION]
        apart = abs(span.start - fragment.start) / max(len(text), len(self._old.text))
        counts = [_QUOTE, _POSITION * (1 - apart)]
        for weight, one, other in (
            (_PREFIX, fragment.prefix, before),
            (_SUFFIX, fragment.suffix, after),
        ):
            if one:  # at the beginning or end of the text there is no context to compare
                weights.append(weight)
                counts.append(weight * _similarity(one, other))
        return sum(counts) / sum(weights)


class Searched:
    """A text that can be searched regardless of white space."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, exact: str) -> list[Span]:
        """Return where the text occurs, in order; at most `_MOST` places and one more."""
        sought = _unspaced(exact)
        found: list[Span] = []
        at = self._packed.find(sought) if sought else -1
        while at >= 0 and len(found) <= _MOST:
            found.append(Span(self._unpacked(at), self._unpacked(at + len(sought) - 1) + 1))
            at = self._packed.find(sought, at + 1)
        return found

    def _unpacked(self, at: int) -> int:
        """Return the position of a character of the packed text."""
        starts, gaps = self._runs
        return at + gaps[bisect_right(starts, at) - 1]

    @cached_property
    def _packed(self) -> str:
        return _unspaced(self.text)

    @cached_property
    def _runs(self) -> "tuple[array[int], array[int]]":
        """Return where runs without white space begin, and how much white space is before them."""
        starts, gaps = array("I"), array("I")
        place = 0
        for run in _RUN.finditer(self.text):
            start, end = run.span()
            starts.append(place)
            gaps.append(start - place)
            place += end - start
        return starts, gaps


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _kept(old: str, new: str) -> float:
    """Return the share of the old words that the new ones have, in order, from 0 to 1."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - not before a text is compared

    return LCSseq.similarity(old, new) / len(old)


def _similarity(old: str, new: str) -> float:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - not before a text is compared

    return Indel.normalized_similarity(old, new)
