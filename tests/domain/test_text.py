"""Text is cleaned once; the rules stand in docs/text-cleaning.md."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import (
    _WORD_ALONE,
    clean,
    cut_off,
    end_within,
    first_line,
    from_first_word,
    headline_in,
    up_to_last_word,
    word_count,
)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_one(end):
    assert clean(f"one{end}two") == "one\ntwo"


def test_what_no_reader_can_see_is_gone_and_half_characters_are_shown():
    assert clean("\ufeffa\x00b\x1bc\x7f\x9f") == "abc"
    assert clean("a\ud800b\ufffe\ufdd0") == "a\ufffdb\ufffd\ufffd"


def test_tabs_joiners_and_no_break_spaces_stay():
    text = "a\tb\u00a0c\u200dd\u00ade 😀 e\u0301"

    assert clean(text) == text


@given(st.text(st.characters(exclude_categories=())))
def test_cleaning_twice_is_cleaning_once_and_gives_what_can_be_kept(text):
    once = clean(text)

    assert clean(once) == once
    assert once.encode().decode() == once


def test_the_first_line_with_something_in_it_is_found():
    assert first_line("\n  \n\t Headline here \nmore") == "Headline here"
    assert first_line(" \n") == ""


@pytest.mark.parametrize(
    "tags", ["Tags: #Vote #Harbour", "#one, #two;", "Стоит прочесть: #порт #совет"]
)
def test_a_line_of_hashtags_is_no_headline(tags):
    assert headline_in(f"{tags}\n\nHarbour vote\nMore") == "Harbour vote"
    assert headline_in(tags) == ""


@pytest.mark.parametrize(
    "words", ["#MeToo", "Tags: a history", "What #MeToo means", "#1 is #2 now"]
)
def test_a_headline_may_have_a_hashtag(words):
    assert headline_in(f"{words}\nMore") == words


def test_words_are_counted_as_people_count_them():
    assert word_count("It’s a well-known U.S. rule: 3.5 percent") == 7
    assert word_count("— … !") == 0


def test_characters_of_chinese_and_japanese_are_words():
    assert word_count("首脑会议于2031年结束。") == 9
    assert word_count("首脳会議が終わった。NATO") == 10


WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@given(st.text("ab-'’. é–\n_9漢َا🙂\u0301१²") | st.text(st.characters(exclude_categories=())))
def test_words_are_runs_of_letters_and_digits_held_together_by_joiners(text):
    spaced, alone = re.subn(_WORD_ALONE, " ", text)

    assert word_count(text) == alone + len(WORD.findall(spaced))


def test_words_among_many_kinds_of_signs_are_counted_too():
    signs = "".join(map(chr, range(0x2190, 0x21D0)))

    assert word_count(f"one {signs} two’s{signs}three") == 3


def test_cleaning_changes_every_character_that_it_has_a_rule_for():
    ruled = [*"\r\v\f\x85\u2028\u2029\ufeff\ufffe\uffff\x00\x7f\x9f\ud800\udfff\ufdd0\ufdef"]

    assert [sign for sign in ruled if clean(f"{sign}x") == f"{sign}x"] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("one two", "one two…"), ("Said so. ", "Said so. …"), ("“yes”", "“yes” …"), ("", "…")],
)
def test_an_ellipsis_stands_apart_from_a_sign_before_it(text, shown):
    assert cut_off(text) == shown


def test_a_text_is_cut_off_in_whole_words_where_there_are_spaces():
    assert from_first_word("teen new bridges") == "new bridges"
    assert up_to_last_word("new bridges fift") == "new bridges"


@pytest.mark.parametrize(
    "text",
    ["市长说新的桥梁将在春季之前完工而税收已经足够支付这笔费用", "รัฐมนตรีกล่าวว่าสะพานใหม่จะมีค่าใช้จ่าย"],
)
def test_nothing_is_cut_from_a_text_without_spaces(text):
    assert from_first_word(text) == up_to_last_word(text) == text
    assert up_to_last_word(f"{text[:3]} {text}") == f"{text[:3]} {text}"


@pytest.mark.parametrize(
    ("text", "columns", "end"),
    [
        ("one two", 3, "two"),
        ("新桥的费用", 4, "费用"),
        ("费用 5 x", 5, " 5 x"),
        ("新", 9, "新"),
        ("", 3, ""),
    ],
)
def test_the_end_of_a_text_is_as_wide_as_it_looks(text, columns, end):
    assert end_within(text, columns) == end
