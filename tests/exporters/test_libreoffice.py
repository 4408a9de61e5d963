"""LibreOffice reads every cell in any country, runs no text as a formula, and keeps numbers."""

import csv
import os
import shutil
import subprocess

import pytest
from lxml import etree

from annotator.exporters.table import Kind
from annotator.exporters.tables import TABLES
from tests.exporters.naughty import PAYLOADS, fill

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not shutil.which("soffice"), reason="NOT TESTED without LibreOffice"),
]

COUNTRIES = {
    "en-US": ({}, ","),
    "de-DE": ({"delimiter": "semicolon", "decimal": "comma"}, ";"),
}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>{}</value></prop></item></oor:items>
"""
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
CELLS = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
# separator, quotation mark, UTF-8, first row, types of columns, language of the locale, no quoted
# text as text, special numbers such as dates recognised, …, formulas evaluated
AS_USUAL = "CSV:{},34,76,1,,0,false,true,false,false,false,0,true"
AS_TEXT = "CSV:{},34,76,1,{},0,false,false,false,false,false,0,true"
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,true"


@pytest.fixture
def convert(tmp_path):
    """Convert files in the LibreOffice of a country, and return the folder of the results."""

    def convert(files, country, reading, kind):
        profile, out = tmp_path / country, tmp_path / f"of {country}"
        if not profile.exists():
            (profile / "user").mkdir(parents=True)
            settings = profile / "user" / "registrymodifications.xcu"
            settings.write_text(PROFILE.format(country), encoding="utf-8")
        run = subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                f"--infilter={reading}",
                "--convert-to",
                kind,
                "--outdir",
                out,
                *files,
            ],
            env={**os.environ, "HOME": str(tmp_path)},
            capture_output=True,
            timeout=300,
            check=True,
        )
        assert len(list(out.iterdir())) == len(files), run.stderr.decode()
        return out

    return convert


@pytest.fixture
def naughty(desk):
    """A project in which every text field holds every text that could run."""
    fill(desk, PAYLOADS)
    return desk


def cells_of(path):
    """Yield (row, column, type, formula) of the cells of a flat ODS file."""
    for number, row in enumerate(etree.parse(path).iter(f"{CELLS}table-row")):
        place = 0
        for cell in row:
            yield number, place, cell.get(f"{OFFICE}value-type"), cell.get(f"{CELLS}formula")
            place += int(cell.get(f"{CELLS}number-columns-repeated", "1"))


def written(folder, table, delimiter):
    """Return the rows of an exported table."""
    with (folder / table.file).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_text_runs_and_numbers_are_numbers(naughty, export, convert, country):
    chosen, delimiter = COUNTRIES[country]
    folder = export(naughty, chosen)

    files = [folder / table.file for table in TABLES]
    opened = convert(files, country, AS_USUAL.format(ord(delimiter)), "fods")

    for table in TABLES:
        rows = written(folder, table, delimiter)
        found = list(cells_of(opened / f"{table.name}.fods"))
        assert [cell for cell in found if cell[3]] == []
        for row, place, kind, _ in found:
            if not row or not kind or place >= len(table.columns):
                continue
            column, text = table.columns[place], rows[row][place]
            if column.kind in (Kind.WHOLE, Kind.NUMBER):
                assert kind == "float", (table.name, column.name, text)
            elif text.strip("' ")[:1] in tuple("=+-@") and column.kind is Kind.TEXT:
                assert kind == "string", (table.name, column.name, text)


def test_without_the_guard_they_run(naughty, export, convert):
    folder = export(naughty, {"guard": False})

    opened = convert([folder / "claims.csv"], "en-US", AS_USUAL.format(ord(",")), "fods")

    assert [cell for cell in cells_of(opened / "claims.fods") if cell[3]]


@pytest.mark.parametrize("country", COUNTRIES)
def test_columns_of_text_hold_every_cell_as_it_was_written(naughty, export, convert, country):
    chosen, delimiter = COUNTRIES[country]
    folder = export(naughty, chosen)
    types = "/".join(f"{number}/2" for number in range(1, 41))

    files = [folder / table.file for table in TABLES]
    opened = convert(files, country, AS_TEXT.format(ord(delimiter), types), TO_CSV)

    for table in TABLES:
        assert written(opened, table, ",") == written(folder, table, delimiter)
