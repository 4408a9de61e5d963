"""Ways out: a project becomes pieces of files, which are written whole or not at all."""

from typing import Final

from annotator.exporters import csv_package
from annotator.exporters.export_format import ExportFormat, Options, Piece

__all__ = ["FORMATS", "ExportFormat", "Options", "Piece"]

FORMATS: Final[tuple[ExportFormat, ...]] = (csv_package.FORMAT,)
