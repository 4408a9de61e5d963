"""Metadata of the tables: W3C, Metadata Vocabulary for Tabular Data (CSVW)."""

import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from annotator.exporters.csv_options import CsvOptions
from annotator.exporters.csv_text import FORMULA
from annotator.exporters.table import Column, Kind, Link, Table

METADATA_FILE: Final = "csv-metadata.json"


_Json = dict[str, object]

_DATATYPES: Final[dict[Kind, str | _Json]] = {
    Kind.ID: "string",
    Kind.CODE: "string",
    Kind.TEXT: "string",
    Kind.WHOLE: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: {"base": "boolean", "format": "true|false"},
    Kind.DATE: {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"},
    Kind.TIME: "dateTime",
}


def _version() -> str:
    try:
        return version("annotator")
    except PackageNotFoundError:  # run from a source folder, not installed
        return "of unknown version"


TOOL: Final = f"Annotator {_version()}"
"""The program's name and version, as exports state it."""


def metadata(name: str, tables: Iterable[Table[Any, Any]], options: CsvOptions, at: str) -> str:
    """Return the JSON that describes every table, its keys and its columns."""
    group: _Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": name,
        "dc:creator": TOOL,
        "dc:created": at,
        "dc:description": _guard_words(options),
        "dialect": _dialect(options),
        "tables": [_table(table) for table in tables],
    }
    return json.dumps(group, ensure_ascii=False, indent=1) + "\n"


def _dialect(options: CsvOptions) -> _Json:
    dialect: _Json = {"encoding": "utf-8", "lineTerminators": [options.line_end]}
    dialect |= {"delimiter": options.delimiter, "doubleQuote": True}
    return dialect | ({"skipRows": 1} if options.names_delimiter else {})


def _guard_words(options: CsvOptions) -> str:
    if not options.formula_guard:
        return "Formula guard: off. Cells hold the text as it is; a spreadsheet could run it."
    return (
        "Formula guard: on. Text that a spreadsheet could take for a formula has one apostrophe in"
        " front, which is not part of it. To undo that, remove the first apostrophe of each"
        f" cell whose rest begins with a match of {FORMULA.pattern}"
    )


def _table(table: Table[Any, Any]) -> _Json:
    schema: _Json = {"columns": [_column(column, table.key) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [_foreign_key(link) for link in table.links]
    return {"url": table.file, "dc:description": table.description, "tableSchema": schema}


def _foreign_key(link: Link) -> _Json:
    target = {"resource": f"{link.table}.csv", "columnReference": link.target}
    return {"columnReference": link.column, "reference": target}


def _column(column: Column[Any], key: tuple[str, ...]) -> _Json:
    described: _Json = {
        "name": column.name,
        "titles": column.name,
        "datatype": _DATATYPES[column.kind],
        "dc:description": column.description,
    }
    return described | ({"required": True} if column.name in key else {})
