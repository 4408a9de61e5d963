"""The CSV package: a flat table, tidy tables, the texts, and their documentation."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from annotator.domain.check import Source
from annotator.domain.codebook import Scheme
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.exporters.csv_tables.articles import ARTICLES, text_file
from annotator.exporters.csv_tables.checks import CHECKS, EVIDENCE, SOURCES
from annotator.exporters.csv_tables.claims import CLAIM_LABELS, CLAIMS
from annotator.exporters.csv_tables.damages import DAMAGED
from annotator.exporters.csv_tables.flat import LABELS_FLAT
from annotator.exporters.csv_tables.mentions import ATTRIBUTIONS, MENTIONS
from annotator.exporters.csv_tables.names import ANNOTATORS, ENTITIES, LABELS
from annotator.exporters.csv_tables.sentences import SENTENCES
from annotator.exporters.csv_tables.sentiments import SENTIMENTS
from annotator.exporters.csv_tables.zones import ZONES
from annotator.exporters.csv_text import CsvOptions, CsvText
from annotator.exporters.export_format import ExportFormat, ExportOption, OptionValues, Piece
from annotator.exporters.facts import ArticleFacts
from annotator.exporters.metadata import METADATA_FILE, metadata
from annotator.exporters.readme import README_FILE, Written, readme
from annotator.exporters.records import Records
from annotator.exporters.table import Table
from annotator.i18n import N_

S = TypeVar("S")


class _Group(Struct, Generic[S], frozen=True):
    """Tables that are filled in one pass over the same subjects."""

    subjects: Callable[[Records], Iterable[S]]
    tables: tuple[Table[S, Any], ...]


# articles before claims: the mentions of each claim are counted while articles are read
_GROUPS: Final[tuple[_Group[Any], ...]] = (
    _Group(
        Records.articles,
        (LABELS_FLAT, ARTICLES, MENTIONS, ATTRIBUTIONS, SENTIMENTS, ZONES, SENTENCES),
    ),
    _Group(Records.claims, (CLAIMS, CLAIM_LABELS, CHECKS, EVIDENCE)),
    _Group(lambda records: records.reader.each(Source), (SOURCES,)),
    _Group(lambda records: records.reader.each(Entity), (ENTITIES,)),
    _Group(lambda records: records.reader.each(Annotator), (ANNOTATORS,)),
    _Group(lambda records: records.reader.each(Scheme), (LABELS,)),
    _Group(lambda records: records.damages(), (DAMAGED,)),  # last: damage is noticed while reading
)

TABLES: Final[tuple[Table[Any, Any], ...]] = tuple(t for group in _GROUPS for t in group.tables)
"""Every table of the package, in the order in which it is described."""


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the package piece by piece; memory does not grow with the number of rows."""
    options = CsvOptions(byte_order_mark=bool(chosen["bom"]), formula_guard=bool(chosen["guard"]))
    at = utc_now()
    written: list[Written] = []
    for group in _GROUPS:
        yield from _tables(group, records, options, written)
    name = next((project.name for project in records.reader.each(Project)), "")
    yield Piece(METADATA_FILE, metadata(name, TABLES, options, at).encode())
    yield Piece(README_FILE, readme(name, records, written, options, at).encode())


def _tables(
    group: _Group[S], records: Records, options: CsvOptions, written: list[Written]
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


FORMAT: Final = ExportFormat(
    id="csv",
    name=N_("CSV tables"),
    pieces=pieces,
    options=(
        ExportOption(
            name="bom",
            title=N_("Add UTF-8 marker (BOM) for Excel"),
            help=N_("Omit the byte order mark that Excel needs."),
            default=True,
        ),
        ExportOption(
            name="guard",
            title=N_("Protect against spreadsheet formulas"),
            help=N_("Write text unchanged, including text that Excel would run as a formula."),
            default=True,
        ),
    ),
    guide=README_FILE,
    leaves_out=N_("The original files and the history of changes are not exported."),
)
