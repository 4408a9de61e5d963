"""Comparing a project with another copy of it: what that one has, changes and cannot give."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from msgspec.structs import replace
from typing_extensions import override

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Content, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.history import HistoryFilter
from annotator.domain.people import Entity
from annotator.domain.project import Project
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.unconfirmed import Unconfirmed
from annotator.domain.zone import Zone
from annotator.giving_way import give_way
from annotator.i18n import N_, tr
from annotator.operations.former_records import FormerRecords
from annotator.operations.history import title_of
from annotator.operations.history_names import Names
from annotator.operations.merge_base import MERGED, last_shared_line
from annotator.operations.merge_edits import Merge, MergeChange
from annotator.operations.merge_fields import RecordDifference, compared
from annotator.operations.merge_matching import Matching
from annotator.operations.merge_report import line_of
from annotator.operations.merge_texts import Mark, MergedTexts, chain_of

Found = Record | Content | Unconfirmed
"""What a file with a whole project has."""

_NEVER: Final = (Project, Anchor, TextVersion)
"""Kinds that are not compared: names of projects, and what never changes."""

_LACKING: Final = N_("{record}: its words are not in the newest text here.")
_CORRECTED: Final = N_(
    "{record}: its text was corrected there, and here there are other corrections or marks."
)
_NAMED: Final = N_("{record}: another one has this name here.")
_DECIDED: Final = N_("{record}: another line type was set here.")


class _NamesOfBoth(Names):
    """Also knows the records of the other project."""

    def __init__(self, reader: ProjectReader, theirs: Mapping[str, Record]) -> None:
        super().__init__(reader)
        self._theirs = theirs

    @override
    def record(self, kind: type[Any], id_: str | None) -> Any:
        return super().record(kind, id_) or self._theirs.get(id_ or "")


class ProjectComparison:
    """Finds what another project has that this one does not.

    Nothing is ever removed, except lines about which there is a new decision: that something is
    missing there does not say why.
    """

    def __init__(self, reader: ProjectReader, found: Iterable[Found], file_name: str) -> None:
        theirs: dict[str, Record] = {}
        self._unconfirmed = 0
        for each in found:
            give_way()
            self._unconfirmed += isinstance(each, Unconfirmed)
            if not isinstance(each, Unconfirmed | Content | Project):
                theirs[each.id] = each
        self._reader = reader
        self._label = EditLabel.of(MERGED, file=file_name)
        line = last_shared_line(reader, theirs)
        self._former = None if line is None else FormerRecords(reader, line)
        self._matching = Matching(reader, theirs.values())
        given = chain((pair[1] for pair in self._matching.pairs), self._matching.new)
        self._theirs: dict[str, Record] = {each.id: each for each in given}
        self._texts = MergedTexts(reader, self._theirs, self._matching.new)
        self._replaced: list[Zone] = []
        self._names = _NamesOfBoth(reader, self._theirs)
        self._refused: list[str] = []
        self._equal = 0
        self._new = self._accepted()
        self._changes = tuple(self._compared())

    def result(self, contents_of: Callable[[Container[str]], Iterable[Found]]) -> Merge:
        """Return what can be taken over, with the texts and originals that it needs.

        Those are asked for by their hashes, if there are any; whatever else comes is ignored.
        """
        taken = self._texts.taken.values()
        needed = {sha for each in taken for sha in (each.sha256, each.original_sha256)}
        needed.discard("")  # of a text whose original is itself
        found = contents_of(needed) if needed else ()
        contents = [e for e in found if isinstance(e, Content) and e.sha256 in needed]
        return Merge(
            label=self._label,
            new=self._new,
            changes=self._changes,
            lines=[line_of(each, self._names) for each in self._changes],
            replaced=self._replaced,
            contents=contents,
            refused=self._refused,
            equal=self._equal,
            unconfirmed=self._unconfirmed,
        )

    def compared_records(self) -> list[Record]:
        """Return all records that were compared, those of this project and of the other."""
        return [*self._theirs.values(), *(mine for mine, _ in self._matching.pairs)]

    def _compared(self) -> Iterator[MergeChange]:
        for mine, given in self._matching.pairs:
            give_way()
            if isinstance(mine, _NEVER):
                continue
            is_same = self._former is not None and mine.id in self._matching.same_id
            base = self._former.of(mine) if self._former and is_same else None
            found = compared(mine, given, base)
            changed = self._allowed(found, found.changed)
            clashing = self._allowed(found, found.clashing)
            self._equal += not (changed or clashing)
            for values, is_clashing in ((changed, False), (clashing, True)):
                if values:
                    yield MergeChange(found, values, is_clashing, self._anchors(values))

    def _allowed(self, found: RecordDifference, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values that this project can take; say of the others why not."""
        mine = found.mine
        if isinstance(mine, Entity) and {"name", "kind"} & values.keys():
            after = replace(mine, **values)
            known = [*self._reader.find(Entity, name=after.name), *self._new]
            others = (e for e in known if isinstance(e, Entity) and e.id != mine.id)
            if any((e.name, e.kind) == (after.name, after.kind) for e in others):
                self._refuse(_NAMED, mine)
                return {key: each for key, each in values.items() if key not in ("name", "kind")}
        anchor = self._theirs.get(values.get("anchor_id") or "")
        if isinstance(anchor, Anchor) and self._placed(anchor, found.theirs) != anchor:
            return {name: each for name, each in values.items() if name != "anchor_id"}
        return values

    def _accepted(self) -> list[Record]:
        """Return the new records that have a place here, what is referred to first."""
        for id_ in self._texts.refused:
            self._refuse(_CORRECTED, self._theirs[id_])
        found: dict[str, Record] = {}
        for record in self._matching.new:
            give_way()
            if isinstance(record, Mention | Sentiment | Suggestion):
                found |= self._with_anchors(record)
            elif isinstance(record, TextVersion):
                found |= {record.id: record} if record.id in self._texts.taken else {}
            elif isinstance(record, Zone):
                found |= {record.id: record} if self._has_room(record) else {}
            elif not isinstance(record, Anchor):
                found[record.id] = self._coded(record)
        return list(found.values())

    def _with_anchors(self, mark: Mark) -> Mapping[str, Record]:
        """Return a new mark with the anchors that it needs; nothing where it has no place."""
        anchor = self._theirs.get(mark.anchor_id or "")
        if not isinstance(anchor, Anchor):
            return {mark.id: mark}
        placed = self._placed(anchor, mark)
        if placed is None:
            self._refuse(_LACKING, mark)
            return {}
        chain = chain_of(placed, self._theirs, self._reader, self._texts)
        return {each.id: each for each in (*chain, mark)}

    def _anchors(self, values: Mapping[str, Any]) -> Sequence[Anchor]:
        """Return the anchors that a moved mark needs."""
        anchor = self._theirs.get(values.get("anchor_id") or "")
        if not isinstance(anchor, Anchor) or self._reader.get(Anchor, anchor.id):
            return []
        return chain_of(anchor, self._theirs, self._reader, self._texts)

    def _placed(self, anchor: Anchor, mark: Record) -> Anchor | None:
        if self._reader.get(Anchor, anchor.id):
            return anchor
        version = self._theirs.get(anchor.text_id)
        of_text = version.article_id if isinstance(version, TextVersion) else ""
        return self._texts.placed(anchor, getattr(mark, "article_id", of_text))

    def _has_room(self, zone: Zone) -> bool:
        """Return whether lines can be what a new zone says; it replaces former decisions."""
        if zone.text_id in self._texts.taken:
            return True
        known = self._reader.find(Zone, text_id=zone.text_id)
        inside = [e for e in known if e.span.overlaps(zone.span) and e.id not in self._theirs]
        if any(self._former is None or not self._former.has(each) for each in inside):
            self._refuse(_DECIDED, zone)
            return False
        self._replaced += [each for each in inside if each not in self._replaced]
        return self._texts.is_newest(zone.text_id)

    def _coded(self, record: Record) -> Record:
        """Return a new record without a short code that was given to another one here."""
        if isinstance(record, Article | Claim) and self._is_of_another(record):
            return replace(record, code="")
        if isinstance(record, Scheme):
            schemes = self._reader.codebook().schemes
            return replace(record, ordinal=sum(each.layer == record.layer for each in schemes))
        return record

    def _is_of_another(self, record: Article | Claim) -> bool:
        """Return whether another record has or had the code of a new one; codes never return."""
        if self._reader.find(type(record), code=record.code):
            return True
        history = self._reader.history
        steps = history.steps(HistoryFilter(code=record.code))
        changes = [c for step in steps for c in step.changes or history.changes(step.lines)]
        return bool(changes) and all(change.record.id != record.id for change in changes)

    def _refuse(self, reason: str, record: Record) -> None:
        self._refused.append(tr(reason, record=title_of(record, self._names)))
