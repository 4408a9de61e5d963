"""A figure as CSV: one line for each category and series."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.figures import Figure
from annotator.exporters.csv_options import CsvOptions
from annotator.exporters.csv_text import CsvText
from annotator.exporters.table import Column, Kind, Table


class _Line(Struct, frozen=True):
    figure: str
    category: str
    series: str
    count: int


def _lines(figure: Figure) -> Iterator[_Line]:
    for category, values in zip(figure.categories, figure.values, strict=True):
        for series, count in zip(figure.series, values, strict=True):
            yield _Line(figure.id, category.name, series.name, count)


_TABLE: Final = Table[Figure, _Line](
    name="figure",
    description="The values of one figure.",
    items=_lines,
    columns=(
        Column("figure", Kind.CODE, lambda line: line.figure, "What is counted."),
        Column("category", Kind.TEXT, lambda line: line.category, "The name of the category."),
        Column("series", Kind.TEXT, lambda line: line.series, "The name of the series, or empty."),
        Column("count", Kind.WHOLE, lambda line: line.count, "How many records there are."),
    ),
    key=("category", "series"),
)


def figure_csv(figure: Figure) -> bytes:
    """Return a figure as CSV with a byte order mark; formulas are guarded."""
    text = CsvText(_TABLE, CsvOptions(byte_order_mark=True, formula_guard=True))
    text.add(figure)
    return text.taken().content
