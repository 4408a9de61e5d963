"""What a row of an edited table is about, beside the values in its cells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from annotator.domain.check import Source
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.i18n import tr
from annotator.importers.date_column import DateColumn
from annotator.importers.labels.found import FoundArticle, FoundLabel
from annotator.importers.labels.own_tables import OwnRow
from annotator.operations.history_names import Names
from annotator.operations.sources import source_name
from annotator.operations.table_fields import plain
from annotator.operations.table_values import Value


def date_columns(
    rows: Iterable[OwnRow], dated: Collection[str]
) -> Mapping[tuple[str, str], DateColumn]:
    """Return how dates are written in each column, by its table."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        for column, cell in row.cells.items():
            cells[row.table, column].append(cell)
    return {key: DateColumn.of(each if key[1] in dated else ()) for key, each in cells.items()}


def label_in(row: OwnRow) -> FoundArticle:
    """Return the label that a row without a key adds."""
    cells = {name: plain(cell).strip() for name, cell in row.cells.items()}
    code = cells.get("article_code", "")
    label = FoundLabel(
        labels=tuple(filter(None, map(str.strip, cells.get("claim_types", "").split("|")))),
        words=cells.get("mention_text", ""),
        wording=cells.get("claim_text", ""),
    )
    return FoundArticle(place=code or row.place, code=code, labels=(label,))


def name_of_record(reader: ProjectReader, value: Value) -> str:
    """Return what people call a record: its code or name, or that of what it belongs to."""
    record = value.record
    if isinstance(record, Scheme):
        label = record.label(value.part)
        name = isolated(label.name) if label else ""
        return tr("{scheme}, {label}", scheme=isolated(record.title), label=name)
    if isinstance(record, Source):
        return source_name(record)
    if isinstance(record, Entity):
        return record.name
    names = Names(reader)
    return names.claim(record) or names.article(record)
