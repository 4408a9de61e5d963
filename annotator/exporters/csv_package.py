"""The CSV package: a flat table, tidy tables, the texts, and their documentation."""

from collections.abc import Iterator
from typing import Final, TypeVar

from msgspec.structs import replace

from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.exporters.csv_options import CsvOptions, csv_options
from annotator.exporters.csv_tables.articles import text_file
from annotator.exporters.csv_tables.flat import LABELS_FLAT
from annotator.exporters.csv_text import CsvText
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import ArticleFacts
from annotator.exporters.metadata import METADATA_FILE, metadata
from annotator.exporters.readme import README_FILE, Written, readme
from annotator.exporters.records import Records
from annotator.exporters.table_choice import (
    ALL,
    TEXTS,
    Columns,
    chosen_columns,
    columns_of,
    groups_with,
    tables_with,
    warnings,
)
from annotator.exporters.tables import Group

S = TypeVar("S")

_FLAT_COLUMNS: Final = columns_of([LABELS_FLAT])


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the package piece by piece; memory does not grow with the number of rows."""
    options, columns = csv_options(chosen), chosen_columns(chosen)
    at = utc_now()
    written: list[Written] = []
    for group in groups_with(columns):
        yield from _tables(group, records, options, written, has_texts=TEXTS in columns)
    name = next((project.name for project in records.reader.each(Project)), "")
    yield Piece(METADATA_FILE, metadata(name, tables_with(columns), options, at).encode())
    yield Piece(README_FILE, readme(name, records, written, options, columns, at).encode())


def _tables(
    group: Group[S],
    records: Records,
    options: CsvOptions,
    written: list[Written],
    *,
    has_texts: bool,
) -> Iterator[Piece]:
    files = [CsvText(table, options) for table in group.tables]
    for subject in group.subjects(records):
        if has_texts and isinstance(subject, ArticleFacts):
            yield from _texts(records, subject)
        for file in files:
            file.add(subject)
            if file.is_full:
                yield file.taken()
    for file in files:
        yield file.taken()
        table = file.table
        written.append(Written(table.file, table.description, file.rows, file.long_cells))


def _texts(records: Records, facts: ArticleFacts) -> Iterator[Piece]:
    for version in facts.versions:
        text = facts.text if version is facts.newest else records.text(version)
        if text is not None:
            yield Piece(text_file(facts.article, version), text.encode(), is_whole_file=True)


def flat(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the flat table alone."""
    columns = chosen_columns(chosen, _FLAT_COLUMNS)
    for table in tables_with(columns, [LABELS_FLAT]):
        file = CsvText(table, csv_options(chosen))
        for facts in records.articles():
            file.add(facts)
            if file.is_full:
                yield replace(file.taken(), file="")
        yield replace(file.taken(), file="")


def package_columns() -> Columns:
    """Return every column of the package, by the names of their tables."""
    return ALL


def flat_columns() -> Columns:
    """Return every column of the flat table, by its name."""
    return _FLAT_COLUMNS


def package_warnings(_: Records, chosen: OptionValues) -> list[str]:
    """Return what cannot be done with the tables and columns that are chosen."""
    return warnings(chosen_columns(chosen))


def flat_warnings(_: Records, chosen: OptionValues) -> list[str]:
    """Return what cannot be done with the columns of the flat table that are chosen."""
    return warnings(chosen_columns(chosen, _FLAT_COLUMNS))
