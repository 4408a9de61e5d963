"""The reading cursor moves by sentences and selects whole words, clauses and characters."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from annotator.domain.span import Span, Utf16Map
from annotator.language import Direction
from annotator.ui.reading.cursor import Edge, ReadingCursor

ON, BACK = Direction.ON, Direction.BACK
TEXT = "It closed, warmly, on Thursday. Nobody signed.\n\nLind left."
NASTY = st.text(
    st.sampled_from("ab. ,\n👨👩\u200d\u0301🇩🇪\u2028\xa0\x01ש漢x"), min_size=1, max_size=60
)
MOVES = st.lists(
    st.sampled_from(
        [
            (move, direction)
            for move in ("extend_word", "extend_clause", "collapse", "step")
            for direction in Direction
        ]
        + [("choose_end", edge) for edge in Edge]
        + [("go_in_paragraph", edge) for edge in Edge]
    ),
    max_size=12,
)


@pytest.fixture
def cursor():
    return ReadingCursor(TEXT, "en")


def sentence(cursor):
    return cursor.sentence.of(cursor.text)


def selected(cursor):
    return cursor.selection.of(cursor.text) if cursor.selection else None


def test_emoji_stay_whole_beside_thai():
    cursor = ReadingCursor("👨\u200d👩\u200d👧 กำ 🇩🇪🇫🇷 👍🏽", "th")

    for place in range(len(cursor.text)):
        cursor.choose(place, place + 1)
        assert selected(cursor) in ("👨\u200d👩\u200d👧", " ", "กำ", "🇩🇪", "🇫🇷", "👍🏽")


def is_whole(text, position):
    """Whether no character is cut at a position, by Qt's own count over the whole text.

    Qt cuts a flag behind another sign in two; a flag is two letters of its own kind (UAX 29, GB12).
    """
    letters = re.search("[\U0001f1e6-\U0001f1ff]*\\Z", text[:position])[0]
    if len(letters) % 2 and re.match("[\U0001f1e6-\U0001f1ff]", text[position:]):
        return False
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    finder.setPosition(Utf16Map(text).to_utf16(position))
    return finder.isAtBoundary()


def test_reading_goes_from_sentence_to_sentence_and_stops_at_the_end(cursor):
    read = [sentence(cursor)]
    while cursor.step(ON):
        read.append(sentence(cursor))

    assert read == ["It closed, warmly, on Thursday.", "Nobody signed.", "Lind left."]
    assert cursor.step(BACK)
    assert sentence(cursor) == "Nobody signed."


def test_extending_begins_with_the_sentence(cursor):
    cursor.extend_word(BACK)
    assert selected(cursor) == "It closed, warmly, on Thursday"

    cursor.extend_word(BACK)
    assert selected(cursor) == "It closed, warmly, on"


def test_the_chosen_end_moves(cursor):
    cursor.choose_end(Edge.START)
    cursor.extend_word(ON)
    assert selected(cursor) == "closed, warmly, on Thursday."

    cursor.choose_end(Edge.END)
    cursor.extend_word(ON)
    assert selected(cursor).endswith("Thursday. Nobody")


def test_clauses_leave_their_commas_behind(cursor):
    cursor.extend_clause(BACK)
    assert selected(cursor) == "It closed, warmly"

    cursor.extend_clause(BACK)
    assert selected(cursor) == "It closed"

    cursor.choose_end(Edge.START)
    cursor.choose(0, 31)
    cursor.choose_end(Edge.START)
    cursor.extend_clause(ON)
    assert selected(cursor) == "warmly, on Thursday."


def test_a_clause_does_not_reach_over_the_end_of_its_sentence():
    cursor = ReadingCursor("He left.She stayed, alone", "en")
    cursor.put_caret(3)

    cursor.extend_clause(ON)

    assert selected(cursor) == "left."


def test_a_caret_begins_a_selection_where_it_stands(cursor):
    cursor.put_caret(TEXT.index("warmly"))
    cursor.extend_word(ON)

    assert selected(cursor) == "warmly"


def test_an_end_may_be_moved_past_the_other(cursor):
    cursor.put_caret(TEXT.index("warmly"))
    cursor.extend_word(BACK)

    assert selected(cursor) == ", "
    cursor.extend_word(BACK)
    assert selected(cursor) == "closed, "


def test_collapsing_leaves_a_caret_that_steps_by_words(cursor):
    cursor.choose(3, 9)
    cursor.collapse(ON)
    assert (cursor.selection, cursor.place) == (None, 9)

    cursor.collapse(ON)
    cursor.collapse(ON)
    assert cursor.place == TEXT.index("warmly,") + 6


def test_home_and_end_stay_in_the_paragraph(cursor):
    cursor.go_in_paragraph(Edge.END)
    assert sentence(cursor) == "Nobody signed."

    cursor.go_in_article(Edge.END)
    assert sentence(cursor) == "Lind left."


def test_an_empty_text_can_be_walked_without_harm():
    cursor = ReadingCursor("", "en")
    for direction in Direction:
        assert not cursor.step(direction)
        cursor.extend_word(direction)
        cursor.extend_clause(direction)
        cursor.collapse(direction)

    assert cursor.sentence is None
    assert cursor.selection is None


@example("🇩\n🇩", [("collapse", ON)])
@given(NASTY, MOVES)
def test_no_walk_ever_cuts_a_character(text, moves):
    cursor = ReadingCursor(text, "en")

    for move, argument in moves:
        getattr(cursor, move)(argument)
        ends = [cursor.ends.anchor, cursor.ends.moving] if cursor.ends else []
        assert all(0 <= end <= len(text) and is_whole(text, end) for end in ends)


@given(NASTY, st.data())
def test_a_chosen_span_grows_to_whole_characters_and_no_further(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    assert_grows(text, Span(start, data.draw(st.integers(start + 1, len(text)))))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("aaaaa\u0301\u200d👨🇩", 7),
        ("👨\u200d\u200d👨🇩", 3),
        ("a🏽\u200d👨🇩", 3),
        ("👨\u0301\u200d👨🇩", 0),
    ],
)
def test_a_joiner_ties_emoji_only(text, start):
    assert_grows(text, Span(start, start + 1))


def assert_grows(text, span):
    cursor = ReadingCursor(text, "en")

    cursor.choose(span.end, span.start)

    grown = cursor.selection
    assert grown.start <= span.start < span.end <= grown.end
    assert not any(is_whole(text, place) for place in range(grown.start + 1, span.start + 1))
    assert cursor.ends.moving == grown.start


def test_another_language_ends_sentences_elsewhere():
    cursor = ReadingCursor("Der 1. FC siegte. Sie ging.", "en")
    before = cursor.sentence.of(cursor.text)

    cursor.set_language("de")

    assert before != cursor.sentence.of(cursor.text) == "Der 1. FC siegte."
