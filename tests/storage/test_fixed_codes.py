"""The codes that a layer can have are those that its table takes."""

import re
from pathlib import Path

import pytest

from annotator.domain.codebook import Layer, Scheme
from annotator.storage import schema
from annotator.storage.verification import _CODED

TABLES = Path(schema.__file__).with_name("001_tables.sql").read_text("utf-8")


@pytest.mark.parametrize(("table", "column", "layer"), _CODED)
def test_a_fixed_layer_has_the_codes_of_its_column(table, column, layer):
    body = TABLES.partition(f"CREATE TABLE {table} (")[2].partition(") STRICT")[0]
    allowed = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", body)

    assert set(layer.codes) == set(re.findall(r"'(\w*)'", allowed[1]))


def test_attitudes_are_the_numbers_that_their_column_takes():
    assert "polarity BETWEEN -3 AND 3" in TABLES
    assert [int(code) for code in Layer.SENTIMENT_POLARITY.codes] == [-3, -2, -1, 0, 1, 2, 3]


def test_the_other_layers_are_open():
    fixed = {layer for *_, layer in _CODED} | {Layer.SENTIMENT_POLARITY}

    assert {layer for layer in Layer if layer.codes is None} == set(Layer) - fixed
    assert Scheme(id="v@1", layer=Layer.VERDICT, title="V").allows("half-true")
    assert not Scheme(id="q@1", layer=Layer.QUOTE_TYPE, title="Q").allows("half-true")
