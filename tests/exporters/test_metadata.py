"""csv-metadata.json describes the tables as they are (W3C, CSV on the Web)."""

import json
import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from annotator.exporters import metadata
from annotator.exporters.tables import TABLES

GUIDE = Path(__file__).parent.parent.parent / "docs" / "export.md"

FORMS = {
    "string": ".*",
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
}


def described(folder):
    """Return the description of each table by the name of its file."""
    group = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert group["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    return {table["url"]: table["tableSchema"] for table in group["tables"]}


def form(datatype):
    """Return the regular expression for the cells of a datatype."""
    return FORMS[datatype] if isinstance(datatype, str) else datatype["format"]


def test_every_table_is_described_and_every_description_has_its_table(labelled, export):
    folder = export(labelled)

    assert set(described(folder)) == {path.name for path in folder.glob("*.csv")}


def test_every_cell_is_of_the_type_that_is_described(labelled, export, rows):
    folder = export(labelled)

    for file, schema in described(folder).items():
        for row in rows(folder, file.removesuffix(".csv")):
            assert list(row) == [column["name"] for column in schema["columns"]]
            for column in schema["columns"]:
                cell = row[column["name"]]
                assert cell or not column.get("required")
                assert not cell or re.fullmatch(form(column["datatype"]), cell, re.DOTALL)


def test_primary_keys_are_unique_and_foreign_keys_are_there(labelled, export, rows):
    folder = export(labelled)

    for file, schema in described(folder).items():
        table = rows(folder, file.removesuffix(".csv"))
        keys = [tuple(row[name] for name in schema["primaryKey"]) for row in table]
        assert len(set(keys)) == len(keys)
        for link in schema.get("foreignKeys", []):
            reference = link["reference"]
            target = rows(folder, reference["resource"].removesuffix(".csv"))
            known = {row[reference["columnReference"]] for row in target}
            assert {row[link["columnReference"]] for row in table} <= known


@pytest.mark.parametrize(("guard", "words"), [(True, "guard: on"), (False, "guard: off")])
def test_it_says_whether_text_is_guarded(desk, export, guard, words):
    folder = export(desk, {"guard": guard})

    assert words in (folder / "csv-metadata.json").read_text(encoding="utf-8")


def test_it_says_so_when_the_version_is_unknown(monkeypatch):
    def unknown(_):
        raise PackageNotFoundError

    monkeypatch.setattr(metadata, "version", unknown)

    assert metadata._version() == "of unknown version"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_guide_lists_every_column_in_its_order(table):
    section = GUIDE.read_text(encoding="utf-8").partition(f"\n### {table.file}\n")[2]
    section = section.partition("\n#")[0].replace("\\|", "|")

    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [c.name for c in table.columns]
    assert all(column.description in section for column in table.columns)
