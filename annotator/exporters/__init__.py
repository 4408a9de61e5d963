"""Exporters: a project becomes pieces of files, which are written completely or not at all."""

from annotator.exporters.export_format import (
    ExportFormat,
    ExportOption,
    FormatGroup,
    OptionValues,
    Piece,
)
from annotator.exporters.formats import FORMATS

__all__ = [
    "FORMATS",
    "ExportFormat",
    "ExportOption",
    "FormatGroup",
    "OptionValues",
    "Piece",
    "format_named",
]


def format_named(id: str) -> ExportFormat:  # noqa: A002
    """Return the format with this id; raises KeyError when there is none."""
    return {each.id: each for each in FORMATS}[id]
