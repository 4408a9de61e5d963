"""Raised and lowered figures are not read as part of the number they stand at."""

import pytest

from annotator.importers.raised import lowered, raised


@pytest.mark.parametrize(
    ("text", "shown"),
    [("6", "⁶"), ("-12", "⁻¹²"), ("1,2", "¹,²"), ("th", "th"), ("2a", "²a"), ("[1]", "[1]")],
)
def test_raised_figures_stay_apart_from_their_base(text, shown):
    assert raised(text) == shown


def test_lowered_figures_stay_apart_from_their_base():
    assert [lowered("2"), lowered("n+1"), lowered("max")] == ["₂", "n₊₁", "max"]
