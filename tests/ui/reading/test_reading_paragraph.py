"""What is painted, clicked and stored are the same characters."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from annotator.ui.reading.face import Face
from annotator.ui.reading.paragraph import Paragraph

CHARACTERS = "ab i,شلاםש12ש👨👩🇩e\u0301\u200d\xa0\u2028\u2029\n\x01\t漢ก็\ud800"


@pytest.fixture
def face(qapp):
    return Face.of(None, 16, 1.6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=60))
def test_any_point_finds_a_position_of_the_text(face, text):
    paragraph = Paragraph(text, face, 90)

    for line in range(paragraph.lines):
        for x in range(-5, 100, 7):
            position = paragraph.position_at(QPointF(x, (line + 0.5) * face.line))
            assert 0 <= position <= len(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.sampled_from("abcdשלוםعرب12"), min_size=1, max_size=40))
def test_the_pieces_of_a_line_are_as_wide_as_the_whole(face, text):
    paragraph = Paragraph(text, face, 10_000)

    whole = paragraph.rects(0, len(text))[0] if text.strip() else QRectF()
    pieces = [rect for n in range(len(text)) for rect in paragraph.rects(n, n + 1)]
    assert all(whole.contains(rect) for rect in pieces)
    # each piece is rounded to whole pixels
    assert 0 <= sum(rect.width() for rect in pieces) - whole.width() + 1 <= len(text) + 2


def test_a_passage_over_two_lines_is_two_rectangles(face):
    paragraph = Paragraph("one two three four five six", face, 90)

    rects = paragraph.rects(0, 27)

    assert paragraph.lines > 1
    assert [rect.top() for rect in rects] == [face.line * line for line in range(paragraph.lines)]


def test_words_of_the_other_direction_get_their_own_rectangle(face):
    text = "He said שלום עולם 12 to them"
    paragraph = Paragraph(text, face, 1_000)

    assert len(paragraph.rects(text.index("said"), text.index("ם") + 1)) == 2
    assert len(paragraph.rects(text.index("ש"), text.index("12") - 1)) == 1
    assert not paragraph.leftwards


def test_a_paragraph_that_begins_in_arabic_is_read_leftwards(face):
    paragraph = Paragraph("قال: beyond", face, 400)

    first, last = paragraph.rects(0, 1)[0], paragraph.rects(5, 11)[0]
    assert paragraph.leftwards
    assert first.right() == pytest.approx(400, abs=1)
    assert last.right() < first.left()


def test_each_character_is_found_under_its_own_middle(face):
    text = "He said שלום to them 👍 and ended"
    paragraph = Paragraph(text, face, 150)

    for place in range(len(text)):
        if rects := paragraph.rects(place, place + 1):
            assert paragraph.character_at(rects[0].center()) == place


def test_beside_the_text_there_is_no_character(face):
    paragraph = Paragraph("short", face, 400)

    assert paragraph.character_at(QPointF(300, 5)) is None
    assert paragraph.character_at(QPointF(5, face.line + 1)) is None


@pytest.mark.parametrize("text", ["漢字かな", "ไทย", "हिन्दी", "👨‍👩‍👧‍👦", "plain"])
def test_every_script_gets_the_same_line_height(face, text):
    assert Paragraph(f"{text}\u2028{text}", face, 400).height == 2 * face.line
