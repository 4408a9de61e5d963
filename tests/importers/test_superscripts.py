"""Raised and lowered figures are not read as part of the number they stand at."""

import pytest

from annotator.importers.superscripts import as_inline


@pytest.mark.parametrize(
    ("text", "before", "shown"),
    [
        ("6", "10", "⁶"),
        ("-12", "10", "⁻¹²"),
        ("th", "5", "th"),
        ("2a", "x", "^2a"),
        ("1, 2", "word", "[1, 2]"),
        ("[1]", "word", "[1]"),
        ("a figure of 12 and more", "x", "a figure of 12 and more"),
    ],
)
def test_raised_figures_stay_apart_from_their_base(text, before, shown):
    assert as_inline(text, before) == shown


def test_lowered_figures_stay_apart_from_their_base():
    assert [as_inline(each, "x", is_raised=False) for each in ("2", "n1", "max")] == [
        "₂",
        "_n1",
        "max",
    ]


def test_a_mark_of_a_note_has_brackets():
    assert [as_inline(each, "word", is_note=True) for each in ("1", "[1]", "")] == [
        "[1]",
        "[1]",
        "",
    ]
