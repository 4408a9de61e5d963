"""The difference of two texts makes the one of the other, and reads well."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.revision import DiffKind, applied
from annotator.language.differences.comparing import edits_between, word_diff

NASTY = st.text("ab  \n\t.,“’'-é\u0301\u200d👩🇺🇦\u00a0\u2028会议ไม่ม\r\x00שָ", max_size=40)
MARKS = {DiffKind.KEPT: "{}", DiffKind.REMOVED: "[-{}-]", DiffKind.ADDED: "[+{}+]"}


@st.composite
def revised(draw):
    """A text of lines, and the same with lines moved, lost, doubled and changed."""
    line = st.text("ab ,.\u0301", max_size=8)
    lines = draw(st.lists(line, max_size=12))
    others = draw(st.lists(st.one_of(st.sampled_from(lines), line) if lines else line, max_size=12))
    return "\n".join(lines), "\n".join(others)


def shown(old, new):
    return "".join(MARKS[words.kind].format(words.text) for words in word_diff(old, new))


@given(NASTY, NASTY)
def test_the_edits_make_the_new_text_of_the_old_one(old, new):
    assert applied(old, edits_between(old, new)) == new


@given(st.text(), st.text())
def test_they_do_so_for_any_two_texts(old, new):
    assert applied(old, edits_between(old, new)) == new


@given(revised())
def test_they_do_so_for_lines_that_were_moved_and_changed(pair):
    assert applied(pair[0], edits_between(*pair)) == pair[1]


@given(st.one_of(st.tuples(NASTY, NASTY), revised()))
def test_the_words_make_both_texts(pair):
    row = word_diff(*pair)

    assert "".join(words.text for words in row if words.kind != DiffKind.ADDED) == pair[0]
    assert "".join(words.text for words in row if words.kind != DiffKind.REMOVED) == pair[1]
    assert all(words.text for words in row)


@pytest.mark.parametrize("text", ["", "The same.\n"])
def test_the_same_text_has_no_edits(text):
    assert edits_between(text, text) == ()


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        (
            'Wednesday,April 23,that day:"We',
            'Wednesday, April 23, that day: "We',
            'Wednesday,[+ +]April 23,[+ +]that day:[+ +]"We',
        ),
        (
            "He said x. He said y.",
            "He said x. He said z. He said y.",
            "He said x. [+He said z. +]He said y.",
        ),
        ("The end. The end.", "The end.", "[-The end. -]The end."),
        ("A.\n\nC.\n", "A.\n\nB.\n\nC.\n", "A.\n\n[+B.\n\n+]C.\n"),
        ("Premier Lind agreed.", "Premier Lindh agreed.", "Premier [-Lind-][+Lindh+] agreed."),
        ("I don't know", "I don’t know", "I [-don't-][+don’t+] know"),
        ("a well-known man", "a well known man", "a [-well-known-][+well known+] man"),
        ("a be-all-end-all", "a be all-end all", "a [-be-all-end-all-][+be all-end all+]"),
        ("whichthe man", "which the man", "[-whichthe-][+which the+] man"),
        ("guaran-\ntees given", "guarantees given", "[-guaran-\ntees-][+guarantees+] given"),
        ("one  two", "one two", "one[-  -][+ +]two"),
        ("a b ", "a b", "a b[- -]"),
        ("One line of text.", "One\nline of\ntext.", "One[- -][+\n+]line of[- -][+\n+]text."),
        ("会议已经结束了。", "会议昨天已经结束。", "会议[+昨天+]已经结束[-了-]。"),
        ("एक नया समझौता", "एक पुराना समझौता", "एक [-नया-][+पुराना+] समझौता"),
        ("ประชุม", "ประชุ่ม", "ประ[-ชุ-][+ชุ่+]ม"),
        ("", "abc", "[+abc+]"),
        ("aa aa", "aa aa aa", "[+aa +]aa aa"),
    ],
)  # fmt: skip
def test_a_difference_reads_as_a_person_would_tell_it(old, new, row):
    assert shown(old, new) == row


def test_words_that_two_sentences_share_by_chance_are_not_kept():
    old = "The premier gave no guarantees at all to anyone."
    new = "Nobody at the summit was surprised by what all of them read."

    assert shown(old, new) == f"[-{old[:-1]}-][+{new[:-1]}+]."


def test_paragraphs_that_changed_places_stay_whole():
    old = "First came the talks.\n\nThen came the vote.\n\nLast came the rain.\n"
    new = "Last came the rain.\n\nFirst came the talks.\n\nThen came the vote.\n"

    assert shown(old, new).startswith("[+Last came the rain.\n\n+]First")


LINE = "".join(f"Speaker {n} gave no guarantee number {n * 7}, he said.{n} " for n in range(9_000))


@pytest.mark.parametrize("breaks", ["", "\n"])
def test_a_long_text_with_few_changes_is_compared(breaks):
    old = re.sub(r"said\.(\d+)", rf"said.\1{breaks}", LINE)
    new = old.replace("guarantee number 28000", "promise 28000").replace("Speaker 8000 ", "")

    edits = edits_between(old, new)  # a comparison of all with all takes longer than a test may

    assert applied(old, edits) == new
    assert len(edits) <= 40
