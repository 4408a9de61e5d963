"""Marks are found again in a text that came from elsewhere, or a person is asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.anchor import AnchorState, anchored
from annotator.domain.carrying import NOWHERE, carry
from annotator.domain.span import Span
from annotator.domain.text import clean
from annotator.language.differences.comparing import edits_between
from annotator.language.differences.reanchoring import Reanchoring, Searched

EXACT, MOVED, FUZZY = AnchorState.EXACT, AnchorState.MOVED, AnchorState.FUZZY
TEXT = """The summit in Varen went on for two days, longer than planned.

Premier Lind gave no guarantees, an official said. Nobody asked him twice about it.

“You can forget about the Pact,” he added. Premier Lind gave no guarantees, he said again.

Parliament votes on Monday. The opposition has not said what it will do by then.
"""
CLAIM = "Premier Lind gave no guarantees"
VOTE = "Parliament votes on Monday."


def found(new, words, old=TEXT, nth=0):
    """Return the words that a mark is on in the new text, the state, and where it begins."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(words, start + 1)
    (fragment,) = anchored("old", old, [Span(start, start + len(words))]).fragments
    place = Reanchoring(old, new, edits_between(old, new)).place(fragment)
    return (place.span.of(new), place.state, place.span.start) if place.span else place


def test_words_that_stay_are_exact_wherever_the_text_changed_around_them():
    new = TEXT.replace("two days", "three long days").replace("Monday", "Tuesday")

    for nth in (0, 1):
        words, state, start = found(new, CLAIM, nth=nth)
        assert (words, state) == (CLAIM, EXACT)
        assert new[:start].count(CLAIM) == nth


def test_white_space_that_was_lost_or_added_is_no_change():
    old = TEXT.replace("no guarantees", "noguarantees").replace(". ", ".")

    words, state, _ = found(TEXT, "Premier Lind gave noguarantees", old, nth=1)
    assert (words, state) == (CLAIM, EXACT)


def test_words_that_stand_alone_need_no_surroundings():
    new = "Now all is new.\n\nAgain he added “You can forget about the Pact,” and left for home.\n"

    assert found(new, "You can forget about the Pact")[:2] == (
        "You can forget about the Pact",
        EXACT,
    )


def test_words_of_which_there_are_more_are_reviewed_where_their_surroundings_changed():
    new = TEXT.replace("added. Premier", "went on at the door of the hall. Premier").replace(
        "guarantees, he said again", "guarantees; so much for tonight, all told"
    )

    assert found(new, CLAIM, nth=1)[1] == FUZZY
    assert found(new, CLAIM, nth=0)[1] == EXACT


def test_words_that_changed_are_reviewed_where_they_stood():
    new = TEXT.replace(CLAIM, "Premier Lind gave some guarantees", 1)

    assert found(new, CLAIM)[:2] == ("Premier Lind gave some guarantees", FUZZY)


def test_a_paragraph_that_moved_takes_its_marks_along():
    head, *others = TEXT.split("\n\n")
    new = "\n\n".join([*others[:2], head, *others[2:]])

    words, state, start = found(new, "The summit in Varen went on")
    assert (words, state) == ("The summit in Varen went on", MOVED)
    assert start == new.index("The summit")


def test_a_single_sentence_that_moved_elsewhere_is_reviewed_there():
    new = TEXT.replace(f"{VOTE} ", "").replace("Varen went", f"Varen (“{VOTE}”, they say) went")

    assert found(new, VOTE)[:2] == (VOTE, FUZZY)


def test_a_look_alike_that_was_there_all_along_is_never_taken():
    new = TEXT.replace(f"{CLAIM}, an official said. ", "")

    assert found(new, CLAIM) == NOWHERE
    assert found(new, CLAIM, nth=1)[:2] == (CLAIM, EXACT)


def test_the_same_paragraph_elsewhere_is_no_proof_when_it_was_there_before():
    paragraph = (
        "The mayor opened the doors and then said: there is no money left. So all went home.\n"
    )
    old = f"{paragraph}\n{TEXT}\n{paragraph}"
    new = f"{TEXT}\n{paragraph}"

    assert found(new, "there is no money left", old, nth=0) == NOWHERE
    assert found(new, "there is no money left", old, nth=1)[1] == EXACT


def test_of_several_new_look_alikes_none_is_taken():
    new = (
        TEXT.replace(f"{VOTE} ", "")
        .replace("Nobody", f"{VOTE} Nobody")
        .replace("“You", f"{VOTE} “You")
    )

    assert found(new, VOTE) == NOWHERE


def test_words_found_everywhere_are_not_searched_for():
    new = TEXT.replace(f"{VOTE} ", "") + f"{VOTE}\n" * 60

    assert found(new, VOTE) == NOWHERE


def test_what_is_left_of_words_is_shown_when_it_is_half_of_them():
    gone = TEXT.replace("gave no guarantees, an official said. ", "")

    assert found(gone, CLAIM) == NOWHERE
    half = TEXT.replace(" gave no guarantees, an", ", an")
    assert found(half, "Premier Lind gave no")[:2] == ("Premier Lind", FUZZY)


def test_words_at_the_ends_of_a_text_are_known_by_what_is_on_their_other_side():
    text = "He said so. Twice. He said so."
    new = "Today: " + text + " Then he left."

    assert found(new, "He said so", text)[1:] == (EXACT, 7)
    assert found(new, "He said so.", text, nth=1)[1:] == (EXACT, new.rindex("He said"))


def test_words_beside_their_own_repetition_stay_exact():
    assert found("It was so so", "It was so", "It was so") == ("It was so", EXACT, 0)


def test_white_space_alone_is_nowhere_to_be_found():
    assert Searched("a b").places(" ") == []
    assert Searched("no guar an\u00a0tees at all").places("guaran\ntees") == [Span(3, 15)]


def test_marks_on_the_real_articles_stay_on_their_words_when_spaces_are_put_in(real_articles):
    for path in real_articles:
        old = clean(path.read_text(encoding="utf-8"))
        new = re.sub(r"(?<=[a-z”][.,:?])(?=[A-Za-z“])|(?<=\d,)(?=[a-z])", " ", old)
        spans = [Span(at, at + 40) for at in range(0, len(old) - 40, 13)]
        anchors = [anchored("old", old, [span]) for span in spans if span.trimmed(old)]
        place = Reanchoring(old, new, edits_between(old, new)).place
        after = [carry(anchor, "new", new, place) for anchor in anchors]

        assert {anchor.state for anchor in after} == {EXACT}
        for one, other in zip(anchors, after, strict=True):
            assert "".join(one.exact.split()) == "".join(other.exact.split())


LINES = st.lists(st.sampled_from(["One two.", "Three.", "Four five six.", "Seven?"]), max_size=8)


@given(LINES.filter(bool), LINES, st.data())
def test_an_exact_or_moved_mark_is_always_on_its_words(lines, others, data):
    old, new = "\n".join(lines), "\n".join(others)
    start = data.draw(st.integers(0, len(old) - 1))
    anchor = anchored("old", old, [Span(start, data.draw(st.integers(start + 1, len(old))))])
    after = carry(anchor, "new", new, Reanchoring(old, new, edits_between(old, new)).place)

    if after.state in {EXACT, MOVED}:
        assert "".join(after.exact.split()) == "".join(anchor.exact.split())
    if old == new:
        assert (after.state, after.spans) == (EXACT, anchor.spans)


@pytest.mark.parametrize("nth", [0, 1])
def test_in_a_text_that_did_not_change_every_mark_stays(nth):
    assert found(TEXT, CLAIM, nth=nth)[:2] == (CLAIM, EXACT)
