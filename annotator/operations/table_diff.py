"""What an edited table says that the project does not: looked at before anything is written."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention, QuoteType
from annotator.domain.codebook import Layer
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.text import clean
from annotator.exporters.csv_text import CELL_LIMIT
from annotator.i18n import N_, ngettext, tr
from annotator.importers.date_column import DateColumn
from annotator.importers.labels.found import FoundArticle, FoundLabel
from annotator.importers.labels.own_tables import OwnRow, OwnTables
from annotator.importers.original import shortened
from annotator.operations.checking import check_of
from annotator.operations.table_fields import (
    SUBJECTS,
    Field,
    Form,
    Kept,
    Subject,
    joined,
    plain,
    value_of,
)


class State(StrEnum):
    """What a cell does to the project."""

    NEW = "new"
    CHANGED = "changed"
    CLASHING = "clashing"


_NEVER_EMPTY: Final = frozenset({"text", "status", "assertion_kind"})
_STATES: Final = {
    State.NEW: N_("new"),
    State.CHANGED: N_("changed"),
    State.CLASHING: N_("clashing"),
}


class CellChange(Struct, frozen=True):
    """One value that differs: `before` is the project’s, `after` the file’s, as exported.

    It clashes when the project was changed after the export, or when two rows say two things. A
    new value is one of a check that does not exist yet; `record` is then the claim.
    """

    record: Kept
    kind: type[Kept]
    field: Field
    before: str
    after: str
    state: State
    name: str
    place: str

    @property
    def line(self) -> str:
        """Return the change as one line."""
        return tr(
            "{record} · {field}: {before} → {after} ({state})",
            record=self.name,
            field=tr(self.field.title),
            before=shortened(self.before) or "–",
            after=shortened(self.after) or "–",
            state=tr(_STATES[self.state]),
        )


class TableDiff(Struct, frozen=True):
    """All differences, new rows as labels, how many rows are equal, and what cannot be read."""

    changes: tuple[CellChange, ...]
    new: tuple[FoundArticle, ...]
    equal: int
    refused: tuple[str, ...]

    def count(self, state: State) -> int:
        """Return how many changes are of a state."""
        return sum(change.state is state for change in self.changes)

    def lines(self) -> Iterator[str]:
        """Return the counts as a sentence, then each change on a line."""
        counts = [
            ngettext("{count} equal row", "{count} equal rows", self.equal),
            ngettext("{count} changed value", "{count} changed values", self.count(State.CHANGED)),
            ngettext(
                "{count} new value",
                "{count} new values",
                self.count(State.NEW) + len(self.new),
            ),
            ngettext(
                "{count} clashing value", "{count} clashing values", self.count(State.CLASHING)
            ),
        ]
        yield tr("{counts}.", counts=", ".join(counts))
        yield from (change.line for change in self.changes)


def difference(reader: ProjectReader, tables: OwnTables) -> TableDiff:
    """Return the differences between edited tables and the project, in the order of the rows."""
    return _Comparison(reader, tables).result()


def shown(reader: ProjectReader, record: Kept, field: Field) -> str:
    """Return a value of a record as exports have it; lists of codes are sorted."""
    if field.form is Form.LABELS and isinstance(record, Claim):
        schemes = reader.codebook().layer(field.layer) if field.layer else ()
        return joined(code for scheme in schemes for code in record.chosen(scheme.id))
    if field.attribute == "claimant_id" and isinstance(record, Claim):
        claimant = reader.get(Entity, record.claimant_id) if record.claimant_id else None
        return claimant.name if claimant else ""
    if field.attribute == "verdict" and isinstance(record, FactCheck):
        return record.verdict.code if record.verdict else ""
    if field.attribute == "target_text" and isinstance(record, Sentiment) and record.target_id:
        target = reader.get(Entity, record.target_id)
        return target.name if target else ""
    value = getattr(record, field.attribute)
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Comparison:
    """Compares rows one by one and keeps the differences, one for each value of the project."""

    def __init__(self, reader: ProjectReader, tables: OwnTables) -> None:
        self._reader = reader
        self._codebook = reader.codebook()
        self._tables = tables
        self._days = _days(tables.rows)
        self._refused = list(tables.refused)
        self._found: dict[tuple[object, ...], CellChange] = {}
        self._new: list[FoundArticle] = []

    def result(self) -> TableDiff:
        """Return what was found in all rows."""
        equal = 0
        for row in self._tables.rows:
            if row.table == "labels_flat" and not row.cells.get("mention_id", "").strip():
                self._new.append(_labelled(row))
            else:
                found = [self._subject(row, each) for each in SUBJECTS[row.table]]
                equal += False not in found
        changes = tuple(self._found.values())
        return TableDiff(changes, tuple(self._new), equal, tuple(self._refused))

    def _subject(self, row: OwnRow, subject: Subject) -> bool:
        """Add what a row says of one record; return whether it says nothing else."""
        record = self._record(row, subject)
        if record is None:
            if subject is SUBJECTS[row.table][0]:
                self._refuse(row, tr("the project has no such record"))
            return False
        fields = [each for each in subject.fields if _has(row, each)]
        return False not in [self._cell(row, subject, each, record) for each in fields]

    def _record(self, row: OwnRow, subject: Subject) -> Kept | None:
        """Return the record that a row is about; the claim where it has no check yet."""
        key = plain(row.cells.get(subject.key, "")).strip()
        if subject.key != "claim_code":
            return self._reader.get(subject.kind, key[1:]) if key else None
        claim = next(iter(self._reader.find(Claim, code=key)), None)
        if claim is None or subject.kind is Claim:
            return claim
        return check_of(self._reader, claim.id) or claim

    def _cell(self, row: OwnRow, subject: Subject, field: Field, record: Kept) -> bool:
        """Add the difference of one cell, if any; return whether there is none."""
        is_missing = not isinstance(record, subject.kind)
        before = self._before(record, field, is_missing=is_missing)
        try:
            after = self._after(row, field, before)
        except ValueError as error:
            self._refuse(row, str(error), field)
            return False
        if after is None or (not after and is_missing):
            return True
        state = State.NEW if is_missing else self._state(row, record)
        name = self._name(record)
        kept = (record, subject.kind, field, before, after, state, name, row.place)
        self._add(CellChange(*kept))
        return False

    def _before(self, record: Kept, field: Field, *, is_missing: bool) -> str:
        if field.attribute == "quote_type" and isinstance(record, Mention):
            return record.quote_type
        return "" if is_missing else shown(self._reader, record, field)

    def _after(self, row: OwnRow, field: Field, before: str) -> str | None:
        """Return what a cell says; None for what the project says, too."""
        cell = row.cells[field.column]
        if field.form is Form.VERDICT and cell.strip() == before:
            cell = self._by_name(row, before) or cell
        if clean(cell) == before or plain(cell) == before:
            return None
        if len(cell) >= CELL_LIMIT and before.startswith(cell):  # a spreadsheet cut it off
            return None
        after = value_of(field, cell, self._codebook, self._days[row.table, field.column])
        if field.attribute in _NEVER_EMPTY and not after.strip():
            raise ValueError(tr("it cannot be empty"))
        is_first_day = field.form is Form.DATE and before and after == f"{before}-01-01"[:10]
        return None if after == before or is_first_day else after

    def _by_name(self, row: OwnRow, code: str) -> str:
        """Return another name of a verdict beside its unchanged code; '' where there is none."""
        name = plain(row.cells.get("verdict_label", "")).strip()
        return "" if name in ("", self._codebook.name(Layer.VERDICT, code)) else name

    def _state(self, row: OwnRow, record: Kept) -> State:
        own = row.table in ("claims", "fact_checks", "sentiments", "claim_mentions")
        since = row.cells.get("updated_at", "") if own else ""
        since = _time(since or self._tables.exported_at)
        changed_at = _time(getattr(record, "updated_at", ""))
        is_later = bool(since) and changed_at[: len(since)] > since
        return State.CLASHING if is_later else State.CHANGED

    def _add(self, change: CellChange) -> None:
        key = (change.record.id, change.kind, change.field.attribute, change.field.layer)
        former = self._found.get(key)
        if former is not None and former.after != change.after:
            change = replace(change, state=State.CLASHING)
        self._found[key] = change

    def _name(self, record: Kept) -> str:
        """Return what people call a record: its short code, or that of what it belongs to."""
        if isinstance(record, FactCheck | Mention):
            claim = self._reader.get(Claim, record.claim_id)
            return claim.code if claim else ""
        if isinstance(record, Sentiment):
            article = self._reader.get(Article, record.article_id)
            return article.code if article else ""
        return record.code

    def _refuse(self, row: OwnRow, reason: str, field: Field | None = None) -> None:
        place = f"{row.table}, {row.place}" + (f", {field.column}" if field else "")
        self._refused.append(tr("{place}: {reason}.", place=place, reason=reason))


def _has(row: OwnRow, field: Field) -> bool:
    """Return whether a row says something in a column.

    An empty claimant of the article’s own voice says nothing.
    """
    is_own_voice = row.cells.get("quote_type_code", "").strip() == QuoteType.NONE
    return field.column in row.cells and not (field.column == "claimant" and is_own_voice)


def _days(rows: Sequence[OwnRow]) -> Mapping[tuple[str, str], DateColumn]:
    """Return how dates are written in each column, by its table."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        for column, cell in row.cells.items():
            cells[row.table, column].append(cell)
    dated = {
        f.column
        for each in SUBJECTS.values()
        for s in each
        for f in s.fields
        if f.form is Form.DATE
    }
    return {key: DateColumn.of(each if key[1] in dated else ()) for key, each in cells.items()}


def _time(time: str) -> str:
    """Return a time as it is compared: in UTC, as exactly as a spreadsheet has left it."""
    return time.strip().replace(" ", "T").removesuffix("Z")


def _labelled(row: OwnRow) -> FoundArticle:
    cells = {name: plain(cell).strip() for name, cell in row.cells.items()}
    code = cells.get("article_code", "")
    label = FoundLabel(
        labels=tuple(filter(None, map(str.strip, cells.get("claim_types", "").split("|")))),
        words=cells.get("mention_text", ""),
        wording=cells.get("claim_text", ""),
    )
    return FoundArticle(place=code or row.place, code=code, labels=(label,))
