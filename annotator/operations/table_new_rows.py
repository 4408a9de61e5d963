"""What new rows of sources, entities, zones, attributions and labels would become.

Each raises ValueError, with a sentence, for a row that does not suffice.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Source
from annotator.domain.claim import Attribution, Mention
from annotator.domain.codebook import Label, Scheme
from annotator.domain.people import Entity, EntityKind, tidy_name
from annotator.domain.reading import ProjectReader
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.i18n import tr
from annotator.importers.fields import line_of
from annotator.importers.labels.own_tables import OwnRow
from annotator.operations.codebook import code_for, free_key
from annotator.operations.codebook_rules import CodebookChangeError, require_open, required_name
from annotator.operations.former_records import FormerRecords
from annotator.operations.history_names import Names
from annotator.operations.sources import source_name
from annotator.operations.table_addition import Addition
from annotator.operations.table_fields import cell_of, required_cell, whole_number
from annotator.operations.zoning import by_hand, whole_lines


def new_source(reader: ProjectReader, row: OwnRow, made: Sequence[Addition]) -> Addition | Source:
    """Return a new source, or the one with its title and address."""
    title, url = cell_of(row, "title"), cell_of(row, "url")
    if not (title or url):
        raise ValueError(tr("a new row needs {column}", column="title"))
    others = (each.record for each in made if isinstance(each.record, Source))
    known = [*reader.find(Source, title=title, url=url), *others]
    same = next((each for each in known if (each.title, each.url) == (title, url)), None)
    source = Source(title=title, url=url)
    return same or Addition(source, (), source_name(source))


def new_entity(reader: ProjectReader, row: OwnRow, made: Sequence[Addition]) -> Addition | Entity:
    """Return a new entity, or the one with its name and kind."""
    name = tidy_name(required_cell(row, "name"))
    kind = cell_of(row, "kind") or EntityKind.OTHER
    others = (each.record for each in made if isinstance(each.record, Entity))
    known = [*reader.find(Entity, name=name), *others]
    same = next((each for each in known if (each.name, each.kind) == (name, kind)), None)
    return same or Addition(Entity(name=name, kind=kind), (), name)


def new_zone(reader: ProjectReader, row: OwnRow, made: Sequence[Addition]) -> Addition | None:
    """Return a new zone, of whole lines of the newest text; None where there is just that one."""
    article = _article(reader, row)
    version = reader.version(article.id)
    start, end = (whole_number(required_cell(row, each)) for each in ("start_char", "end_char"))
    if start is None or end is None or start >= end or end > version.length:
        raise ValueError(tr("start_char and end_char are not in the text"))
    if cell_of(row, "text_version") not in ("", str(version.version_no)):
        raise ValueError(tr("a new zone is in the newest text version"))
    span, text = Span(start, end), reader.text(version.sha256)
    if whole_lines(text, span) != span:
        raise ValueError(tr("a zone has whole lines"))
    kind = _kind(required_cell(row, "kind_code"))
    others = (each.record for each in made if isinstance(each.record, Zone))
    known = [z for z in (*reader.find(Zone, text_id=version.id), *others) if z.span.overlaps(span)]
    if [(z.span, z.kind, z.state) for z in known] == [(span, kind, ZoneState.TAKEN)]:
        return None
    if known:
        raise ValueError(tr("its lines are in another zone already"))
    zone = by_hand(version.id, span, kind)
    return Addition(zone, (), f"{article.code}, {line_of(span.of(text))}")


def new_attribution(reader: ProjectReader, row: OwnRow) -> Addition:
    """Return a new level of who is said to have said something."""
    key, level = cell_of(row, "mention_id"), whole_number(required_cell(row, "level"))
    mention = reader.get(Mention, key[1:]) if key else None
    if mention is None or cell_of(row, "attribution_id").startswith(f"{key}."):
        raise ValueError(tr("the project has no such record"))
    if not level:
        raise ValueError(tr("the level is a whole number from 1"))
    words = f"{Names(reader).claim(mention)}, {cell_of(row, 'source_name') or level}"
    return Addition(mention, (), words, part=Attribution(level=level))


def new_label(
    reader: ProjectReader, row: OwnRow, made: Iterable[Addition], former: FormerRecords
) -> Addition | None:
    """Return a new label of a scheme; None where one has its name and the row has no code.

    It is only proposed where the table may be older than the removal of such a label.
    """
    scheme = reader.get(Scheme, required_cell(row, "scheme_id"))
    code = cell_of(row, "code")
    if scheme is None or former.of(scheme).label(code):
        raise ValueError(tr("the project has no such record"))
    name = required_cell(row, "name")
    if not code and name.casefold() in {each.name.casefold() for each in scheme.labels}:
        return None
    more = [e.part for e in made if e.record == scheme and isinstance(e.part, Label)]
    try:
        require_open(scheme)
        name = required_name(name, scheme)
    except CodebookChangeError as error:
        raise ValueError(str(error).rstrip(".")) from error
    if name.casefold() in {each.name.casefold() for each in more}:
        raise ValueError(tr("another one is already called “{name}”", name=name[:60]))
    all_labels = (*scheme.labels, *more)
    key = free_key(replace(scheme, labels=all_labels), name)
    new_code = code_for(code or name, {each.code for each in all_labels})
    label = Label(code=new_code, name=name, key=key)
    is_safe = former.is_known or not code
    return Addition(scheme, (), f"{scheme.title}, {name}", part=label, is_safe=is_safe)


def _article(reader: ProjectReader, row: OwnRow) -> Article:
    key, code = cell_of(row, "article_id"), cell_of(row, "article_code")
    found = reader.get(Article, key[1:]) if key else None
    found = found or next(iter(reader.find(Article, code=code) if code else ()), None)
    if found is None:
        raise ValueError(tr("a new zone needs the article_id or article_code of an article"))
    return found


def _kind(text: str) -> ZoneKind:
    if (code := text.casefold()) not in [*ZoneKind]:
        raise ValueError(tr("“{text}” is not one of its labels", text=text[:60]))
    return ZoneKind(code)
