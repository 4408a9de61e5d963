"""Ways out: a project becomes pieces of files, which are written whole or not at all."""

from typing import Final

from annotator.exporters import csv_package
from annotator.exporters.export_format import Chosen, ExportFormat, ExportOption, Piece

__all__ = ["FORMATS", "Chosen", "ExportFormat", "ExportOption", "Piece", "format_named"]

FORMATS: Final[tuple[ExportFormat, ...]] = (csv_package.FORMAT,)
"""All of them; the first is taken unless another one is chosen."""


def format_named(id: str) -> ExportFormat:  # noqa: A002
    """Return the format with this id; raises StopIteration when there is none."""
    return next(each for each in FORMATS if each.id == id)
