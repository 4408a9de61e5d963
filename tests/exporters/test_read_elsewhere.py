"""The tables are read by the libraries that people use, cell by cell, as README.txt says.

elsewhere.py says which Python has the libraries.
"""

import csv
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from annotator.domain.text import clean
from annotator.exporters import format_named
from annotator.exporters.csv_options import PRESETS
from annotator.exporters.table import Kind
from annotator.exporters.tables import TABLES
from annotator.exporters.write import write
from tests.exporters.elsewhere import python_with, read_with, require
from tests.exporters.naughty import PAYLOADS, fill
from tests.hostile_texts import hostile_texts

NAMES = [table.name for table in TABLES]
CHOICES = {
    "default": ({}, ","),
    "excel here": ({"delimiter": "semicolon", "decimal": "comma"}, ";"),
    "semicolons named": ({"delimiter": "semicolon-named"}, ";"),
    "analysis": (PRESETS["analysis"], ","),
    "tabs": ({"delimiter": "tab", "ends": "lf", "bom": False}, "\t"),
}
IN_R = """
hex <- function(v) if (is.na(v)) "" else paste(as.character(charToRaw(enc2utf8(v))), collapse="")
for (table in commandArgs(trailingOnly = TRUE)) {
  x <- %s
  cat(table, paste(sapply(names(x), hex), collapse=","), "\\n")
  for (i in seq_len(nrow(x))) cat(table, paste(sapply(x[i, ], hex), collapse=","), "\\n")
}
"""


@pytest.fixture
def naughty(desk, request):
    """A project with hostile text in every field; with more of it where that is at hand."""
    texts = [*PAYLOADS]
    shared = Path(os.environ.get("ANNOTATOR_SHARED") or Path(__file__).parents[3] / "shared")
    if (shared / "data").is_dir():
        full = request.config.getoption("full")
        texts += filter(str.strip, map(clean, hostile_texts(shared / "data", full=full)))
    fill(desk, [*dict.fromkeys(texts)])
    return desk


def as_written(folder, table, delimiter, skipped):
    """Return the rows of a table, as Python reads it."""
    csv.field_size_limit(1_000_000_000)
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        for _ in range(skipped):
            next(file)
        return list(csv.reader(file, delimiter=delimiter))


def line_for(folder, program):
    """Return how the README says a table is read."""
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    return re.search(f"^{program}: (.*)$", readme, re.MULTILINE)[1]


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("program", ["pandas", "polars", "DuckDB"])
def test_a_line_of_the_readme_reads_every_cell(naughty, export, program, choice):
    require(program.lower())
    chosen, delimiter = CHOICES[choice]
    folder = export(naughty, chosen)

    read = read_with(program.lower(), line_for(folder, program), folder, NAMES)

    for name in NAMES:
        assert read[name] == as_written(folder, name, delimiter, choice == "semicolons named")


@pytest.mark.parametrize("choice", CHOICES)
def test_the_line_for_r_reads_every_cell(naughty, export, choice, tmp_path):
    if not shutil.which("Rscript"):
        pytest.skip("NOT TESTED without Rscript")
    chosen, delimiter = CHOICES[choice]
    folder = export(naughty, chosen)
    line = line_for(folder, "R").replace('"labels_flat.csv"', 'paste0(table, ".csv")')
    (tmp_path / "read.R").write_text(IN_R % line, encoding="utf-8")

    run = subprocess.run(
        ["Rscript", tmp_path / "read.R", *NAMES], cwd=folder, capture_output=True, check=False
    )

    assert run.returncode == 0, run.stderr.decode()[-2000:]
    read = {name: [] for name in NAMES}
    for row in run.stdout.decode().splitlines():
        name, cells = row.rstrip(" ").split(" ")
        read[name].append([bytes.fromhex(cell).decode() for cell in cells.split(",")])
    for name in NAMES:
        assert read[name] == as_written(folder, name, delimiter, choice == "semicolons named")


def test_the_package_is_valid_by_csvw(naughty, export):
    require("csvw")
    for number, chosen in enumerate([{}, {"columns": "claims=code", "tables": "claims,checks"}]):
        folder = export(naughty, chosen, f"package{number}")
        script = "import sys; from csvw.__main__ import csvwvalidate; sys.exit(csvwvalidate())"

        run = subprocess.run(
            [python_with("csvw"), "-c", script, folder / "csv-metadata.json"],
            capture_output=True,
            check=False,
        )

        assert run.returncode == 0, run.stdout.decode() + run.stderr.decode()


@pytest.mark.parametrize("library", ["openpyxl", "python_calamine"])
def test_every_cell_of_the_workbook_is_read_and_none_is_a_formula(naughty, tmp_path, library):
    require(library)
    list(write(format_named("xlsx"), naughty.reader, tmp_path / "labels.xlsx"))
    list(write(format_named("csv"), naughty.reader, tmp_path / "csv", PRESETS["analysis"]))

    read = read_with(library, "labels.xlsx labels_flat", tmp_path, NAMES)

    for table in TABLES:
        written = as_written(tmp_path / "csv", table.name, ",", skipped=0)
        timed = {n for n, each in enumerate(table.columns) if each.kind in (Kind.DATE, Kind.TIME)}
        assert [without(timed, map(as_cell, row)) for row in read[table.name]] == [
            without(timed, row) for row in written
        ]


def as_cell(cell):
    """Return a cell of a workbook as a table has it."""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def without(places, row):
    """Return a row without some of its cells."""
    return [cell for place, cell in enumerate(row) if place not in places]


@pytest.mark.long
def test_datasets_loads_every_part_of_the_folder(naughty, tmp_path, monkeypatch):
    require("datasets")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    list(write(format_named("hugging-face"), naughty.reader, tmp_path / "out"))

    for part in ("articles", "sentences", "claims"):
        read = read_with("datasets", f"out {part}", tmp_path, [part])
        lines = (tmp_path / "out").rglob(f"{part}*.jsonl")
        written = [json.loads(line) for file in lines for line in file.read_bytes().splitlines()]
        assert len(read[part]) == len(written) + 1
        assert [row[0] for row in read[part][1:]] == [next(iter(each.values())) for each in written]
