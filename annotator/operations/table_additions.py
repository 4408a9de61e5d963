"""Rows that somebody has added to an exported table, as new records."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from msgspec.structs import replace

from annotator.domain.anchor import anchored
from annotator.domain.article import Article
from annotator.domain.check import Evidence, EvidenceStance, FactCheck, Source
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook
from annotator.domain.edit import Record
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment, SentimentScope
from annotator.i18n import N_, tr
from annotator.importers.date_column import DateColumn
from annotator.importers.fields import line_of
from annotator.importers.labels.found import FoundLabel
from annotator.importers.labels.own_tables import OwnRow
from annotator.operations.checking import check_of
from annotator.operations.former_records import FormerRecords
from annotator.operations.label_places import place
from annotator.operations.table_addition import Addition
from annotator.operations.table_fields import (
    Field,
    cell_of,
    plain,
    required_cell,
    value_of,
    whole_number,
)
from annotator.operations.table_new_rows import (
    new_attribution,
    new_entity,
    new_label,
    new_source,
    new_zone,
)
from annotator.operations.table_subjects import SUBJECTS

R = TypeVar("R", bound=Record)
_Make = Callable[[OwnRow], "Addition | Record | None"]

_OURS: Final = re.compile(r"[a-z](?:[0-9a-f]{32}|[0-9A-Za-z]{20})")
"""The keys that exports give: one that is unknown is not new, but of a record that is gone."""

_WITH_PARTS: Final = frozenset({"attributions", "labels"})  # whose keys are of a known record
_NO_NEW: Final = N_("it has no key, and this table cannot have new rows")
_UNKNOWN: Final = N_("the project has no such record")
_NO_CLAIM: Final = N_("a new check needs the claim_id or claim_code of a claim")
_NO_CHECK: Final = N_("new evidence needs the check_id of a check, or the claim_code of its claim")


class Additions:
    """Makes new records of rows; in `made`, what others need comes before them.

    `known` are records of the project that the file calls by a key of its own.
    """

    def __init__(
        self,
        reader: ProjectReader,
        codebook: Codebook,
        days: Mapping[tuple[str, str], DateColumn],
        former: FormerRecords,
        known: Mapping[str, Record],
    ) -> None:
        self.made: list[Addition] = []
        self.rows: list[OwnRow] = []  # of which they are made
        self._reader = reader
        self._codebook = codebook
        self._days = days
        self._by_key = {**known}  # as the file calls them
        self._former = former

    def _makers(self) -> Mapping[str, _Make]:
        """Return what makes a record of a row of each table, in the order of the tables.

        They are not kept: they hold this object, which would live until garbage is looked for.
        """
        reader, made = self._reader, self.made
        return {
            "sources": lambda row: new_source(reader, row, made),
            "entities": lambda row: new_entity(reader, row, made),
            "zones": lambda row: new_zone(reader, row, made),
            "labels": lambda row: new_label(reader, row, made, self._former),
            "attributions": lambda row: new_attribution(reader, row),
            "claims": self._claim,
            "fact_checks": self._check,
            "evidence": self._evidence,
            "sentiments": self._sentiment,
        }

    def take_all(self, rows: Sequence[OwnRow]) -> Iterator[tuple[OwnRow, str]]:
        """Make records of rows; yield those that do not suffice, each with the reason."""
        makers = self._makers()
        order = {table: place for place, table in enumerate(makers)}
        for row in sorted(rows, key=lambda row: order.get(row.table, 0)):
            try:
                self._take(row, makers.get(row.table))
            except ValueError as error:
                yield row, str(error)

    def _take(self, row: OwnRow, make: _Make | None) -> None:
        """Make a record of a row, unless the project has an equal one.

        Raises ValueError, with a sentence, for a row that does not suffice.
        """
        key = cell_of(row, SUBJECTS[row.table][0].key)
        is_unknown = is_given(key) and row.table not in _WITH_PARTS
        if is_unknown or (key and make is None):
            raise ValueError(tr(_UNKNOWN))
        if make is None:
            raise ValueError(tr(_NO_NEW))
        made = make(row)
        if isinstance(made, Addition):
            self.rows.append(row)
            self.made.append(replace(made, values=self._values(row)))
        known = made.record if isinstance(made, Addition) else made
        if key and known and row.table not in _WITH_PARTS:
            self._by_key[key] = known

    def _values(self, row: OwnRow) -> tuple[tuple[Field, str], ...]:
        return tuple(
            (field, self._value(row, field))
            for field in SUBJECTS[row.table][0].fields
            if cell_of(row, field.column)
        )

    def _value(self, row: OwnRow, field: Field) -> str:
        days = self._days[row.table, field.column]
        try:
            return value_of(field, row.cells[field.column], self._codebook, days)
        except ValueError as error:
            message = tr("{column}: {reason}", column=field.column, reason=str(error))
            raise ValueError(message) from error

    def _claim(self, row: OwnRow) -> Addition | Claim:
        text = required_cell(row, "claim_text")
        new = [each.record for each in self.made if isinstance(each.record, Claim)]
        known = [*self._reader.find(Claim, text=text), *new]
        same = next((each for each in known if each.text == text), None)
        return same or Addition(Claim(text=text, created_by=""), (), text)

    def _check(self, row: OwnRow) -> Addition | FactCheck:
        claim = self._named(row, "claim_id", Claim)
        if claim is None and (code := cell_of(row, "claim_code")):
            claim = next(iter(self._reader.find(Claim, code=code)), None)
        if claim is None:
            raise ValueError(tr(_NO_CLAIM))
        number = round_of(row)
        if number is None:
            raise ValueError(tr("the round_no of a check is a whole number"))
        if known := self._reader.find(FactCheck, claim_id=claim.id, round_no=number):
            return known[0]
        check = FactCheck(claim_id=claim.id, round_no=number, checked_by="")
        return Addition(check, (), claim.text, needs=self._new(claim))

    def _evidence(self, row: OwnRow) -> Addition | None:
        check = self._named(row, "check_id", FactCheck)
        if check is None and (code := cell_of(row, "claim_code")):
            claims = self._reader.find(Claim, code=code)
            check = check_of(self._reader, claims[0].id) if claims else None
        if check is None:
            raise ValueError(tr(_NO_CHECK))
        stance, source = self._stance(row), self._source(row)
        if source is None and stance != EvidenceStance.NOT_FOUND:
            raise ValueError(tr("evidence without a source can only be “not found”"))
        quote, source_id = plain(row.cells.get("quote", "")), source.id if source else None
        same = {"check_id": check.id, "source_id": source_id, "stance": stance, "quote": quote}
        if self._reader.find(Evidence, **same):
            return None
        made = Evidence(check_id=check.id, source_id=source_id, stance=stance, added_by="")
        of_file = self._new(source) if source else ()
        is_known = not source or of_file or self._reader.get(Source, source.id)
        also = () if source is None or is_known else (source,)
        words = quote or (source.title if source else "")
        return Addition(made, (), words, also, (*self._new(check), *of_file))

    def _stance(self, row: OwnRow) -> str:
        required_cell(row, "stance")
        field = next(each for each in SUBJECTS["evidence"][0].fields if each.column == "stance")
        return self._value(row, field)

    def _source(self, row: OwnRow) -> Source | None:
        source = self._named(row, "source_id", Source)
        title = cell_of(row, "source_title")
        if source is not None or not title:
            return source
        new = [each.record for each in self.made if isinstance(each.record, Source)]
        known = [*self._reader.find(Source, title=title), *new]
        return next((each for each in known if each.title == title), None) or Source(title=title)

    def _sentiment(self, row: OwnRow) -> Addition | None:
        article = self._named(row, "article_id", Article)
        if article is None:
            raise ValueError(tr("a new sentiment needs the article_id of an article"))
        polarity = required_cell(row, "polarity")
        words = plain(row.cells.get("exact", ""))
        base = Sentiment(article_id=article.id, scope=SentimentScope.DOCUMENT, annotator_id="")
        if not words.strip():
            return self._unless_known(row, Addition(base, (), article.headline), polarity)
        version = self._reader.version(article.id)
        text = self._reader.text(version.sha256)
        start, end = (whole_number(cell_of(row, each)) for each in ("start_char", "end_char"))
        places = () if start is None or end is None else ((start, end),)
        (placed,) = place([FoundLabel(words=words, places=places)], text).labels
        if not placed.spans:
            raise ValueError(tr("its words are not in the text"))
        anchor = replace(anchored(version.id, text, placed.spans), state=placed.state)
        marked = replace(base, scope=SentimentScope.SPAN, anchor_id=anchor.id)
        return self._unless_known(row, Addition(marked, (), words, (anchor,)), polarity)

    def _unless_known(self, row: OwnRow, made: Addition, polarity: str) -> Addition | None:
        """Return a sentiment, unless the article has it at the same words."""
        assert isinstance(made.record, Sentiment)  # noqa: S101 - only those are asked for
        target = cell_of(row, "target_name")
        words = line_of(made.words) if made.also else ""
        for each in self._reader.sentiments_in(made.record.article_id):
            known = line_of(each.anchor.exact) if each.anchor else ""
            towards = self._reader.get(Entity, each.sentiment.target_id or "")
            name = towards.name if towards else each.sentiment.target_text
            said = (str(each.sentiment.polarity), name)
            if (known, *said) == (words, polarity.replace("−", "-"), target):
                return None
        return made

    def _named(self, row: OwnRow, column: str, kind: type[R]) -> R | None:
        """Return the record that a cell names by its key, also a new one of this file."""
        key = cell_of(row, column)
        made = self._by_key.get(key) if key else None
        if isinstance(made, kind):
            return made
        return self._reader.get(kind, key[1:]) if key else None

    def _new(self, record: Record) -> tuple[str, ...]:
        """Return the id of a record that is new itself; none for one of the project."""
        return (record.id,) if any(each.record == record for each in self.made) else ()


def taken_with(additions: list[Addition]) -> list[Addition]:
    """Return those of some additions whose own needs are among them."""
    ids = {each.record.id for each in additions if not each.needs}
    kept = []
    for each in additions:  # what is needed comes first
        if ids.issuperset(each.needs):
            ids.add(each.record.id)
            kept.append(each)
    return kept


def is_given(key: str) -> bool:
    """Return whether a key has the form of those that exports give."""
    return _OURS.fullmatch(key) is not None


def round_of(row: OwnRow) -> int | None:
    """Return the round of a check: the first one where none is given, None for no number."""
    return whole_number(cell_of(row, "round_no") or "1")
