"""Labels made elsewhere stand on their words, whatever their positions count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span, Utf16Map
from annotator.importers.labels.found import FoundLabel
from annotator.operations.label_places import Placement, Unit, occurrences, place

TEXT = "🇺🇦 Kyiv said the bridge is closed. The bridge is open."


def label(words, *places, **more):
    return FoundLabel(words=words, places=places, **more)


def counted(text, start, end, unit):
    """Return the position of a passage in a unit."""
    if unit is Unit.BYTES:
        return len(text[:start].encode()), len(text[:end].encode())
    units = Utf16Map(text)
    return (units.to_utf16(start), units.to_utf16(end)) if unit is Unit.UTF16 else (start, end)


@given(st.text("aé🇺🇦 \n", min_size=3, max_size=30), st.data(), st.sampled_from(Unit))
def test_positions_in_any_unit_lead_to_the_words(text, data, unit):
    starts = data.draw(st.lists(st.integers(0, len(text) - 2), min_size=1, max_size=5))
    spans = [(start, data.draw(st.integers(start + 1, len(text)))) for start in starts]
    labels = [label(text[a:b], counted(text, a, b, unit)) for a, b in spans]

    found = place(labels, text)

    assert all(
        " ".join(s.of(text) for s in each.spans).split() == each.label.words.split()
        for each in found.labels
    )


@pytest.mark.parametrize("unit", [Unit.UTF16, Unit.BYTES])
def test_other_units_are_recognised_and_named(unit):
    start = TEXT.index("Kyiv")
    found = place([label("Kyiv", counted(TEXT, start, start + 4, unit))], TEXT)

    assert found.unit is unit
    assert [(each.spans, each.how) for each in found.labels] == [
        ((Span(start, start + 4),), Placement.AT_PLACE)
    ]


def test_positions_beyond_the_text_are_not_code_points():
    text = "🇺🇦"

    assert place([label("", (0, 4))], text).unit is Unit.UTF16


def test_words_that_occur_once_are_found_by_themselves():
    [found] = place([label("is closed", (0, 4))], TEXT).labels

    assert (found.spans[0].of(TEXT), found.how) == ("is closed", Placement.BY_WORDS)


def test_words_that_occur_twice_are_taken_nearby_and_to_be_reviewed():
    [found] = place([label("bridge", (30, 36))], TEXT).labels

    assert (found.spans[0].start, found.how, found.state) == (39, Placement.UNSURE, "fuzzy")


def test_the_words_around_decide_between_two_places():
    [found] = place([label("bridge", suffix=" is open")], TEXT).labels

    assert (found.spans[0].start, found.how) == (41 - 2, Placement.BY_WORDS)


def test_other_words_stay_at_their_place_to_be_reviewed():
    [found] = place([label("tunnel", (3, 7))], TEXT).labels

    assert (found.spans, found.how) == ((Span(3, 7),), Placement.UNSURE)


@pytest.mark.parametrize("places", [(), ((5, 5),), ((0, 999),), ((-1, 3),)])
def test_what_has_neither_words_nor_a_place_is_nowhere(places):
    [found] = place([label("", *places)], TEXT).labels

    assert (found.spans, found.how) == ((), Placement.NOWHERE)


def test_spans_are_those_of_the_clean_text():
    raw = "\ufeffone\r\ntwo\x00 \ufeffthree\r\n"

    found = place([label("two", (6, 9)), label("\x00", (9, 10)), label("", (4, 5))], raw).labels

    assert [each.spans for each in found] == [(Span(4, 7),), (), (Span(3, 4),)]


def test_words_are_found_with_other_spaces_and_with_gaps():
    text = "The  bridge\nis closed, she said."

    assert occurrences(text, "bridge is") == [(Span(5, 14),)]
    assert occurrences(text, "bridge … said") == [(Span(5, 11), Span(27, 31))]
    assert occurrences(text, "said … bridge") == []
    assert occurrences(text, " ") == []
