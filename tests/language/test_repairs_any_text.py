"""Repairs of any text lie within it, apart from one another, and leave nothing to repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.revision import applied
from annotator.language.repairs.proposing import RepairKind, proposals

LANGUAGES = ["", "en", "de", "sv-SE", "zh", "ar", "tr", "ru", "xx"]
PIECES = [
    *["ab", "Cd", "U.S.", "A", "I", "é", "2022", "3", ".", ",", ":", "?", "!", ";", "...", "…"],
    *["“", "”", "„", "«", "»", '"', "‘", "’", "(", ")", "-\n", "\n", " ", "  ", "¿", "中", "。"],
    *["schÃ¶n", "â€œ", "Ã", "#tag", "a@b.Cd", "/", "&amp;", "في", "،", "है", "।", "\u00ad\n"],
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text('aB. ,:"“”-\n'),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


def of_kind(text, language, kind):
    return [repair for repair in proposals(text, language) if repair.kind is kind]


def edits_of(repairs):
    return sorted(edit for repair in repairs for edit in repair.edits)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_repairs_lie_within_the_text_and_can_all_be_applied(text, language):
    repairs = proposals(text, language)

    assert all(0 <= repair.span.start < repair.span.end <= len(text) for repair in repairs)
    assert all(repair.edits and repair.reason for repair in repairs)
    assert not repairs or applied(text, edits_of(repairs)) != text


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(RepairKind))
def test_when_a_kind_is_applied_nothing_of_it_is_left(text, language, kind):
    mended = applied(text, edits_of(of_kind(text, language, kind)))

    assert not of_kind(mended, language, kind)


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_missing_spaces_add_spaces_and_nothing_else(text, language):
    mended = applied(text, edits_of(of_kind(text, language, RepairKind.MISSING_SPACE)))

    assert mended.replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.sampled_from(["He left. ", "中文。", "x" * 300, "One (two), three! ", "  "])))
def test_a_split_line_stays_split_and_keeps_its_words(pieces):
    text = "".join(pieces) * 12

    mended = applied(text, edits_of(of_kind(text, "en", RepairKind.ONE_LINE)))

    assert not of_kind(mended, "en", RepairKind.ONE_LINE)
    assert "".join(mended.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    ["x", "ab,", "-\n", "é", ".A", "\n", "The vote is off, said the mayor of the town. "],
    ids=repr,
)
def test_megabytes_are_looked_through(piece, full):
    """Time that grew with the square of the length would end in a time-out."""
    size = 10_000_000 if full else 1_000_000
    text = piece * (size // len(piece))

    assert all(repair.span.end <= len(text) for repair in proposals(text, "en"))
