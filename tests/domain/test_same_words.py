"""Words are the same however they are set, and different when a letter or sign is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.same_words import same_words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wednesday,April 23", "Wednesday, April\u00a023"),
        ("one  two\nthree", "one two three"),
        ("guaran-\ntees", "guarantees"),
        ("Franco-\n  German", "Franco-German"),
        ("soft\u00adly\u200b", "softly"),
        ("cafe\u0301", "café"),
        ("donâ€™t", "don’t"),
        ("â€œNo,â€ he said", "“No,” he said"),  # the import has cleaned a control away
        ("CafÃ©", "Café"),
        ("ÐœÐ¾ÑÐºÐ²Ð°", "Москва"),
        ("", " \n"),
    ],
)
def test_what_a_repair_of_the_setting_changes_are_the_same_words(old, new):
    assert same_words(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("will", "will not"),
        ("well-known", "wellknown"),
        ("guarantees", "guarantee"),
        ("10²", "102"),
        ("“No”", '"No"'),
        ("Lind", "lind"),
        ("", "â"),
        ("â", ""),
        ("é", "e"),
    ],
)
def test_other_letters_and_signs_are_other_words(old, new):
    assert not same_words(old, new)


@given(st.text())
def test_white_space_between_characters_never_makes_other_words(text):
    assert same_words(text, " ".join(text))
