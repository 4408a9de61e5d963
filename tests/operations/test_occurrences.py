"""The same words elsewhere in an article are marked in one step."""

import pytest

from annotator.domain.anchor import Passage
from annotator.domain.claim import Claim, Mention
from annotator.domain.span import Span
from annotator.operations.occurrences import mark_occurrences, other_occurrences

TEXT = "No guarantees. NO GUARANTEES, no guaranteed; Nó guarantées. No new guarantees."
FIRST = Span(0, 13)


def test_the_same_words_are_found_whatever_their_case():
    found = other_occurrences(TEXT, FIRST, ())

    assert [span.of(TEXT) for span in found] == ["NO GUARANTEES", "Nó guarantées"]


def test_what_is_marked_already_is_left_out():
    assert other_occurrences(TEXT, FIRST, [Span(15, 20), Span(46, 48)]) == []


def test_signs_alone_are_nowhere_else():
    assert other_occurrences("... ...", Span(0, 3), ()) == []


def test_places_become_mentions_of_a_new_claim():
    passage = Passage(text_id="t", text=TEXT, spans=(FIRST,))

    edit = mark_occurrences(passage, None, other_occurrences(TEXT, FIRST, ()), "who")

    assert [type(each) for each in edit.added].count(Claim) == 1
    assert [type(each) for each in edit.added].count(Mention) == 3


def test_places_become_mentions_of_a_claim_that_is_there():
    claim = Claim(code="C7", text="No guarantees.", created_by="who")
    passage = Passage(text_id="t", text=TEXT, spans=(FIRST,))

    edit = mark_occurrences(passage, claim, [Span(15, 28)], "who")

    assert {each.claim_id for each in edit.added if isinstance(each, Mention)} == {claim.id}
    assert edit.title == "Mark 1 more place of C7"


@pytest.mark.parametrize(
    ("text", "words", "starts"),
    [
        ("新桥很贵。市长说新桥的费用在涨，而新桥还没有完工", "新桥", [8, 17]),
        ("新桥很贵，桥的费用", "桥", [5]),
        ("税收政策和税收", "税收", [5]),
        ("สะพานใหม่ และสะพานเก่า", "สะพาน", [13]),
        ("新しい橋の費用。この新しい橋は", "新しい橋", [10]),
    ],
)
def test_scripts_without_spaces_have_their_words_anywhere(text, words, starts):
    first = Span(text.index(words), text.index(words) + len(words))

    found = other_occurrences(text, first, ())

    assert [(each.start, each.of(text)) for each in found] == [(at, words) for at in starts]
