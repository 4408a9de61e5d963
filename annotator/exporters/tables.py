"""Every table of an export, and the passes over the project that fill them."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Generic, TypeVar

from msgspec import Struct

from annotator.domain.codebook import Scheme
from annotator.exporters.csv_tables.articles import ARTICLES
from annotator.exporters.csv_tables.checks import CHECKS, EVIDENCE, SOURCES
from annotator.exporters.csv_tables.claims import CLAIM_LABELS, CLAIMS
from annotator.exporters.csv_tables.damages import DAMAGED
from annotator.exporters.csv_tables.flat import LABELS_FLAT
from annotator.exporters.csv_tables.mentions import ATTRIBUTIONS, MENTIONS
from annotator.exporters.csv_tables.names import ANNOTATORS, ENTITIES, LABELS
from annotator.exporters.csv_tables.sentences import SENTENCES
from annotator.exporters.csv_tables.sentiments import SENTIMENTS
from annotator.exporters.csv_tables.zones import ZONES
from annotator.exporters.records import Records
from annotator.exporters.table import Table

S = TypeVar("S")


class Group(Struct, Generic[S], frozen=True):
    """Tables that are filled in one pass over the same subjects."""

    subjects: Callable[[Records], Iterable[S]]
    tables: tuple[Table[S, Any], ...]


# articles before claims: the mentions of each claim are counted while articles are read
GROUPS: Final[tuple[Group[Any], ...]] = (
    Group(
        Records.articles,
        (LABELS_FLAT, ARTICLES, MENTIONS, ATTRIBUTIONS, SENTIMENTS, ZONES, SENTENCES),
    ),
    Group(Records.claims, (CLAIMS, CLAIM_LABELS, CHECKS, EVIDENCE)),
    Group(lambda records: records.part.sources(), (SOURCES,)),
    Group(lambda records: records.part.entities(), (ENTITIES,)),
    Group(lambda records: records.part.annotators(), (ANNOTATORS,)),
    Group(lambda records: records.reader.each(Scheme), (LABELS,)),
    Group(lambda records: records.damages(), (DAMAGED,)),  # last: damage is noticed while reading
)

TABLES: Final[tuple[Table[Any, Any], ...]] = tuple(t for group in GROUPS for t in group.tables)
"""Every table, in the order in which it is described."""

FILES: Final = tuple(table.file for table in TABLES)
"""The names of their files."""
