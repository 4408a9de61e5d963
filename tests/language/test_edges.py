"""Words and clauses have sensible edges in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.language import Direction, clause_edge, unpunctuated, whole_words, word_edge

ON, BACK = Direction.ON, Direction.BACK


def steps(text, edge):
    place, found = 0, []
    while place < len(text):
        end = edge(text, place, ON)
        found.append(text[place:end].strip())
        place = end
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no guarantees, he said", ["no", "guarantees", ",", "he", "said"]),
        ("glued.Here", ["glued", ".", "Here"]),
        ("don’t re-open 1,000", ["don’t", "re-open", "1,000"]),
        ("саммит в Варене", ["саммит", "в", "Варене"]),
        ("انتهت القمة", ["انتهت", "القمة"]),
        ("会议了", ["会", "议", "了"]),
        ("大統領トランプ・ドナルド", ["大", "統", "領", "トランプ", "・", "ドナルド"]),
        ("コーヒーの味", ["コーヒー", "の", "味"]),
        ("カ\u3099スだ", ["カ\u3099ス", "だ"]),
        ("กำไร", ["กำ", "ไ", "ร"]),
        ("cafe\u0301 noir", ["cafe\u0301", "noir"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
    ],
)
def test_words_end_where_a_reader_expects(text, expected):
    assert steps(text, word_edge) == expected


def test_going_back_stops_at_the_start_of_each_word():
    text = "one two, three"

    assert [word_edge(text, place, BACK) for place in (14, 9, 7, 4, 2)] == [9, 7, 4, 0, 0]


def test_clauses_end_before_commas_and_dashes_and_behind_full_stops():
    text = "It closed, warmly — “at last.” Nobody signed: 1,000 waited."

    assert steps(text, clause_edge) == [
        "It closed",
        ", warmly",
        "— “at last.”",
        "Nobody signed",
        ": 1,000 waited.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เขาไปแล้ว เธออยู่ต่อ NATO รู้", ["เขาไปแล้ว", "เธออยู่ต่อ", "NATO รู้"]),
        ("他走了，她留下；没人知道。真的", ["他走了", "，她留下", "；没人知道。", "真的"]),
        ("彼は去り、「もう来ない。」と言った", ["彼は去り", "、「もう来ない。」", "と言った"]),
        ("وہ گیا، وہ آئی۔", ["وہ گیا", "، وہ آئی۔"]),
    ],
)
def test_clauses_end_in_other_scripts_too(text, expected):
    assert steps(text, clause_edge) == expected


def test_going_back_stops_at_the_start_of_each_clause():
    text = "It closed, warmly. Nobody signed"

    assert clause_edge(text, 32, BACK) == text.index("Nobody")
    assert clause_edge(text, text.index("Nobody"), BACK) == text.index("warmly")
    assert clause_edge(text, text.index("warmly"), BACK) == 0


def test_chinese_commas_end_a_clause():
    assert clause_edge("会议结束，没有签字。", 0, ON) == 4


def test_separators_at_the_ends_are_no_part_of_a_passage():
    text = ", and yes — "

    assert unpunctuated(text, Span(0, len(text))) == Span(2, 9)
    assert unpunctuated(text, Span(9, len(text))) is None


@given(st.text(max_size=80), st.data())
@pytest.mark.parametrize("edge", [word_edge, clause_edge])
def test_every_step_moves_on_until_the_text_ends(edge, text, data):
    place = data.draw(st.integers(0, len(text)))

    assert place < edge(text, place, ON) <= len(text) or place == len(text)
    assert 0 <= edge(text, place, BACK) < place or place == 0


def test_an_endless_word_is_cut_in_no_time():
    assert word_edge("a" * 10_000_000, 0, ON) == 1_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ave no gua", "gave no guarantees"),
        ("gave no", "gave no"),
        (" gave ", " gave "),
        ("u", "guarantees"),
        (", “forg", ", “forget"),
        ("ok", "Look"),
    ],
)
def test_a_span_grows_to_the_whole_of_its_words(words, expected):
    text = "Lind gave no guarantees, “forget it”. Look"
    start = text.index(words)

    assert whole_words(text, Span(start, start + len(words))).of(text) == expected


@given(st.text(min_size=1), st.data())
def test_growing_to_whole_words_takes_in_the_span_and_is_done_once(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))

    grown = whole_words(text, span)

    assert grown.start <= span.start < span.end <= grown.end
    assert whole_words(text, grown) == grown
