"""Records whose rows somebody has removed from an exported table, and removing them here, too."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeVar

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import isolated
from annotator.domain.edit import Record
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone, ZoneState
from annotator.exporters.omissions import PARTS
from annotator.i18n import tr
from annotator.importers.fields import line_of
from annotator.importers.labels.own_tables import OwnTables
from annotator.importers.original import shortened
from annotator.operations.deleting import delete_articles
from annotator.operations.former_records import FormerRecords
from annotator.operations.history import title_of
from annotator.operations.history_names import Names
from annotator.operations.labelling import anchors_of, remove_claim
from annotator.operations.sources import unused_sources
from annotator.operations.table_changes import Removable, Removal
from annotator.operations.table_fields import plain
from annotator.operations.table_missing_parts import missing_parts

R = TypeVar("R", bound=Removable)

_ROWS: Final[Mapping[str, tuple[type[Removable], str]]] = MappingProxyType(
    {
        "articles": (Article, "article_id"),
        "claims": (Claim, "claim_id"),
        "labels_flat": (Mention, "mention_id"),
        "claim_mentions": (Mention, "mention_id"),
        "sentiments": (Sentiment, "sentiment_id"),
        "fact_checks": (FactCheck, "check_id"),
        "evidence": (Evidence, "evidence_id"),
        "sources": (Source, "source_id"),
        "entities": (Entity, "entity_id"),
        "zones": (Zone, "zone_id"),
    }
)
"""The tables with a row for each record of a kind, and the column with its key."""


def removals(reader: ProjectReader, tables: OwnTables, former: FormerRecords) -> Iterator[Removal]:
    """Yield each record that was there at the export and has no row in one of the tables.

    Of a table that says that it is a part there are none, nor of one that says nothing of itself
    and has less than half of the records.
    """
    if any(sentence in tables.about for sentence in PARTS):
        return
    is_certain = bool(tables.exported_at)
    names, met = Names(reader), set[str]()  # ids, as two tables have mentions
    for table, (kind, key) in _ROWS.items():
        present = _present(tables, table, key)
        is_there = key in tables.columns.get(table, ()) and (present or is_certain)
        known = (each for each in reader.each(kind) if is_there and _is_exported(each))
        missing = [each for each in known if each.id not in present]
        if is_certain:
            missing = [each for each in missing if former.has(each)]
        elif len(missing) > len(present):
            continue
        for each in missing:
            if each.id not in met:
                met.add(each.id)
                yield Removal(each, _name(each, names), is_certain)
    yield from missing_parts(reader, tables, former, names)


def removed_with(reader: ProjectReader, records: Sequence[Removable]) -> Sequence[Record]:
    """Return what goes when these records are removed, each once, in the order of an undo.

    A claim goes with its last mention, unless somebody has begun to check it.
    """
    articles = [each.id for each in records if isinstance(each, Article)]
    found = _by_id(delete_articles(reader, articles).edit.removed if articles else ())
    claims = _of(records, Claim)
    for claim in [*claims, *_left_over(reader, _of(records, Mention), {c.id for c in claims})]:
        found |= _by_id(remove_claim(reader, claim).removed)
    alone = (Source, Entity, Zone)
    found |= _by_id([each for each in records if isinstance(each, alone)])
    marks: list[Mention | Sentiment] = [*_of(records, Mention), *_of(records, Sentiment)]
    for mark in marks:
        found |= _by_id([mark, *anchors_of(reader, mark.anchor_id)])
    checks = _of(records, FactCheck)
    held = reader.find_among(Evidence, "check_id", {check.id for check in checks})
    found |= _by_id([*_of(records, Evidence), *held, *checks])
    evidence = [each for each in found.values() if isinstance(each, Evidence)]
    found |= _by_id(unused_sources(reader, evidence))
    return list(found.values())


def _name(record: Removable, names: Names) -> str:
    """Return what a record is called, with the words by which it is known."""
    title, words = title_of(record, names), shortened(line_of(_words(record, names)))
    return tr("{record} · {words}", record=title, words=isolated(words)) if words else title


def _words(record: Removable, names: Names) -> str:
    match record:
        case Article(headline=words) | Claim(text=words) | Zone(kind=words):
            return words
        case FactCheck():
            return names.label(record.verdict)
        case Evidence():
            return record.quote or names.source(record.source_id)
        case Sentiment():
            target = names.entity(record.target_id) or record.target_text
            return names.words(record.anchor_id) or target
        case Mention():
            return names.words(record.anchor_id)
        case _:
            return ""  # as its title says it


def _is_exported(record: Removable) -> bool:
    return not isinstance(record, Zone) or record.state == ZoneState.TAKEN


def _present(tables: OwnTables, table: str, key: str) -> set[str]:
    """Return the ids of the records that have a row in a table."""
    cells = (row.cells.get(key, "") for row in tables.rows if row.table == table)
    return {plain(cell).strip()[1:] for cell in cells} - {""}


def _left_over(
    reader: ProjectReader, mentions: Sequence[Mention], known: set[str]
) -> Iterator[Claim]:
    """Yield the claims that have no check, and no mentions but these."""
    going = {each.id for each in mentions}
    for claim_id in dict.fromkeys(each.claim_id for each in mentions):
        claim = None if claim_id in known else reader.get(Claim, claim_id)
        if claim is None or reader.find(FactCheck, claim_id=claim_id):
            continue
        if {each.id for each in reader.find(Mention, claim_id=claim_id)} <= going:
            yield claim


def _of(records: Sequence[Removable], kind: type[R]) -> list[R]:
    return [each for each in records if isinstance(each, kind)]


def _by_id(records: Sequence[Record]) -> dict[str, Record]:
    return {each.id: each for each in records}
