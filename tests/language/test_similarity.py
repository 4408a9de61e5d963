"""Nearly the same texts are found among many, and measured."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.language.differences import similarity as module
from annotator.language.differences.similarity import (
    SimilarityIndex,
    signature,
    signature_similarity,
    similarity,
)

TEXT = " ".join(f"Speaker{n} gave guarantee {n * 7}, they said." for n in range(120))


def changed(share, seed=1):
    words = TEXT.split()
    for place in random.Random(seed).sample(range(len(words)), int(share * len(words))):
        words[place] = f"other{seed}x{place}"
    return " ".join(words)


def test_similarity_is_the_share_of_words_in_common():
    assert similarity("one two three four", "one two three five") == 75
    assert similarity("one two", "three four") == 0
    assert similarity("said:We won", "said: We  won") == 100
    assert similarity("会议了", "会议") == pytest.approx(80)
    assert similarity("", " ") == 100


def test_very_long_texts_are_measured_by_three_words_in_a_row(monkeypatch):
    monkeypatch.setattr(module, "_MOST_PAIRS", 10)

    assert similarity("a b c d e f", "a b c d e g") == 75
    assert 90 < similarity(TEXT, changed(0.02)) < 97


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5])
def test_the_similarity_of_signatures_estimates_the_runs_in_common(share):
    one, other = (text.split() for text in (TEXT, changed(share)))
    runs, others = ({*zip(w, w[1:], w[2:], strict=False)} for w in (one, other))
    true = len(runs & others) / len(runs | others)

    found = signature_similarity(signature(TEXT), signature(changed(share)))
    assert found == pytest.approx(true, abs=0.15)


@given(st.text(max_size=60))
def test_a_text_is_similar_to_itself_whatever_its_case(text):
    mark = signature(text)

    assert len(mark) <= 256
    assert signature_similarity(mark, mark) == (1.0 if mark else 0.0)
    if text.isascii():
        assert signature(text.upper()) == mark


def test_a_signature_is_the_same_on_every_machine():
    assert signature("Nobody gave guarantees today").hex() == "5b2be29cb640b4a9"
    assert signature("One") != signature("Two") != b""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said,“We won” today", "said, “We won” today"),
        ("no-one said so", "no one said so"),
        ("Über alles: nichts", "ÜBER ALLES nichts"),
    ],
)
def test_signs_and_spaces_do_not_count(one, other):
    assert signature_similarity(signature(one), signature(other)) == 1


def test_texts_without_spaces_are_compared_by_characters():
    one, other = "会议已经结束了没有人提出保证", "会议已经结束了没有人要求保证"

    assert 0.3 < signature_similarity(signature(one), signature(other)) < 1


def test_the_nearest_of_many_texts_are_found_best_first():
    known = SimilarityIndex()
    for number in range(300):
        known.add(f"far{number}", signature(changed(0.9, seed=number + 2)))
    known.add("near", signature(changed(0.1)))
    known.add("nearest", signature(changed(0.02)))

    assert known.nearest(signature(TEXT))[:2] == ["nearest", "near"]
    assert known.nearest(signature("Nothing of this sort.")) == []
    assert known.nearest(signature("")) == []


def test_texts_that_share_only_a_little_are_not_worth_measuring():
    known = SimilarityIndex()
    known.add("site", signature("Share this post with friends. " + changed(0.95)))

    assert known.nearest(signature("Share this post with friends. " + TEXT)) == []
