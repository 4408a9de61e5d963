"""Edits: one user action as a value that can be inverted."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final, Self

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.checksum import sha256
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone

Record = (
    Project
    | Annotator
    | Scheme
    | Article
    | TextVersion
    | Anchor
    | Entity
    | Claim
    | Mention
    | FactCheck
    | Source
    | Evidence
    | Sentiment
    | Zone
    | Suggestion
)

BY: Final = ("created_by", "annotator_id", "checked_by", "added_by")
"""The fields that say whose a record is; no record has two of them."""

_MANY = 1000  # changes
_Stamped = (Claim, Mention, FactCheck, Sentiment)
_Coded = (Article, Claim)


class Change(Struct, frozen=True, gc=False):
    """One record before and after: None before means added, None after means removed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """Return the record after the change, or before it if it is removed."""
        record = self.after or self.before
        assert record is not None  # noqa: S101 - a change of nothing cannot be made
        return record

    def attributed(self, former: str, annotator_id: str) -> "Change":
        """Return this change of a record of `former` as one of another annotator's record."""
        before, after = (_by(each, former, annotator_id) for each in (self.before, self.after))
        is_same = before is self.before and after is self.after
        return self if is_same else Change(before, after)

    def with_codes(self, codes: Mapping[str, str]) -> "Change":
        """Return this change with the short code assigned to its record, if any, by its id."""
        before, after = _coded(self.before, codes), _coded(self.after, codes)
        is_same = before is self.before and after is self.after
        return self if is_same else Change(before, after)

    def inverse(self) -> "Change":
        """Return the change that undoes this one."""
        return Change(self.after, self.before)

    def stamped(self, now: str) -> "Change":
        """Return this change with `updated_at` set, in a record that has it."""
        if self.before is not None and isinstance(self.after, _Stamped):
            return Change(self.before, replace(self.after, updated_at=now))
        return self


class Content(Struct, frozen=True):
    """Text or bytes, stored once under their SHA-256, which records refer to.

    `sha256` is that of the bytes, UTF-8 for text; it is computed when it is empty.
    """

    body: str | bytes
    sha256: str = ""

    def __post_init__(self) -> None:
        """Compute the hash if it was not given."""
        if not self.sha256:
            body = self.body.encode() if isinstance(self.body, str) else self.body
            force_setattr(self, "sha256", sha256(body))


HEAVY: Final = 20_000_000
"""The characters and bytes of contents with which a long import begins another edit."""


class Edit(Struct, frozen=True, kw_only=True, dict=True):
    """Changes that belong together: applied atomically, undone as one.

    `group` joins edits that one action made in several steps, such as a long import. Until a new
    record has its short code, the label names it by its id. A label is a plain string in journals
    of older versions, and for edits that no person makes.
    """

    label: EditLabel | str
    changes: tuple[Change, ...]
    contents: tuple[Content, ...] = ()
    group: str | None = None

    @classmethod
    def add(cls, label: EditLabel | str, *records: Record) -> Self:
        """Return an edit that adds the records, in this order."""
        return cls(label=label, changes=tuple(Change(None, record) for record in records))

    @classmethod
    def remove(cls, label: EditLabel | str, *records: Record) -> Self:
        """Return an edit that removes the records, the last first; undo adds them in this order."""
        return cls(label=label, changes=tuple(Change(each, None) for each in reversed(records)))

    @classmethod
    def swap(cls, label: EditLabel | str, before: Record, after: Record) -> Self:
        """Return an edit that replaces a record by its new state."""
        return cls(label=label, changes=(Change(before, after),))

    @classmethod
    def joined(cls, label: EditLabel | str, edits: Iterable["Edit"]) -> Self:
        """Return one edit that does what several do in order."""
        edits = list(edits)
        changes = tuple(change for edit in edits for change in edit.changes)
        contents = tuple(content for edit in edits for content in edit.contents)
        return cls(label=label, changes=changes, contents=contents)

    def of(self, *kinds: type[Record]) -> list[Change]:
        """Return the changes of records of some kinds, in order within each kind.

        Everything that follows an edit asks, so thousands of changes are looked through once.
        """
        return [change for kind in kinds for change in self.by_kind.get(kind, ())]

    @cached_property
    def by_kind(self) -> Mapping[type[Record], Sequence[Change]]:
        """The changes of records of each kind, in order."""
        found: dict[type[Record], list[Change]] = {}
        for change in self.changes:
            found.setdefault(type(change.record), []).append(change)
        return found

    @property
    def is_large(self) -> bool:
        """Return whether it changes thousands of records, as deleting many articles does.

        It is written in steps. What shows a few of the records then reads those again, and does
        not look through the changes.
        """
        return len(self.changes) > _MANY

    @property
    def removed(self) -> list[Record]:
        """Return the records that it removes, in order."""
        return [c.before for c in self.changes if c.after is None and c.before is not None]

    def inverse(self) -> Self:
        """Return the edit that undoes this one, last change first."""
        return replace(self, changes=tuple(c.inverse() for c in reversed(self.changes)))

    @property
    def added(self) -> list[Record]:
        """Return the records that it adds, in order."""
        return [c.after for c in self.changes if c.before is None and c.after is not None]

    @property
    def title(self) -> str:
        """Return the label as text, without the ids of records that have no code yet."""
        if isinstance(self.label, str):
            return self.label
        lacking = [r.id for r in self.added if isinstance(r, _Coded) and not r.code]
        return self.label.with_codes(dict.fromkeys(lacking, "")).text.rstrip()

    def with_codes(self, codes: Mapping[str, str]) -> Self:
        """Return this edit with the short codes assigned to its records, by their ids."""
        label = self.label
        if isinstance(label, EditLabel):
            label = label.with_codes(codes)
        # most records of an import are marks, which have none
        changes = [c.with_codes(codes) if c.record.id in codes else c for c in self.changes]
        return replace(self, label=label, changes=tuple(changes))

    def attributed(self, former: str, annotator_id: str) -> Self:
        """Return this edit with the records that one annotator adds being another's."""
        new = {record.id for record in self.added}
        changes = tuple(
            change.attributed(former, annotator_id) if change.record.id in new else change
            for change in self.changes
        )
        return replace(self, changes=changes)

    def stamped(self, now: str) -> Self:
        """Return this edit with `updated_at` set in every record that has it."""
        return replace(self, changes=tuple(change.stamped(now) for change in self.changes))


def _by(record: Record | None, former: str, annotator_id: str) -> Record | None:
    field = next((each for each in BY if getattr(record, each, "") == former), "")
    return replace(record, **{field: annotator_id}) if record and field else record


def _coded(record: Record | None, codes: Mapping[str, str]) -> Record | None:
    if isinstance(record, _Coded) and record.id in codes:
        return replace(record, code=codes[record.id])
    return record
