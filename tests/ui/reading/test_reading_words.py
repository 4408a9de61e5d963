"""A word of the text is one that its readers know."""

import pytest
from made_up import point_of
from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtTest import QTest

from annotator import language
from annotator.domain.span import Span
from annotator.language import Direction, whole_words
from annotator.ui.reading import Heading
from annotator.ui.reading.words import word_edge

LEFT = Qt.MouseButton.LeftButton
ON, BACK = Direction.ON, Direction.BACK
THAI = "รัฐบาลไทยประกาศ"  # government, Thai, announces
MIXED = "NATO กับ รัฐบาลไทย 400 บาท, กำไร"


def steps(text):
    place, found = 0, []
    while place < len(text):
        end = word_edge(text, place, ON)
        found.append(text[place:end].strip())
        place = end
    return found


def has_dictionary():
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, THAI)
    return finder.toNextBoundary() > 2


@pytest.fixture
def dictionary():
    if not has_dictionary():
        pytest.skip("no Thai dictionary (Debian: libthai0)")


@pytest.fixture
def finds(monkeypatch):
    """Let Qt find no edge but those at some positions of a run."""

    def only(*edges):
        found = []
        monkeypatch.setattr(
            QTextBoundaryFinder, "setPosition", lambda _, place: found.append(place)
        )
        monkeypatch.setattr(QTextBoundaryFinder, "isAtBoundary", lambda _: found[-1] in edges)

    return only


def test_thai_words_are_those_of_the_dictionary(dictionary):
    assert steps(THAI) == ["รัฐบาล", "ไทย", "ประกาศ"]


def test_an_edge_is_one_that_qt_finds_in_the_run_of_thai(finds):
    finds(6, 9)

    assert steps(THAI) == ["รัฐบาล", "ไทย", "ประกาศ"]
    assert [word_edge(THAI, place, BACK) for place in (15, 9, 7, 6)] == [9, 6, 6, 0]


def test_an_edge_within_a_character_is_none(finds):
    finds(1)  # between the letter and its vowel

    assert steps("กำไร") == ["กำไร"]


def test_without_a_dictionary_each_character_is_a_word(monkeypatch):
    monkeypatch.setattr(QTextBoundaryFinder, "isAtBoundary", lambda _: True)

    assert steps("กำไร") == ["กำ", "ไ", "ร"]


@pytest.mark.parametrize("text", ["no guarantees, he", "会议了", "コーヒーの", ""])
def test_other_words_are_those_of_any_text(text, finds):
    finds()
    for place in range(len(text) + 1):
        for direction in Direction:
            expected = language.word_edge(text, place, direction)
            assert word_edge(text, place, direction) == expected


def test_there_and_back_is_the_same_word():
    for place in range(len(MIXED)):
        end = word_edge(MIXED, place, ON)
        start = word_edge(MIXED, end, BACK)
        assert start <= place <= end or MIXED[place].isspace()
        assert word_edge(MIXED, start, ON) == end


def test_a_run_of_any_length_is_looked_up_in_part():
    text = "ก" * 5_000

    assert 2_000 < word_edge(text, 2_000, ON) <= 3_000


def test_a_double_click_selects_the_thai_word(qtbot, view, dictionary):
    text = f"{THAI} NATO"
    view.set_article(Heading("ข่าว"), text, "th")

    QTest.mouseDClick(view.viewport(), LEFT, pos=point_of(view, 7))

    assert view.selection() == Span(6, 9)
    assert whole_words(text, Span(7, 11), word_edge) == Span(6, 15)
