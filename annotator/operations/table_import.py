"""Taking over the changes of an edited table, as one step to undo."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Attribution, Claim, Mention, QuoteType
from annotator.domain.codebook import Label, Layer, Scheme
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.stamp import utc_now
from annotator.domain.zone import Zone
from annotator.i18n import N_
from annotator.importers.labels.formats import FORMATS
from annotator.importers.labels.found import FoundArticle
from annotator.operations.checking import with_status, with_verdict
from annotator.operations.label_import import LabelImport
from annotator.operations.label_import_report import LabelReport
from annotator.operations.labelling import attributed, entity_named, quoted_as
from annotator.operations.table_addition import Addition
from annotator.operations.table_additions import taken_with
from annotator.operations.table_changes import CellChange, Removal
from annotator.operations.table_fields import BETWEEN, Field, Form
from annotator.operations.table_removals import removed_with
from annotator.operations.table_subjects import Kept
from annotator.operations.table_values import Value
from annotator.operations.zoning import article_words

_OWNERS: Final[Mapping[type[Kept], str]] = {
    Claim: "created_by",
    Sentiment: "annotator_id",
    FactCheck: "checked_by",
    Evidence: "added_by",
}
"""The attribute that says whose a record is."""


class TableImport:
    """Makes one edit of the changes that are wanted.

    A check that does not exist is begun by the first value for it.
    """

    def __init__(self, reader: ProjectReader, annotator_id: str) -> None:
        self._reader = reader
        self._annotator_id = annotator_id
        self._label = EditLabel(N_("Import an edited table"))
        self._before: dict[str, Kept | None] = {}
        self._after: dict[str, Kept] = {}
        self._checks: dict[str, FactCheck] = {}  # those that are begun, by their claim
        self._more: list[Edit] = []
        self._entities = list(reader.each(Entity))
        self.report = LabelReport()

    def edit(
        self,
        wanted: Iterable[CellChange | Addition | Removal],
        new: Sequence[FoundArticle] = (),
    ) -> Edit:
        """Return the edit; without changes when nothing is wanted."""
        removed, added = list[Removal](), list[Addition]()
        for each in wanted:
            if isinstance(each, CellChange):
                self._take(each)
            elif isinstance(each, Addition):
                added.append(each)
            else:
                removed.append(each)
        for each in taken_with(added):
            self._add(each)
        gone = removed_with(self._reader, [each.record for each in removed if not each.part])
        for each in removed:
            if each.part:
                self._after[each.record.id] = _without_part(self._latest(each.record), each.part)
        self._count_words([each for each in gone if isinstance(each, Zone)])
        records = Edit(label=self._label, changes=tuple(self._swaps({each.id for each in gone})))
        labels: list[Edit] = []
        if new:
            form = next(each for each in FORMATS if each.id == "table")
            job = LabelImport(self._reader, form, self._annotator_id)
            labels = list(job.edits(new))
            self.report = job.report
        parts = [*self._more, records, *labels, Edit.remove(self._label, *gone)]
        return Edit.joined(self._label, parts).stamped(utc_now())

    def _add(self, added: Addition) -> None:
        """Make a new record, this annotator’s, and give it its values."""
        if added.part is not None:
            self._add_part(added, added.part)
            return
        owner = _OWNERS.get(type(added.record))
        record: Kept = added.record
        if owner:
            record = replace(record, **{owner: self._annotator_id})
        for field, value in added.values:
            record = self._changed(record, field, value)
        self._before[record.id], self._after[record.id] = None, record
        self._more += [Edit.add(self._label, *added.also)]

    def _add_part(self, added: Addition, part: Attribution | Label) -> None:
        record = _with_new_part(self._latest(added.record), part)
        key = str(part.level) if isinstance(part, Attribution) else part.code
        for field, value in added.values:
            record = self._with_part(Value(record, field, key), value)
        self._after[record.id] = record

    def _latest(self, record: Kept) -> Kept:
        """Return a known record as the changes before have left it."""
        self._before.setdefault(record.id, record)
        return self._after.get(record.id, record)

    def _swaps(self, gone: Set[str]) -> Iterator[Change]:
        """Yield the changes of records that are not among those that go, or of what goes."""
        for id_, after in self._after.items():
            before = self._before[id_]
            is_going = id_ in gone or (isinstance(after, FactCheck) and after.claim_id in gone)
            if before != after and not is_going:
                yield Change(before, after)

    def _count_words(self, gone: Collection[Zone]) -> None:
        """Count the words of articles again in which other lines are excluded."""
        zones = [each for each in self._after.values() if isinstance(each, Zone)]
        for text_id in dict.fromkeys(zone.text_id for zone in (*zones, *gone)):
            version = self._reader.get(TextVersion, text_id)
            article = self._reader.get(Article, version.article_id) if version else None
            if version is None or article is None or self._reader.version(article.id) != version:
                continue
            now = {each.id: each for each in self._reader.find(Zone, text_id=text_id)}
            now |= {each.id: each for each in zones if each.text_id == text_id}
            now = {id_: each for id_, each in now.items() if each not in gone}
            count = article_words(self._reader.text(version.sha256), now.values())
            self._before.setdefault(article.id, article)
            self._after[article.id] = replace(
                self._after.get(article.id, article), word_count=count
            )

    def _take(self, change: CellChange) -> None:
        record = self._now(change)
        if change.part:
            changed = self._with_part(Value(record, change.field, change.part), change.after)
        else:
            changed = self._changed(record, change.field, change.after)
        self._after[changed.id] = changed

    def _now(self, change: CellChange) -> Kept:
        """Return a record as the changes before have left it."""
        record = change.record
        if change.kind is FactCheck and isinstance(record, Claim):
            begun = FactCheck(claim_id=record.id, checked_by=self._annotator_id)
            record = self._checks.setdefault(record.id, begun)
            self._before.setdefault(record.id, None)
        return self._latest(record)

    def _changed(self, record: Kept, field: Field, value: str) -> Kept:
        if isinstance(record, Claim) and field.form in (Form.LABELS, Form.NAME):
            return self._claim(record, field, value)
        if isinstance(record, FactCheck) and field.attribute == "verdict":
            return with_verdict(record, self._verdict(record, value))
        if isinstance(record, FactCheck) and field.attribute == "status":
            return with_status(record, value)
        if isinstance(record, Mention) and field.attribute == "quote_type":
            return quoted_as(self._reader, record, value) if value else record.unattributed(1)
        if isinstance(record, Sentiment) and field.attribute == "target_text":
            return replace(record, target_text=value, target_id=None)
        return replace(record, **{field.attribute: _typed(field, value)})

    def _with_part(self, value: Value, after: str) -> Kept:
        """Return a record with another value in one of its parts."""
        record, holder, attribute = value.record, value.holder, value.field.attribute
        if isinstance(record, Mention) and isinstance(holder, Attribution):
            if attribute == "quote_type" and holder.level == 1 and after:
                return quoted_as(self._reader, record, after)
            typed = _typed(value.field, after)
            if attribute == "source_id":
                typed = self._entity(after) if after else None
            elif attribute == "quote_type":
                typed = after or QuoteType.NONE
            return record.attributed(replace(holder, **{attribute: typed}))
        assert isinstance(record, Scheme)  # noqa: S101 - no other records have parts
        new = {attribute: _typed(value.field, after)}
        labels = [replace(each, **new) if each == holder else each for each in record.labels]
        return replace(record, labels=tuple(labels))

    def _claim(self, claim: Claim, field: Field, value: str) -> Claim:
        if field.form is Form.LABELS and field.layer:
            return self._labelled(claim, field.layer, [*filter(None, value.split(BETWEEN))])
        claimant_id = self._entity(value) if value else None
        mentions = attributed(self._reader, claim, claimant_id, self._label)
        for before, after in (pair for edit in mentions for pair in _mentions(edit)):
            self._before.setdefault(after.id, before)
            self._after.setdefault(after.id, after)
        return replace(claim, claimant_id=claimant_id)

    def _labelled(self, claim: Claim, layer: Layer, codes: Sequence[str]) -> Claim:
        rest = {*codes}
        for scheme in self._reader.codebook().layer(layer):
            own = frozenset(code for code in rest if scheme.label(code))
            claim = claim.labelled(scheme.id, own)
            rest -= own
        return claim

    def _verdict(self, check: FactCheck, code: str) -> LabelKey | None:
        schemes = self._reader.codebook().layer(Layer.VERDICT)
        now = check.verdict.scheme_id if check.verdict else ""
        ranked = sorted(schemes, key=lambda scheme: scheme.id != now)
        return next((each.key(code) for each in ranked if code and each.label(code)), None)

    def _entity(self, name: str) -> str:
        edits, entity = entity_named(name, self._entities)
        self._entities += [entity] if edits else []
        self._more += edits
        return entity.id


def _typed(field: Field, value: str) -> object:
    """Return a value as records have it."""
    if field.form is Form.POLARITY:
        return int(value)
    if field.form is Form.FLAG:
        return value == "true"
    return tuple(filter(None, value.split(BETWEEN))) if field.form is Form.NAMES else value


def _with_new_part(record: Kept, part: Attribution | Label) -> Kept:
    if isinstance(record, Mention) and isinstance(part, Attribution):
        return record.attributed(part)
    assert isinstance(record, Scheme)  # noqa: S101 - no other records have parts
    assert isinstance(part, Label)  # noqa: S101 - the parts of schemes
    return replace(record, labels=(*record.labels, part))


def _without_part(record: Kept, part: str) -> Kept:
    if isinstance(record, Mention):
        return record.unattributed(int(part))
    assert isinstance(record, Scheme)  # noqa: S101 - no other records have parts
    return replace(record, labels=tuple(each for each in record.labels if each.code != part))


def _mentions(edit: Edit) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions that an edit changes, before and after."""
    pairs = ((change.before, change.after) for change in edit.changes)
    yield from (
        (before, after)
        for before, after in pairs
        if isinstance(before, Mention) and isinstance(after, Mention)
    )
