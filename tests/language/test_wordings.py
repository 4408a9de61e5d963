"""Wordings of one remark are compared by their words."""

import pytest

from annotator.language.differences.wordings import difference

REMARK = "You can forget the Pact."


def differing(wording, reference=REMARK):
    found = difference(reference, wording)
    return [span.of(wording) for span in found.spans], list(found.lacking)


@pytest.mark.parametrize(
    ("wording", "other", "lacking"),
    [
        (REMARK, [], []),
        ("“You CAN forget the Pact,”", [], []),
        ("Kaldria can forget about the Pact", ["Kaldria", "about"], ["You"]),
        ("You cannot forget the Pact", ["cannot"], ["can"]),
        ("You can forget", [], ["the Pact"]),
        ("The Pact — you can forget about it", ["The Pact", "about it"], ["the Pact"]),
        ("", [], ["You can forget the Pact"]),
    ],
)
def test_other_words_are_marked_and_those_left_out_are_named(wording, other, lacking):
    assert differing(wording) == (other, lacking)


def test_a_left_out_not_is_named():
    assert differing("The US will guarantee it", "The US will not guarantee it") == ([], ["not"])


def test_kinds_of_apostrophes_make_no_difference():
    assert differing("We’re going", "We're going") == ([], [])


def test_scripts_without_spaces_are_compared_by_characters():
    assert differing("可以忘掉条约", "可以忘记条约") == (["掉"], ["记"])


def test_a_long_remark_is_compared_at_once():
    assert differing("a " * 3000 + "b", "a " * 3000) == (["b"], [])
