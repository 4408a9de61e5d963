"""The CSV package: a flat table, tidy tables, the texts, and their documentation."""

from collections.abc import Iterator
from typing import Final, TypeVar

from msgspec.structs import replace

from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.exporters.csv_options import OPTIONS, csv_options
from annotator.exporters.csv_tables.articles import text_file
from annotator.exporters.csv_tables.flat import LABELS_FLAT
from annotator.exporters.csv_text import CsvOptions, CsvText
from annotator.exporters.export_format import ExportFormat, FormatGroup, OptionValues, Piece
from annotator.exporters.facts import ArticleFacts
from annotator.exporters.features import Feature
from annotator.exporters.metadata import METADATA_FILE, metadata
from annotator.exporters.readme import README_FILE, Written, readme
from annotator.exporters.records import Records
from annotator.exporters.tables import FILES, GROUPS, TABLES, Group
from annotator.i18n import N_

S = TypeVar("S")


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the package piece by piece; memory does not grow with the number of rows."""
    options = csv_options(chosen)
    at = utc_now()
    written: list[Written] = []
    for group in GROUPS:
        yield from _tables(group, records, options, written)
    name = next((project.name for project in records.reader.each(Project)), "")
    yield Piece(METADATA_FILE, metadata(name, TABLES, options, at).encode())
    yield Piece(README_FILE, readme(name, records, written, options, at).encode())


def _tables(
    group: Group[S], records: Records, options: CsvOptions, written: list[Written]
) -> Iterator[Piece]:
    files = [CsvText(table, options) for table in group.tables]
    for subject in group.subjects(records):
        if isinstance(subject, ArticleFacts):
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
            yield Piece(text_file(facts.article, version), text.encode())


def flat(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the flat table alone."""
    file = CsvText(LABELS_FLAT, csv_options(chosen))
    for facts in records.articles():
        file.add(facts)
        if file.is_full:
            yield replace(file.taken(), file="")
    yield replace(file.taken(), file="")


FORMAT: Final = ExportFormat(
    id="csv",
    name=N_("CSV tables"),
    group=FormatGroup.TABLES,
    description=N_("A folder with all tables, the texts and a README."),
    pieces=pieces,
    options=OPTIONS,
    guide=README_FILE,
    tables=FILES,
    leaves_out=N_("The original files and the history of changes are not exported."),
)

FLAT: Final = ExportFormat(
    id="csv-flat",
    name=N_("One CSV table"),
    group=FormatGroup.TABLES,
    description=N_("One file with a row for each mention of a claim."),
    pieces=flat,
    options=OPTIONS,
    suffix=".csv",
    tables=(LABELS_FLAT.file,),
    leaves_out=N_("Only the mentions of claims are exported, a row for each."),
    lacks=frozenset(
        {
            Feature.SENTIMENTS,
            Feature.UNMENTIONED,
            Feature.EVIDENCE,
            Feature.NOTES,
            Feature.VERSIONS,
            Feature.ZONES,
        }
    ),
)
