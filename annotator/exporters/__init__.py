"""Exporters: a project becomes pieces of files, which are written completely or not at all."""

from typing import Final

from annotator.exporters import (
    averitec,
    brat,
    claim_review,
    csv_package,
    hugging_face,
    label_studio,
    project_lines,
    refi_qda,
    span_lines,
    uima,
    web_annotation,
    workbook,
)
from annotator.exporters.export_format import (
    ExportFormat,
    ExportOption,
    FormatGroup,
    OptionValues,
    Piece,
)

__all__ = [
    "FORMATS",
    "ExportFormat",
    "ExportOption",
    "FormatGroup",
    "OptionValues",
    "Piece",
    "format_named",
]

FORMATS: Final[tuple[ExportFormat, ...]] = (
    csv_package.FORMAT,
    csv_package.FLAT,
    workbook.FORMAT,
    claim_review.FORMAT,
    web_annotation.FORMAT,
    span_lines.DOCCANO,
    span_lines.PRODIGY,
    label_studio.FORMAT,
    brat.FORMAT,
    uima.FORMAT,
    refi_qda.FORMAT,
    project_lines.FORMAT,
    hugging_face.FORMAT,
    averitec.FORMAT,
)
"""All export formats, by their groups; the first is the default."""


def format_named(id: str) -> ExportFormat:  # noqa: A002
    """Return the format with this id; raises StopIteration when there is none."""
    return next(each for each in FORMATS if each.id == id)
