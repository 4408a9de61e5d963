"""Anchors keep position, words and surroundings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.anchor import CONTEXT, anchored
from annotator.domain.span import Span

TEXT = "Premier Lind gave no guarantees, said Anna. 😀 Nobody asked for any."


def test_an_anchor_keeps_the_words_and_what_stands_around_them():
    anchor = anchored("t", TEXT, [Span(13, 31)])
    (fragment,) = anchor.fragments

    assert (anchor.start, anchor.exact) == (13, "gave no guarantees")
    assert fragment.prefix == "Premier Lind "
    assert fragment.suffix == TEXT[31 : 31 + CONTEXT]
    assert fragment.span == Span(13, 31)


def test_stretches_are_sorted_and_those_that_touch_are_joined():
    anchor = anchored("t", TEXT, [Span(46, 52), Span(0, 7), Span(7, 12), Span(8, 10)])

    assert anchor.spans == (Span(0, 12), Span(46, 52))
    assert anchor.exact == "Premier Lind … Nobody"


def test_an_anchor_may_name_the_one_before_it():
    former = anchored("t", TEXT, [Span(0, 7)])

    assert anchored("t", TEXT, [Span(0, 12)], former.id).previous_id == former.id


@pytest.mark.parametrize("spans", [[], [Span(0, len(TEXT) + 1)]])
def test_no_stretch_and_one_beyond_the_end_are_refused(spans):
    with pytest.raises(ValueError, match="inside the text"):
        anchored("t", TEXT, spans)


spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, len(TEXT) - 10),
    st.integers(1, 10),
)


@given(st.lists(spans, min_size=1, max_size=6))
def test_an_anchor_covers_the_same_characters_as_its_stretches(spans):
    anchor = anchored("t", TEXT, spans)
    covered = {at for span in anchor.spans for at in range(span.start, span.end)}

    assert covered == {at for span in spans for at in range(span.start, span.end)}
    assert all(f.exact == TEXT[f.start : f.end] for f in anchor.fragments)
    assert all(one.end < other.start for one, other in pairwise(anchor.spans))
