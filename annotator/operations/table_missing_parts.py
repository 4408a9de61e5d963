"""Levels of attributions and labels whose rows were removed, and what must stay as it is used."""

from collections.abc import Callable, Iterator, Set
from functools import cached_property

from annotator.domain.check import Evidence, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.i18n import tr
from annotator.importers.labels.own_tables import OwnTables
from annotator.operations.codebook import remove_label
from annotator.operations.codebook_rules import CodebookChangeError
from annotator.operations.former_records import FormerRecords
from annotator.operations.history_names import Names
from annotator.operations.table_changes import Removal
from annotator.operations.table_fields import cell_of

Keys = Set[tuple[str, ...]]
"""The keys of the rows of a table."""


def missing_parts(
    reader: ProjectReader, tables: OwnTables, former: FormerRecords, names: Names
) -> Iterator[Removal]:
    """Yield each level of an attribution and each label that was exported and has no row.

    Only of tables that say when they were exported.
    """
    attributed = _keys(tables, "attributions", "mention_id", "level")
    if attributed is not None:
        yield from _missing_levels(reader, attributed, former, names)
    labelled = _keys(tables, "labels", "scheme_id", "code")
    for scheme in reader.each(Scheme) if labelled is not None else ():
        for label in former.of(scheme).labels:
            if (scheme.id, label.code) not in (labelled or ()) and scheme.label(label.code):
                fields = {"scheme": isolated(scheme.title), "label": isolated(label.name)}
                name = tr("Label · {scheme}, {label}", **fields)
                yield Removal(scheme, name, is_certain=True, part=label.code)


def _missing_levels(
    reader: ProjectReader, present: Keys, former: FormerRecords, names: Names
) -> Iterator[Removal]:
    for mention in filter(former.has, reader.each(Mention)):
        for said in former.of(mention).attributions:
            level = str(said.level)
            if (f"m{mention.id}", level) not in present and said in mention.attributions:
                who = isolated(names.entity(said.source_id) or said.source_text or level)
                name = tr("Attribution of {claim} · {who}", claim=names.claim(mention), who=who)
                yield Removal(mention, name, is_certain=True, part=level)


class Uses:
    """Says why a record cannot be removed; what uses entities is looked up once."""

    def __init__(self, reader: ProjectReader) -> None:
        self._reader = reader

    def reason(self, removal: Removal, is_going: Callable[[Evidence], bool]) -> str:
        """Return why something stays; '' for what can go."""
        record = removal.record
        if isinstance(record, Source):
            evidence = self._reader.find(Evidence, source_id=record.id)
            return "" if all(map(is_going, evidence)) else tr("it is used, so it stays")
        if isinstance(record, Entity):
            return tr("it is used, so it stays") if record.id in self._used else ""
        if isinstance(record, Scheme):
            try:
                remove_label(self._reader, record, removal.part)
            except CodebookChangeError as error:
                return str(error).rstrip(".")
        return ""

    @cached_property
    def _used(self) -> Set[str | None]:
        reader = self._reader
        used = {each.claimant_id for each in reader.each(Claim)}
        for mood in reader.each(Sentiment):
            used |= {mood.target_id, mood.holder_id}
        said = (each for mention in reader.each(Mention) for each in mention.attributions)
        return used | {each.source_id for each in said}


def _keys(tables: OwnTables, table: str, *columns: str) -> Keys | None:
    """Return the keys of the rows of a table; None for a table that is not there or lacks them."""
    if not tables.exported_at or not {*columns} <= {*tables.columns.get(table, ())}:
        return None
    rows = (row for row in tables.rows if row.table == table)
    return {tuple(cell_of(row, each) for each in columns) for row in rows}
