"""Zones of any text are whole lines, in order and apart; none is proposed in vain."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.zone import ZoneKind
from annotator.language.zones.proposing import proposals

LANGUAGES = ["", "en", "de-AT", "zh_Hant", "ar", "tr", "xx", "any"]
FURNITURE = [
    *["Related", "Contents", "Leave a reply", "Share", "Date:", "By Lea Wehr", "4 March 2031"],
    *["— Name", "“Nobody shoots there”", "1. One", "One", "#a #b", "Tags: a", "Home > A", ""],
    "A line that is long enough to be a paragraph of its own, and that ends as a sentence does.",
    "Share your thoughts. Let us know in the comments.",
    "It has eight words in a row, and more.",
]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text("ab .\n“”'#:|>-\t\xa0\u2028中"),
    st.lists(st.sampled_from(FURNITURE)).map("\n".join),
)


@given(TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(["", "One", "Share", "中"]))
def test_zones_are_whole_lines_in_order_and_apart(text, language, headline):
    zones = proposals(text, language, headline=headline, publisher=headline)

    end = -1
    for zone in zones:
        assert end < zone.span.start < zone.span.end <= len(text)
        assert zone.span.start == 0 or text[zone.span.start - 1] == "\n"
        assert zone.span.end == len(text) or text[zone.span.end] == "\n"
        assert zone.span.of(text).strip()
        end = zone.span.end


@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_same_text_has_the_same_zones(text, language):
    assert proposals(text, language) == proposals(text, language)


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "Related\nNight train returns\n",
        "Contents\nOne\n",
        "“Nobody shoots there”\n— Premier Lind\n",
        "It has eight words in a row, and more.\n",
    ],
    ids=lambda piece: piece.strip()[:9] or "blank",
)
def test_megabytes_are_looked_through(piece, full):
    """Time that grew with the square of the length would end in a time-out."""
    size = 10_000_000 if full else 1_000_000
    text = piece * (size // len(piece))

    assert all(zone.span.end <= len(text) for zone in proposals(text, "en"))


def test_megabytes_of_paragraphs_are_looked_through(full):
    words = [letter * length for letter in string.ascii_lowercase for length in range(2, 9)]
    lines = [
        " ".join(words[at % 97 : at % 97 + 15]) + "." for at in range(110_000 if full else 11_000)
    ]

    found = proposals("\n".join(lines), "en")

    assert {zone.kind for zone in found} == {ZoneKind.DUPLICATE}
