"""A codebook goes out as TOML and comes in again as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.codebook import LARGEST_NUMBER, Label, Layer, Scheme, numbered
from annotator.exporters.codebook import codebook_to_toml
from annotator.importers import codebook

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBERS = st.none() | st.floats(-LARGEST_NUMBER, LARGEST_NUMBER)
LABELS = st.builds(
    Label,
    code=WORDS,
    name=WORDS,
    short=TEXT,
    definition=TEXT,
    number=NUMBERS,
    colour=st.sampled_from(["", "refuted", "#2f5d8c"]),
    is_retired=st.booleans(),
)
OPEN = [layer for layer in Layer if not layer.is_fixed]
SCHEMES = st.builds(
    Scheme,
    id=st.builds("{}@{}".format, WORDS, WORDS.filter(lambda version: "@" not in version)),
    layer=st.sampled_from(OPEN),
    title=WORDS,
    source_url=TEXT,
    licence=TEXT,
    is_ordinal=st.booleans(),
    multi_select=st.booleans(),
    labels=st.lists(LABELS, min_size=1, max_size=4, unique_by=lambda each: each.code).map(tuple),
)


def out_and_in(schemes, folder):
    path = folder / "out.toml"
    path.write_text(codebook_to_toml(schemes, "Mine"), encoding="utf-8", newline="")
    return codebook.load(path)


@pytest.mark.parametrize("file", codebook.shipped(), ids=lambda file: file.path.stem)
def test_every_shipped_codebook_comes_in_again_as_it_went_out(file, tmp_path):
    schemes = codebook.load(file.path)

    assert out_and_in(schemes, tmp_path) == schemes


@given(schemes=st.lists(SCHEMES, max_size=4, unique_by=lambda each: each.id).map(numbered))
@settings(max_examples=150, deadline=None)
def test_any_codebook_comes_in_again_as_it_went_out(tmp_path_factory, schemes):
    assert out_and_in(schemes, tmp_path_factory.getbasetemp()) == schemes


def test_what_is_assumed_anyway_is_not_written():
    label = Label(code="no", name="No", number=0)
    scheme = Scheme(id="tone@1", layer="verdict", title="Tone", labels=(label,))

    assert codebook_to_toml([scheme], "Mine").endswith(
        """
name = "Mine"

[[scheme]]
id = "tone"
version = "1"
layer = "verdict"
title = "Tone"
label = [
  { code = "no", number = 0, name = "No" },
]
"""
    )
