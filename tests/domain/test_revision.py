"""Edits of a text are done, taken back, kept and followed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.revision import (
    MovedSpan,
    OffsetMap,
    TextEdit,
    applied,
    edits_from_json,
    edits_to_json,
    inverse,
    narrowed,
)
from annotator.domain.span import Span

TEXT = "On Wednesday,April 23,that day, he said nothing."
CHARS = st.text("ab .\n\u00a0é\u0301👩\u200d🇺🇦ж会", max_size=30)


@st.composite
def edited(draw, texts=CHARS):
    """A text, and edits of it."""
    text = draw(texts)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return text, [TextEdit(*pair, draw(st.text("ab \u0301", max_size=4))) for pair in pairs]


@st.composite
def spanned(draw):
    """A text of at least one character, edits of it, and a span in it."""
    text, edits = draw(edited(CHARS.filter(bool)))
    start = draw(st.integers(0, len(text) - 1))
    return text, edits, Span(start, draw(st.integers(start + 1, len(text))))


def test_edits_insert_replace_and_remove():
    edits = [
        TextEdit(0, 3, ""),
        TextEdit(13, 13, " "),
        TextEdit(19, 21, "24"),
        TextEdit(22, 22, " "),
    ]

    assert applied(TEXT, edits) == "Wednesday, April 24, that day, he said nothing."
    assert [edit.growth for edit in edits] == [-3, 1, 0, 1]


def test_several_insertions_at_one_place_stand_in_their_order():
    assert applied("ad", [TextEdit(1, 1, "b"), TextEdit(1, 1, "c")]) == "abcd"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_an_edit_begins_in_the_text_and_goes_forward(start, end):
    with pytest.raises(ValueError, match="not a stretch"):
        TextEdit(start, end, "")


@pytest.mark.parametrize("do", [applied, inverse, narrowed])
@pytest.mark.parametrize(
    ("edits", "words"),
    [
        ([TextEdit(4, 5, ""), TextEdit(0, 1, "")], "text order"),
        ([TextEdit(0, 3, ""), TextEdit(2, 5, "")], "do not overlap"),
        ([TextEdit(0, 7, "")], "beyond the end"),
    ],
)
def test_edits_out_of_order_or_beyond_the_text_are_refused(do, edits, words):
    with pytest.raises(ValueError, match=words):
        do("sixsix", edits)


def test_a_map_is_not_made_of_edits_that_overlap():
    with pytest.raises(ValueError, match="do not overlap"):
        OffsetMap([TextEdit(0, 3, ""), TextEdit(2, 5, "")])


@given(edited())
def test_the_inverse_brings_the_old_text_back(pair):
    text, edits = pair

    assert applied(applied(text, edits), inverse(text, edits)) == text


@given(edited())
def test_edits_come_back_from_json_as_they_were(pair):
    assert edits_from_json(edits_to_json(pair[1])) == tuple(pair[1])


def test_the_json_is_a_list_of_lists_and_nothing_is_no_edits():
    assert edits_to_json([TextEdit(3, 5, "“é\n")]) == '[[3,5,"“é\\n"]]'
    assert edits_from_json("") == ()


@pytest.mark.parametrize("text", ["{}", "[[1,2]]", '[["1",2,""]]', '[[2,1,""]]', "[1", "3"])
def test_other_json_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - four ways of being wrong
        edits_from_json(text)


@given(edited())
def test_narrowed_edits_do_the_same_and_touch_no_more_than_they_change(pair):
    text, edits = pair
    narrow = narrowed(text, edits)

    assert applied(text, narrow) == applied(text, edits)
    assert all(text[edit.start : edit.end] != edit.replacement for edit in narrow)


@pytest.mark.parametrize(
    ("old", "new", "left"),
    [
        (",that", ", that", TextEdit(1, 1, " ")),
        ("a  b", "a b", TextEdit(2, 3, "")),
        ("e", "e\u0301", TextEdit(0, 1, "e\u0301")),  # or the accent would be parted from its e
        ("e\u0301", "o\u0301", TextEdit(0, 2, "o\u0301")),
        ("👩", "👩\u200d🚀", TextEdit(0, 1, "👩\u200d🚀")),
        ("👩\u200d🚀", "👩\u200d🌾", TextEdit(0, 3, "👩\u200d🌾")),
    ],
)
def test_an_edit_is_narrowed_to_what_it_changes_by_whole_characters(old, new, left):
    assert narrowed(old, [TextEdit(0, len(old), new)]) == (left,)


SPAN = Span(3, 18)  # Wednesday,April


@pytest.mark.parametrize(
    ("edit", "words", "is_cut"),
    [
        (TextEdit(0, 3, ""), "Wednesday,April", False),
        (TextEdit(3, 3, "last "), "Wednesday,April", False),
        (TextEdit(18, 18, " the"), "Wednesday,April", False),
        (TextEdit(18, 21, ""), "Wednesday,April", False),
        (TextEdit(13, 13, " "), "Wednesday, April", False),
        (TextEdit(13, 13, "x"), "Wednesday,xApril", True),
        (TextEdit(13, 13, ""), "Wednesday,April", False),
        (TextEdit(12, 13, ""), "WednesdayApril", True),
        (TextEdit(3, 12, "Monday"), "Monday,April", True),
        (TextEdit(13, 18, "May"), "Wednesday,May", True),
        (TextEdit(0, 6, "By "), "nesday,April", True),
        (TextEdit(16, 22, "of"), "Wednesday,Apr", True),
        (TextEdit(3, 18, "Then"), "Then", True),
        (TextEdit(3, 18, ""), None, True),
        (TextEdit(0, 18, "Then"), None, True),
        (TextEdit(3, 19, "Then"), None, True),
        (TextEdit(0, 30, "Then"), None, True),
    ],
)
def test_a_span_follows_an_edit(edit, words, is_cut):
    moved = OffsetMap([edit]).moved(SPAN)

    assert (moved.span and moved.span.of(applied(TEXT, [edit])), moved.is_cut) == (words, is_cut)


def test_a_span_follows_edits_before_inside_and_behind_it():
    edits = [TextEdit(0, 3, ""), TextEdit(13, 13, " "), TextEdit(22, 22, " ")]
    moves = OffsetMap(edits)

    assert moves.moved(SPAN) == MovedSpan(Span(0, 16), is_cut=False)
    assert moves.touching(SPAN) == (edits[1],)


@given(spanned())
def test_a_span_that_no_edit_touches_keeps_its_words(case):
    text, edits, span = case
    moves = OffsetMap(edits)
    moved = moves.moved(span)

    if not moves.touching(span):
        assert not moved.is_cut
        assert moved.span.of(applied(text, edits)) == span.of(text)


@given(spanned())
def test_a_span_that_is_not_cut_keeps_its_characters_and_comes_back(case):
    text, edits, span = case
    moved = OffsetMap(edits).moved(span)

    if not moved.is_cut:
        assert "".join(moved.span.of(applied(text, edits)).split()) == "".join(
            span.of(text).split()
        )
        assert OffsetMap(inverse(text, edits)).moved(moved.span).span == span


@given(spanned())
def test_a_span_never_holds_what_was_put_beyond_its_ends(case):
    _, edits, span = case
    moved = OffsetMap(edits).moved(span).span
    inside = "".join(edit.replacement for edit in OffsetMap(edits).touching(span))

    assert moved is None or 0 < len(moved) <= len(span) + len(inside)


@given(edited())
def test_a_character_that_stays_is_found_at_its_position(pair):
    text, edits = pair
    moves, new = OffsetMap(edits), applied(text, edits)

    for place, char in enumerate(text):
        if not moves.touching(Span(place, place + 1)):
            assert new[moves.position(place)] == char


def test_the_position_of_what_is_gone_is_that_of_what_replaced_it():
    moves = OffsetMap([TextEdit(2, 2, "xx"), TextEdit(4, 8, "y")])

    assert [moves.position(place) for place in (1, 2, 3, 4, 6, 7, 8, 9)] == [
        1, 4, 5, 6, 6, 6, 7, 8,
    ]  # fmt: skip
