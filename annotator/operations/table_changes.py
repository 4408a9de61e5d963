"""What an edited table changes, value by value, as it is shown before it is taken."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone
from annotator.i18n import N_, ngettext, tr
from annotator.importers.fields import line_of
from annotator.importers.labels.found import FoundArticle
from annotator.importers.original import shortened
from annotator.operations.table_addition import Addition
from annotator.operations.table_fields import Field
from annotator.operations.table_subjects import Kept
from annotator.operations.table_values import Value

Removable = (
    Article | Claim | Mention | Sentiment | FactCheck | Evidence | Source | Entity | Zone | Scheme
)
"""A record that is removed with its row, or that loses the part that its row was."""


class State(StrEnum):
    """What a cell does to the project."""

    NEW = "new"
    CHANGED = "changed"
    CLASHING = "clashing"


_STATES: Final = {
    State.NEW: N_("new"),
    State.CHANGED: N_("changed"),
    State.CLASHING: N_("clashing"),
}


class CellChange(Struct, frozen=True):
    """One value that differs: `before` is the project’s, `after` the file’s, as exported.

    It clashes when the project was changed after the export, or when two rows say two things. A
    new value is one of a check that does not exist yet; `record` is then the claim. `part` is the
    level of an attribution, or the code of a label. `shown` are the values with names for codes.
    """

    record: Kept
    kind: type[Kept]
    field: Field
    before: str
    after: str
    state: State
    name: str
    part: str = ""
    shown: tuple[str, str] | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """Return what is the same in changes of the same value."""
        return key_of(self.kind, Value(self.record, self.field, self.part))

    @property
    def is_safe(self) -> bool:
        """Return whether nothing speaks against taking it."""
        return self.state is not State.CLASHING

    @property
    def line(self) -> str:
        """Return the change as one line."""
        before, after = self.shown or (self.before, self.after)
        return tr(
            "{record} · {field}: {before} → {after} ({state})",
            record=self.name,
            field=tr(self.field.title),
            before=isolated(shortened(line_of(before))) or "–",
            after=isolated(shortened(line_of(after))) or "–",
            state=tr(_STATES[self.state]),
        )


class Removal(Struct, frozen=True):
    """A record whose row is missing in a table.

    `is_certain` when the table says that it had all rows; otherwise it may be one of a part, or
    older than the record. With a `part`, only that is removed: the level of an attribution, or the
    code of a label.
    """

    record: Removable
    name: str
    is_certain: bool
    is_safe: bool = False
    part: str = ""

    @property
    def line(self) -> str:
        """Return the removal as one line."""
        if self.is_certain:
            return tr("{record} (removed there)", record=self.name)
        return tr("{record} (not in the file)", record=self.name)


class TableDiff(Struct, frozen=True):
    """All differences, new rows as labels, how many rows are equal, and what cannot be read.

    `removed` are the records without a row, `added` the new ones of other tables than labels_flat.
    `notes` say what else differs, perhaps because the project was changed, and is not imported.
    """

    changes: tuple[CellChange, ...]
    new: tuple[FoundArticle, ...]
    equal: int
    refused: tuple[str, ...]
    removed: tuple[Removal, ...] = ()
    added: tuple[Addition, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def to_choose(self) -> Sequence[CellChange | Addition | Removal]:
        """Return what a person can take or leave, each by itself."""
        return (*self.changes, *self.added, *self.removed)

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
                self.count(State.NEW) + len(self.new) + len(self.added),
            ),
            ngettext(
                "{count} clashing value", "{count} clashing values", self.count(State.CLASHING)
            ),
        ]
        if self.removed:
            missing = len(self.removed)
            counts.append(ngettext("{count} missing record", "{count} missing records", missing))
        yield tr("{counts}.", counts=", ".join(counts))
        yield from self.remarks()
        yield from (each.line for each in self.to_choose)

    def remarks(self) -> Iterator[str]:
        """Return what nobody can choose, in sentences: the new mentions, then the notes."""
        for each in self.new:
            words = shortened(line_of(each.labels[0].words))
            yield tr("New in {article}: “{words}”.", article=each.place, words=words)
        yield from self.notes


def key_of(kind: type[Kept], value: Value) -> tuple[object, ...]:
    """Return what is the same in changes of the same value."""
    field = value.field
    part = value.part or ("1" if field.attribute == "quote_type" else "")  # as of the first level
    return value.record.id, kind, field.attribute, field.layer, part
