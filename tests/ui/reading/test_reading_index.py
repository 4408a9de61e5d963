"""Marks are found by place, and overlapping ones keep apart."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda t: Span(t[0], t[0] + t[1]))


def claims(*spans):
    return [
        Mark(id=str(rank), spans=(span,), sign="C", tone="refuted", kind=MarkKind.CLAIM)
        for rank, span in enumerate(spans)
    ]


@given(st.lists(SPANS, max_size=25), SPANS)
def test_exactly_the_marks_of_a_stretch_are_found(spans, stretch):
    index = MarkIndex(claims(*spans))

    found = sorted(fragment.mark.id for fragment in index.within(stretch.start, stretch.end))

    assert found == sorted(str(n) for n, span in enumerate(spans) if span.overlaps(stretch))


@given(st.lists(SPANS, max_size=25))
def test_overlapping_claims_never_share_a_lane(spans):
    fragments = MarkIndex(claims(*spans)).within(0, 100)

    for one in fragments:
        for other in fragments:
            apart = one.end <= other.start or other.end <= one.start
            assert one is other or apart or one.lane != other.lane


@given(st.lists(SPANS, max_size=25), st.integers(0, 90))
def test_lanes_do_not_depend_on_what_was_looked_at_first(spans, place):
    looked = MarkIndex(claims(*spans)).within(place, place + 1)

    every = MarkIndex(claims(*spans)).within(0, 100)
    assert looked == [found for found in every if found.start <= place < found.end]


def test_a_mark_further_on_leaves_the_lanes_before_it_alone():
    few = MarkIndex(claims(Span(0, 9), Span(5, 20)))
    more = MarkIndex(claims(Span(0, 9), Span(5, 20), Span(8, 40)))

    assert more.within(0, 8) == few.within(0, 8)


def test_a_mark_of_two_passages_begins_once():
    mark = Mark(
        id="c", spans=(Span(0, 3), Span(9, 12)), sign="C1", tone="refuted", kind=MarkKind.CLAIM
    )
    index = MarkIndex([mark])

    assert [fragment.first for fragment in index.within(0, 20)] == [True, False]
    assert index.ordered == [mark]


def test_the_shortest_of_overlapping_marks_comes_first():
    index = MarkIndex(claims(Span(0, 30), Span(4, 9), Span(2, 20)))

    assert [mark.id for mark in index.overlapping(Span(5, 6))] == ["1", "2", "0"]


@given(st.lists(SPANS, min_size=1, max_size=25))
def test_marks_that_overlap_by_way_of_each_other_are_told_together_in_reading_order(spans):
    index = MarkIndex(claims(*spans))

    groups = [[mark.id for mark in index.together(str(n))] for n in range(len(spans))]

    order = [mark.id for mark in index.ordered]
    for number, group in enumerate(groups):
        assert str(number) in group
        assert group == sorted(group, key=order.index)
        assert all(groups[int(each)] == group for each in group)
    assert not [
        (one, other)
        for one, span in enumerate(spans)
        for other, another in enumerate(spans)
        if span.overlaps(another) and str(other) not in groups[one]
    ]


@given(st.lists(SPANS, max_size=25), st.integers(0, 90))
def test_the_next_passage_that_begins_is_found(spans, place):
    begins = [span.start for span in spans if span.start >= place]

    assert MarkIndex(claims(*spans)).next_beginning(place) == min(begins, default=None)
