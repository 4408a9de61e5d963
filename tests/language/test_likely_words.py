"""Likely words of texts without spaces."""

import pytest

from annotator.domain.span import Span
from annotator.language import Direction, whole_words, word_edge
from annotator.language.sentences.likely_words import likely_edge

ON, BACK = Direction.ON, Direction.BACK
ARTICLES = [
    (
        "zh",
        "联合国秘书长周二在纽约表示，NATO 的经济",
        "联合国 秘书长 周二 在 纽约 表示 ， NATO 的 经济",
    ),
    ("zh-TW", "行政院已經核定國防預算", "行政院 已經 核定 國防 預算"),
    ("zh-HK", "行政院已經核定國防預算", "行政院 已經 核定 國防 預算"),
    ("ja", "首相は東京都内でウクライナへの支援を", "首相 は 東京 都内 で ウクライナ へ の 支援 を"),
    ("th", "รัฐบาลไทยประกาศ 400 บาท", "รัฐบาล ไทย ประกาศ 400 บาท"),
    ("ko", "정부는 내년 예산을", "정부는 내년 예산을"),
    ("en", "He said no to 联合国秘书长 twice", "He said no to 联合国 秘书长 twice"),
    ("en", "He said no to รัฐบาลไทย", "He said no to รัฐบาล ไทย"),
    ("lo", "ລັດຖະບານ", "ລັ ດ ຖ ະ ບ າ ນ"),
]


def steps(text, edge):
    place, found = 0, []
    while place < len(text):
        end = edge(text, place, ON)
        found.append(text[place:end].strip())
        place = end
    return found


@pytest.mark.parametrize(("language", "text", "words"), ARTICLES)
def test_words_are_those_that_a_reader_knows(language, text, words):
    assert steps(text, likely_edge(text, language)) == words.split()


@pytest.mark.parametrize(("language", "text", "words"), ARTICLES)
def test_from_each_character_the_same_word_is_found(language, text, words):
    edge = likely_edge(text, language)
    for place, char in enumerate(text):
        end = edge(text, place, ON)
        start = edge(text, end, BACK)
        assert text[start:end] in words.split()
        assert start <= place < end or char.isspace()


def test_a_selection_grows_to_whole_words():
    text = "联合国秘书长周二在纽约"

    assert whole_words(text, Span(1, 7), likely_edge(text, "zh")) == Span(0, 8)
    assert whole_words(text, Span(1, 7)) == Span(1, 7)


@pytest.mark.parametrize("text", ["", "一", "ก", "中文" * 5_000])
def test_any_text_has_edges(text):
    edge = likely_edge(text, "zh")
    middle = len(text) // 2

    assert 0 <= edge(text, middle, BACK) <= edge(text, middle, ON) <= len(text)
    assert edge(text, 0, BACK) == 0


def test_a_word_ends_where_a_character_does():
    text = "กำไรก็"

    edges = {likely_edge(text, "th")(text, place, ON) for place in range(len(text))}

    assert edges <= {word_edge(text, place, ON) for place in range(len(text))}
