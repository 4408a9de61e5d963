"""What an edited table says that the project does not: looked at before anything is written."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Claim, Mention, QuoteType
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.edit import Record
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.text import clean
from annotator.exporters.csv_text import CELL_LIMIT, FORMULA
from annotator.i18n import tr
from annotator.importers.labels.own_tables import OwnRow, OwnTables
from annotator.operations.checking import check_of
from annotator.operations.former_records import FormerRecords
from annotator.operations.table_additions import Additions, is_given, round_of
from annotator.operations.table_changes import CellChange, Removal, State, TableDiff, key_of
from annotator.operations.table_fields import BETWEEN, Field, Form, cell_of, plain, value_of
from annotator.operations.table_missing_parts import Uses
from annotator.operations.table_removals import removals
from annotator.operations.table_rows import date_columns, label_in, name_of_record
from annotator.operations.table_rules import TableRules, contradicting
from annotator.operations.table_subjects import SUBJECTS, Kept, Subject
from annotator.operations.table_untaken import Untaken, ignored_in_new
from annotator.operations.table_values import Value

_FAILED: Final = re.compile(r"|#(?:[A-Z]+[!?/0]*|N/A|DIV/0!|NAME\?)|Err:\d+")
"""What is left of a cell whose formula fails."""

_WITH_TIME: Final = ("claims", "fact_checks", "sentiments", "claim_mentions")
"""Tables whose rows say when their record was last changed."""

_DATED: Final = frozenset(
    field.column
    for subjects in SUBJECTS.values()
    for subject in subjects
    for field in subject.fields
    if field.form is Form.DATE
)


def difference(reader: ProjectReader, tables: OwnTables) -> TableDiff:
    """Return the differences between edited tables and the project, in the order of the rows."""
    return _Comparison(reader, tables).result()


class _Comparison:
    """Compares rows one by one and keeps the differences, one for each value of the project."""

    def __init__(self, reader: ProjectReader, tables: OwnTables) -> None:
        self._reader = reader
        self._codebook = reader.codebook()
        self._tables = tables
        self._days = date_columns(tables.rows, _DATED)
        self._exported_at = tables.exported_at
        self._former = FormerRecords.at(reader, self._exported_at)
        self._rules = TableRules(reader)
        self._refused = list(tables.refused)
        self._found: dict[tuple[object, ...], CellChange] = {}
        self._agreeing: set[tuple[object, ...]] = set()  # values that a row has as the project does
        self._aliases: dict[str, Record] = {}  # records by keys that the file has made up
        self._unknown: list[OwnRow] = []  # rows of no record of the project

    def result(self) -> TableDiff:
        """Return what was found in all rows."""
        rows = [row for row in self._tables.rows if row.table in SUBJECTS]
        new = [row for row in rows if _is_new_label(row)]
        equal = sum([self._is_equal(row) for row in rows if not _is_new_label(row)])
        known = (self._codebook, self._days, self._former, self._aliases)
        added = Additions(self._reader, *known)
        for row, reason in added.take_all(self._unknown):
            self._refuse(row, reason)
        untaken = Untaken(self._reader, self._tables)
        self._refused += untaken.refused(is_as_exported=self._former.is_now)
        removed = tuple(self._removed())
        changes = [each for each in self._found.values() if not self._is_left_over(each)]
        ignored = ignored_in_new([*new, *added.rows])
        return TableDiff(
            tuple(changes),
            tuple(map(label_in, new)),
            equal,
            tuple(self._refused),
            removed=removed,
            added=tuple(added.made),
            notes=(*ignored, *(() if self._former.is_now else untaken.notes)),
        )

    def _removed(self) -> Iterator[Removal]:
        """Yield what was removed there and can be removed here; refuse the rest."""
        found = [*removals(self._reader, self._tables, self._former)]
        going = {each.record.id for each in found if isinstance(each.record, Evidence)}
        uses = Uses(self._reader)
        for each in found:
            if reason := uses.reason(each, lambda evidence: evidence.id in going):
                self._refused.append(tr("{place}: {reason}.", place=each.name, reason=reason))
            else:
                yield each

    def _is_equal(self, row: OwnRow) -> bool:
        """Add what a row says of its records; return whether it says nothing else."""
        if column := contradicting(self._reader, row):
            self._refuse(row, tr("{column} is that of another record", column=column))
            return False
        return False not in [self._subject(row, each) for each in _subjects(row)]

    def _subject(self, row: OwnRow, subject: Subject) -> bool:
        """Add what a row says of one record; return whether it says nothing else."""
        record = self._record(row, subject)
        part = plain(row.cells.get(subject.part, "")).strip()
        is_new_part = bool(subject.part) and not part
        if record is None or is_new_part or Value(record, subject.fields[0], part).holder is None:
            is_first = subject is _subjects(row)[0]
            if is_first:
                self._unknown.append(row)
            return not is_first
        fields = [each for each in subject.fields if _has(self._reader, row, each)]
        return False not in [self._cell(row, subject, Value(record, f, part)) for f in fields]

    def _record(self, row: OwnRow, subject: Subject) -> Kept | None:
        """Return the record that a row is about; the claim where it has no check yet."""
        key = plain(row.cells.get(subject.key, "")).strip()
        if subject.key == "article_code":
            return next(iter(self._reader.find(Article, code=key)), None)
        if subject.key != "claim_code":
            id_ = key if subject.key == "scheme_id" else key[1:]
            found = self._reader.get(subject.kind, id_) if key else None
            is_new_check = found is None and subject.kind is FactCheck and not is_given(key)
            if is_new_check and (found := _same_round(self._reader, row)):
                self._aliases[key] = found
            return found
        claim = next(iter(self._reader.find(Claim, code=key)), None)
        if claim is None or subject.kind is Claim:
            return claim
        return check_of(self._reader, claim.id) or claim

    def _cell(self, row: OwnRow, subject: Subject, value: Value) -> bool:
        """Add the difference of one cell, if any; return whether there is none."""
        record, field = value.record, value.field
        is_missing = not isinstance(record, subject.kind)
        before = "" if is_missing else self._shown(value)
        try:
            after = self._after(row, field, before)
            if after is None or (not after and is_missing):
                self._agreeing.add(key_of(subject.kind, value))
                return True
            state = State.NEW if is_missing else self._state(row, value, before)
            if state is None:
                return True
            self._rules.require(value, after)
        except ValueError as error:
            self._refuse(row, str(error), field)
            return False
        name = name_of_record(self._reader, value)
        shown = _named(self._codebook, field, before), _named(self._codebook, field, after)
        kept = (record, subject.kind, field, before, after, state, name, value.part, shown)
        self._add(CellChange(*kept))
        return False

    def _shown(self, value: Value) -> str:
        return value.shown(self._codebook, self._name_now)

    def _name_now(self, id_: str) -> str:
        entity = self._reader.get(Entity, id_)
        return entity.name if entity else ""

    def _name_then(self, id_: str) -> str:
        entity = self._reader.get(Entity, id_)
        return self._former.of(entity).name if entity else ""

    def _after(self, row: OwnRow, field: Field, before: str) -> str | None:
        """Return what a cell says; None for what the project says, too."""
        cell = row.cells[field.column]
        if field.form is Form.VERDICT:
            cell = self._verdict(row, cell, before)
        if clean(cell) == before or plain(cell) == before:
            return None
        if len(cell) >= CELL_LIMIT and before.startswith(cell):  # a spreadsheet cut it off
            return None
        if field.column == "claimant" and row.cells.get("quote_type_code") == QuoteType.NONE:
            raise ValueError(tr("the article’s own voice has no claimant"))
        if FORMULA.match(before) and _FAILED.fullmatch(cell.strip()):
            raise ValueError(tr("a spreadsheet has taken it for a formula"))
        after = value_of(field, cell, self._codebook, self._days[row.table, field.column])
        if field.is_needed and not after.strip():
            raise ValueError(tr("it cannot be empty"))
        is_first_day = field.form is Form.DATE and before and after == f"{before}-01-01"[:10]
        return None if after == before or is_first_day else after

    def _verdict(self, row: OwnRow, cell: str, before: str) -> str:
        """Return the code of a verdict, or its new name beside the code that was not changed."""
        name = plain(row.cells.get("verdict_label", "")).strip()
        names = {"", *(self._codebook.name(Layer.VERDICT, code) for code in (before, cell.strip()))}
        if name in names:
            return cell
        if cell.strip() != before:
            raise ValueError(tr("verdict_label has another one, “{name}”", name=name[:60]))
        return name

    def _state(self, row: OwnRow, value: Value, now: str) -> State | None:
        """Return whether a value that differs clashes; None where nobody edited it."""
        former = replace(value, record=self._former.of(value.record))
        then = former.shown(self._codebook, self._name_then)
        if then != now:
            return State.CLASHING if self._after(row, value.field, then) else None
        since = row.cells.get("updated_at", "") if row.table in _WITH_TIME else ""
        since = "" if self._exported_at else _time(since)
        changed_at = _time(getattr(value.record, "updated_at", ""))
        is_other = bool(since) and changed_at[: len(since)] != since  # a clock may go back
        return State.CLASHING if is_other else State.CHANGED

    def _add(self, change: CellChange) -> None:
        former = self._found.get(change.key)
        if former is not None and former.after != change.after:
            change = replace(change, state=State.CLASHING)
        self._found[change.key] = change

    def _is_left_over(self, change: CellChange) -> bool:
        """Return whether a row has only kept a former value that another row has changed.

        Only where nothing says when the table was exported.
        """
        if self._exported_at or change.key not in self._agreeing:
            return False
        return self._former.had(
            change.record,
            lambda r: self._shown(Value(r, change.field, change.part)) == change.after,
        )

    def _refuse(self, row: OwnRow, reason: str, field: Field | None = None) -> None:
        place = row.where + (f", {field.column}" if field else "")
        self._refused.append(tr("{place}: {reason}.", place=place, reason=reason))


def _subjects(row: OwnRow) -> Sequence[Subject]:
    """Return what a row is about, by the keys that its columns have."""
    return [each for each in SUBJECTS[row.table] if each.key in row.cells]


def _same_round(reader: ProjectReader, row: OwnRow) -> FactCheck | None:
    """Return the check of a new row whose claim has one of that round already."""
    code, round_no = cell_of(row, "claim_code"), round_of(row)
    claims = reader.find(Claim, code=code) if code and round_no is not None else []
    checks = (reader.find(FactCheck, claim_id=claim.id, round_no=round_no) for claim in claims)
    return next((check for found in checks for check in found), None)


def _named(codebook: Codebook, field: Field, value: str) -> str:
    """Return a value with the names of labels in place of their codes."""
    if field.layer is None:
        return value
    codes = filter(None, value.split(BETWEEN))
    return ", ".join(codebook.name(field.layer, code) for code in codes)


def _is_new_label(row: OwnRow) -> bool:
    return row.table == "labels_flat" and not row.cells.get("mention_id", "-").strip()


def _has(reader: ProjectReader, row: OwnRow, field: Field) -> bool:
    """Return whether a row says something in a column.

    An empty claimant says nothing where the article makes the claim in its own voice.
    """
    if field.column != "claimant" or row.cells.get("claimant", "-").strip():
        return field.column in row.cells
    mention = reader.get(Mention, row.cells.get("mention_id", "")[1:])
    known = mention.quote_type if mention else ""
    return QuoteType.NONE not in (known, row.cells.get("quote_type_code", "").strip())


def _time(time: str) -> str:
    """Return a time as it is compared: in UTC, as exactly as a spreadsheet has left it."""
    return time.strip().replace(" ", "T").removesuffix("Z")
