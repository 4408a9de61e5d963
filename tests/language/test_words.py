"""Text is cut into words, signs and unspaced characters; nothing but white space is left over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.language.sentences.words import TOKEN


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Wednesday,April 23", ["Wednesday", ",", "April", "23"]),
        ("don’t re-open", ["don", "’", "t", "re", "-", "open"]),
        ("cafe\u0301 नया", ["cafe\u0301", "नया"]),
        ("会议了。", ["会", "议", "了", "。"]),
        ("ไม่มีน้ำ", ["ไ", "ม่", "มี", "น้ำ"]),
        ("מי? نعم؟", ["מי", "?", "نعم", "؟"]),
        ("👩\u200d🚀!", ["👩\u200d🚀", "!"]),
        ("1\ufe0f\u20e3 #\ufe0f\u20e3", ["1\ufe0f\u20e3", "#\ufe0f\u20e3"]),
    ],
)
def test_words_signs_and_characters(text, tokens):
    assert TOKEN.findall(text) == tokens


@given(st.text())
def test_only_white_space_lies_between_tokens(text):
    assert "".join(TOKEN.findall(text)) == "".join(text.split())
