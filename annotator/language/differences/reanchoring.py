"""Finds the places of marks in a text that came from elsewhere, and proves them."""

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
"""What words, surroundings and position count, as Hypothesis weighs them."""

_SURE: Final = 0.9
"""From which support on, of 1, a place is taken without asking."""

_HALF: Final = 0.5
"""How much of the words has to be left for what is left to be shown as their place."""

_MOST: Final = 50
"""How many places with the same words are looked at."""


class Reanchoring:
    """Finds fragments of the old text in the new one.

    The edits, from `differences.comparing`, say where each should be. There it is
    taken as exact when it has the same words, and is known by its surroundings or because no
    other place has these words. Elsewhere it is taken as moved only when exactly one new place
    has the same words in the same surroundings. All else is fuzzy or nowhere.
    """

    def __init__(self, old: str, new: str, edits: Sequence[TextEdit]) -> None:
        self._old, self._new = Searched(old), Searched(new)
        self._carried = by_edits(edits, new)
        self._back = OffsetMap(inverse(old, edits))

    def place(self, fragment: Fragment) -> FragmentPlace:
        """Return where a fragment lies in the new text, and how sure that is."""
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
        """Return whether a place did not have the words before: else it is a look-alike."""
        before = self._back.moved(span).span
        if before is None or before.overlaps(fragment.span):
            return True
        return not same_words(fragment.exact, before.of(self._old.text))

    def _support(self, fragment: Fragment, span: Span) -> float:
        """Return how well a place with the same words is supported: 0 to 1."""
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
            if one:  # where the text began or ended, nothing speaks for or against a place
                weights.append(weight)
                counts.append(weight * _likeness(one, other))
        return sum(counts) / sum(weights)


class Searched:
    """A text in which words are found whatever white space stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, exact: str) -> list[Span]:
        """Return where the words stand, in text order; at most `_MOST` places and one more."""
        sought = _unspaced(exact)
        found: list[Span] = []
        at = self._packed.find(sought) if sought else -1
        while at >= 0 and len(found) <= _MOST:
            found.append(Span(self._place(at), self._place(at + len(sought) - 1) + 1))
            at = self._packed.find(sought, at + 1)
        return found

    def _place(self, at: int) -> int:
        """Return where a character of the packed text stands."""
        starts, gaps = self._runs
        return at + gaps[bisect_right(starts, at) - 1]

    @cached_property
    def _packed(self) -> str:
        return _unspaced(self.text)

    @cached_property
    def _runs(self) -> "tuple[array[int], array[int]]":
        """Return where runs without white space begin, and how much of it is before them."""
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
    """Return how much of the old words is left in the new ones, in order: 0 to 1."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - not before a text is compared

    return LCSseq.similarity(old, new) / len(old)


def _likeness(old: str, new: str) -> float:
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - not before a text is compared

    return Indel.normalized_similarity(old, new)
