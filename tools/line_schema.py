"""Write docs/project-lines.schema.json: the JSON Schema of a line of an exported project."""

import json
from inspect import cleandoc
from pathlib import Path
from typing import Any, Final

import msgspec

from annotator.domain.project_lines import (
    KINDS,
    Header,
    Manifest,
    OriginalLine,
    TextLine,
    UnconfirmedLine,
)

SCHEMA: Final = Path(__file__).resolve().parent.parent / "docs" / "project-lines.schema.json"

_LINES: Final = (Header, TextLine, OriginalLine, UnconfirmedLine, Manifest)


def line_schema() -> dict[str, Any]:
    """Return the JSON Schema of a line."""
    types = (*_LINES, *KINDS.values())
    schemas, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    lines = list(schemas[: len(_LINES)])
    for kind, record in zip(KINDS, schemas[len(_LINES) :], strict=True):
        properties = {"kind": {"const": kind}, "record": record}
        lines.append({"type": "object", "properties": properties, "required": list(properties)})
    for component in components.values():  # Python 3.13 takes the indentation away by itself
        component["description"] = cleandoc(component["description"])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of a project exported by Annotator",
        "anyOf": lines,
        "$defs": components,
    }
    read: dict[str, Any] = json.loads(json.dumps(schema))
    return read


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(line_schema(), indent=1) + "\n", encoding="utf-8")
