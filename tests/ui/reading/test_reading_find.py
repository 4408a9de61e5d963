"""Words are found as a person means them."""

import pytest

from annotator.domain.span import Span
from annotator.ui.reading.find import hit_before, hit_beyond, hits

TEXT = "“It’s over,” he said. It's  over — Over."


@pytest.mark.parametrize(
    ("words", "count"),
    [("OVER", 3), ("\"it's over", 1), ("it's over", 2), ("over - over", 1), ("a.*", 0), ("  ", 0)],
)
def test_case_quotes_dashes_and_white_space_do_not_matter(words, count):
    assert len(list(hits(TEXT, words))) == count


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("à l’Élysée,", "elysee", "Élysée"),
        ("the Elysee", "Élysée", "Elysee"),
        ("E\u0301lyse\u0301e.", "elysee", "E\u0301lyse\u0301e"),
        ("إنّ معدّل البطالة", "معدل", "معدّل"),
        ("a gov\xadern\xadment", "government", "gov\xadern\xadment"),
        ("government", "gov\xadernment", "government"),
        ("die Straße", "STRASSE", "Straße"),
        ("die Strasse", "straße", "Strasse"),
        ("an ofﬁce", "office", "ofﬁce"),
        ("한국어 신문", "한국어", "한국어"),
        ("ข้าวเพิ่มขึ้น", "ข้าว", "ข้าว"),
        ("ΟΔΟΣ", "οδος", "ΟΔΟΣ"),
        ("a [b] c", "[b]", "[b]"),
        ("a ْ b", "ْ", "ْ"),
        ("x^y-z]", "^Y–Z]", "^y-z]"),
    ],
)
def test_accents_marks_and_what_is_not_seen_do_not_matter(text, words, found):
    assert [span.of(text) for span in hits(text, words)] == [found]


def test_a_text_of_many_characters_is_searched_as_one_of_few():
    text = "".join(map(chr, range(0x20, 0x2FFF)))

    assert {span.of(text) for span in hits(text, "e")} >= {"e", "E", "é", "Ễ"}


def test_a_plain_space_finds_a_space_that_does_not_break():
    assert next(hits("27\xa0February", "27 feb")) == Span(0, 6)


def test_the_search_goes_round_at_both_ends():
    first, *_, last = hits(TEXT, "over")

    assert hit_beyond(TEXT, "over", len(TEXT)) == first
    assert hit_before(TEXT, "over", 0) == last
    assert hit_beyond(TEXT, "nowhere", 0) is None
    assert hit_before(TEXT, "nowhere", 9) is None


def test_the_nearest_place_in_either_direction_is_found():
    first, second, third = hits(TEXT, "over")

    assert hit_beyond(TEXT, "over", first.end) == second
    assert hit_before(TEXT, "over", third.start) == second
