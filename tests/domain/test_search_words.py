"""Words are compared without case and accents, also in scripts without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import search_words
from annotator.domain.search import Term
from annotator.domain.search_words import is_spaceless, places, words_of, words_sought
from annotator.domain.text import folded


def found(text, *terms):
    return [span.of(text) for span in places(text, terms)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Élysée’s two-day STRASSE, straße", ["elysee", "s", "two", "day", "strasse", "strasse"]),
        ("50% of snake_case", ["50", "of", "snake_case"]),
        ("ﬁne ½", ["fine", "1", "2"]),
        ("soft\u00adhyphen zero\u200bwidth", ["softhyphen", "zerowidth"]),
        ("中国税", ["中国", "国税", "税"]),
        ("vote 東京で 2025", ["vote", "東京", "京て", "て", "2025"]),
        ("ไทย", ["ไท", "ทย", "ย"]),
        ("المدينـة", ["المدينة"]),
        ("हिन्दी", ["हिनदी"]),
        ("peace 🕊️ now €", ["peace", "🕊", "now", "€"]),
        ("“— …” ?! «»", []),
        ("\u0e48 \u0e48", []),
        ("half \ud800 a character", ["half", "a", "character"]),
        ("𝐁𝐑𝐄𝐀𝐊𝐈𝐍𝐆 ℕews, 37 ℃", ["breaking", "news", "37", "°", "c"]),
    ],
)
def test_words_of_every_script(text, words):
    assert words_of(text) == words


def test_a_long_word_is_known_by_its_beginning():
    assert words_of("x" * 5000) == ["x" * 100]


@given(st.text())
def test_any_text_has_words_with_places_inside_it(text):
    for word in words_of(text):
        assert word
        assert word == folded(word)[:100]
    for span in places(text, tuple(Term((word,)) for word in words_of(text)[:5])):
        assert span.of(text)


@given(st.text(), st.text(), st.text())
def test_the_words_of_a_part_are_found_in_the_whole(before, part, after):
    text = f"{before} {part} {after}"
    words, goes_on = words_sought(part)

    assert bool(places(text, (Term(words, is_whole=not goes_on),))) == bool(words)


def test_what_is_sought_of_a_script_without_spaces_leaves_out_its_last_character():
    assert words_sought("中国税") == (("中国", "国税"), False)
    assert words_sought("税") == (("税",), True)
    assert words_sought("中国，税收") == (("中国", "国", "税收"), False)
    assert words_sought("C") == (("c",), False)
    assert words_sought("guarantee") == (("guarantee",), True)
    assert words_sought("?!") == ((), True)
    assert is_spaceless("税")
    assert not is_spaceless("tax")


def test_a_word_finds_those_that_begin_so_unless_it_is_whole():
    text = "Guarantee, guarantees and guarded; the Élysée guarantée"

    assert found(text, Term(("guarantee",))) == ["Guarantee", "guarantees", "guarantée"]
    assert found(text, Term(("guarantee",), is_whole=True)) == ["Guarantee", "guarantée"]
    assert found(text, Term(("arant",), is_inside=True)) == ["Guarantee", "guarantees", "guarantée"]


def test_several_words_are_found_one_after_the_other():
    text = "No new guarantees. New “guarantees” of no kind, no new"

    assert found(text, Term(("no", "new", "guar"))) == ["No new guarantees"]
    assert found(text, Term(("new", "guarantees"), is_whole=True)) == [
        "new guarantees",
        "New “guarantees",
    ]
    assert found(text, Term(("ew", "guarantees"), is_inside=True)) == [
        "new guarantees",
        "New “guarantees",
    ]
    assert not found(text, Term(("no", "guarantees")))
    assert not found(text, Term(("of", "kind", "no")))


def test_pairs_of_characters_are_one_place():
    assert found("我们的税收政策", Term(words_sought("税收政")[0], is_whole=True)) == ["税收政"]
    assert found("我们的税收，政策", Term(words_sought("税收，政")[0])) == ["税收，政"]


def test_what_is_not_wanted_has_no_place():
    assert not found("no new", Term(("no",), is_unwanted=True), Term(()))


@pytest.mark.parametrize(
    "text",
    ["税收政策的城市报告" * 9, "ภาษาไทยไม่มีช่องว่าง", "letters" * 90],
    ids=["Chinese", "Thai", "long"],
)
def test_words_that_hardly_come_again_are_not_kept_in_memory(text):
    before = search_words._known.cache_info().currsize

    assert words_of(text) == words_of(text)

    assert search_words._known.cache_info().currsize == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全球经济已经作出", ["经", "经"]),
        ("经经", ["经", "经"]),
        ("全球已经", ["经"]),
        ("经", ["经"]),
        ("已经。作出", ["经"]),
    ],
)
def test_of_a_pair_only_the_character_is_marked_that_was_looked_for(text, expected):
    words, goes_on = words_sought("经")

    assert found(text, Term(words, is_whole=not goes_on)) == expected


def test_a_character_that_is_written_as_one_sign_is_marked_with_it():
    assert found("กำไร", Term(("ํ",))) == ["ำ"]
    assert found("ｶﾞ中", Term(("カ",))) == ["ｶﾞ"]
