"""Stretches of text count code points; Qt counts UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span, Utf16Map


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 4)])
def test_an_empty_backward_or_negative_stretch_is_refused(start, end):
    with pytest.raises(ValueError, match=f"{start}-{end}"):
        Span(start, end)


def test_a_stretch_counts_an_emoji_and_a_combining_accent_as_what_they_are():
    text = "a😀e\u0301b"

    assert Span(1, 2).of(text) == "😀"
    assert Span(2, 4).of(text) == "e\u0301"
    assert len(Span(1, 4)) == 3


def test_stretches_that_only_touch_do_not_overlap():
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert not Span(3, 5).overlaps(Span(0, 3))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 9).overlaps(Span(3, 5))


def test_the_end_is_not_held():
    span = Span(2, 4)

    assert [position for position in range(6) if span.holds(position)] == [2, 3]


def test_white_space_at_both_ends_is_trimmed_away():
    text = "x \u00a0 two words\n y"

    assert Span(1, 15).trimmed(text) == Span(4, 13)
    assert Span(4, 13).trimmed(text) == Span(4, 13)
    assert Span(1, 4).trimmed(text) is None


@given(st.text(st.sampled_from("aß中\u0301😀🇺"), max_size=40), st.data())
def test_positions_survive_the_way_to_utf16_and_back(text, data):
    position = data.draw(st.integers(0, len(text)))
    units = len(text[:position].encode("utf-16-le")) // 2

    assert Utf16Map(text).to_utf16(position) == units
    assert Utf16Map(text).to_code_points(units) == position


def test_a_lone_surrogate_is_one_unit():
    assert Utf16Map("a\ud83d😀b").to_utf16(3) == 4


def test_the_middle_of_a_surrogate_pair_is_the_end_of_its_character():
    assert Utf16Map("a😀b").to_code_points(2) == 2
