"""The choices of a CSV export: each table can be read back as its README says."""

import csv
import json

import pytest

from annotator.exporters import csv_text, format_named
from annotator.exporters.csv_options import OPTIONS, PRESETS
from annotator.exporters.write import write

CHOICES = [
    ({}, ",", "\r\n", 0),
    ({"delimiter": "semicolon"}, ";", "\r\n", 0),
    ({"delimiter": "semicolon-named"}, ";", "\r\n", 1),
    ({"delimiter": "tab", "ends": "lf"}, "\t", "\n", 0),
    (PRESETS["analysis"], ",", "\n", 0),
]


@pytest.mark.parametrize(("chosen", "delimiter", "end", "skip"), CHOICES)
def test_tables_are_separated_as_chosen(labelled, export, chosen, delimiter, end, skip):
    folder = export(labelled, chosen)

    content = (folder / "claims.csv").read_bytes().decode("utf-8-sig")
    lines = content.split(end)
    rows = list(csv.DictReader(lines[skip:-1], delimiter=delimiter))
    assert [row["claim_text"] for row in rows] == ["A claim", "Nobody says this anywhere"]
    assert lines[:skip] == ["sep=;"][:skip]
    dialect = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))["dialect"]
    assert dialect["delimiter"] == delimiter
    assert dialect["lineTerminators"] == [end]
    assert dialect.get("skipRows", 0) == skip


def test_the_readme_says_how_to_open_what_was_chosen(labelled, export):
    european = {"delimiter": "semicolon-named", "decimal": "comma"}
    plain = (export(labelled) / "README.txt").read_text(encoding="utf-8")
    other = (export(labelled, european, "two") / "README.txt").read_text(encoding="utf-8")

    assert 'pandas.read_csv("labels_flat.csv", keep_default_na=False, dtype=str)' in plain
    assert "sep=';', skiprows=1, decimal=','" in other
    assert "skip = 1, header = true" in other
    assert "delimiter semicolon" in other


def test_a_decimal_comma_is_in_numbers_alone(labelled, export, rows):
    numbers = [
        [row["number"] for row in rows(export(labelled, {"decimal": sign}, sign), "labels")]
        for sign in ("point", "comma")
    ]

    assert numbers[1] == [number.replace(".", ",") for number in numbers[0]]


def test_the_flat_table_can_be_had_alone(labelled, export, tmp_path, monkeypatch):
    monkeypatch.setattr(csv_text, "_ENOUGH", 100)
    monkeypatch.setattr(csv_text, "_AT_ONCE", 1)
    list(write(format_named("csv-flat"), labelled.reader, tmp_path / "one.csv"))

    package = (export(labelled) / "labels_flat.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() == package


def test_presets_choose_only_what_there_is():
    known = {option.name: option for option in OPTIONS}

    for preset in PRESETS.values():
        for name, value in preset.items():
            assert known[name].is_flag == isinstance(value, bool)
            assert known[name].is_flag or value in known[name].choices
