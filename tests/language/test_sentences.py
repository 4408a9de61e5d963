"""Sentences are found in any text and never invented."""

import sys

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from annotator.language import sentences, sentences_of_line


def words(text, language="en"):
    return [span.of(text) for span in sentences(text, language)]


def test_abbreviations_do_not_end_a_sentence():
    text = "Dr. Lind met Mr. Holt. They spoke for an hour."

    assert words(text) == ["Dr. Lind met Mr. Holt.", "They spoke for an hour."]


def test_a_missing_space_after_a_full_stop_still_ends_a_sentence():
    assert words("He left early.She stayed.") == ["He left early.", "She stayed."]


def test_a_heading_does_not_run_into_the_next_line():
    assert words("A summit without a pledge\nIt closed today.") == [
        "A summit without a pledge",
        "It closed today.",
    ]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\n\n"])
def test_line_separators_end_a_sentence(separator):
    assert words(f"one{separator}two") == ["one", "two"]


@pytest.mark.parametrize("space", ["\xa0", "\u2009", "\u202f", "\u3000", "\x85"])
def test_unusual_white_space_does_not_upset_the_splitter(space):
    assert words(f"It ended.{space}They{space}went.") == ["It ended.", f"They{space}went."]


def test_the_splitter_meets_no_white_space_beyond_ascii(monkeypatch):
    given_to_it = []
    monkeypatch.setattr(
        sentencex, "get_sentence_boundaries", lambda _, line: given_to_it.append(line) or []
    )
    spaces = [each for each in map(chr, range(sys.maxunicode + 1)) if each.isspace()]

    sentences_of_line("".join(filter(lambda each: not each.isascii(), spaces)), "en")

    assert {*given_to_it[0]} == {" "}


def test_chinese_and_arabic_stops_are_known():
    assert words("会议结束了。没有签字。", "zh-Hans") == ["会议结束了。", "没有签字。"]
    assert words("انتهت القمة؟ نعم انتهت.", "ar") == ["انتهت القمة؟", "نعم انتهت."]


def test_positions_count_code_points_behind_an_emoji():
    text = "Yes 👍🏽. Then no."

    assert words(text)[-1] == "Then no."


def test_a_lone_surrogate_is_survived():
    assert words("one \ud800 two.") == ["one \ud800 two."]


def test_an_empty_line_has_no_sentence():
    assert sentences_of_line("", "en") == []
    assert sentences_of_line(" \t\xa0", "") == []


@given(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.sampled_from(["en", "de", "ar", "zh"]),
)
def test_sentences_are_sorted_trimmed_and_miss_no_word(text, language):
    found = sentences(text, language)

    ends = [0, *(span.end for span in found)]
    assert all(end <= span.start for end, span in zip(ends, found, strict=False))
    assert all(span.of(text).strip() == span.of(text) for span in found)
    outside = "".join(
        text[end:start]
        for end, start in zip(ends, [*(span.start for span in found), len(text)], strict=True)
    )
    assert not outside.strip()


def test_ten_million_characters_of_one_line_are_survived():
    assert len(sentences_of_line("x" * 10_000_000, "en")) == 1


def test_no_sentence_of_a_real_article_crosses_a_line(real_articles):
    for path in real_articles:
        text = path.read_text(encoding="utf-8")

        assert sentences(text, "en")
        assert not any("\n" in span.of(text) for span in sentences(text, "en"))


def test_a_bullet_before_a_closing_quotation_mark_is_part_of_no_sentence():
    assert words("*\t”") == ["”"]
