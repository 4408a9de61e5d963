"""Reads tables with libraries that the program does not need, each as README.txt says.

Run by a Python that has them, in the folder of the export:
    python readers.py LIBRARY EXPRESSION TABLE…
prints the rows of each table as JSON, the names of the columns first.
"""

import json
import sys


def pandas(said: str) -> list[list[object]]:
    """Read a table as the README says for pandas."""
    import pandas as pd  # noqa: PLC0415

    frame = eval(said, {"pandas": pd})  # a line of our own README
    return [[*frame.columns], *frame.to_numpy().tolist()]


def polars(said: str) -> list[list[object]]:
    """Read a table as the README says for polars."""
    import polars as pl  # noqa: PLC0415

    frame = eval(said, {"polars": pl})
    return [frame.columns, *map(list, frame.rows())]


def duckdb(said: str) -> list[list[object]]:
    """Read a table as the README says for DuckDB."""
    import duckdb  # noqa: PLC0415

    found = duckdb.sql(said)
    return [found.columns, *map(list, found.fetchall())]


def openpyxl(said: str) -> list[list[object]]:
    """Read a sheet of a workbook, FILE SHEET; a cell that is a formula is said to be one."""
    import openpyxl  # noqa: PLC0415

    file, name = said.split()
    sheet = openpyxl.load_workbook(file, read_only=True)[name]
    return [
        [f"FORMULA {cell.value}" if cell.data_type == "f" else cell.value for cell in row]
        for row in sheet.iter_rows()
    ]


def datasets(said: str) -> list[list[object]]:
    """Read a part of a folder for the Hugging Face hub, FOLDER PART."""
    import datasets  # noqa: PLC0415

    folder, name = said.split()
    found = datasets.load_dataset(folder, name)
    (split,) = found.values()
    return [split.column_names, *([row[each] for each in split.column_names] for row in split)]


if __name__ == "__main__":
    library, line, *tables = sys.argv[1:]
    read = {name: globals()[library](line.replace("labels_flat", name)) for name in tables}
    json.dump(read, sys.stdout, default=str)
