"""Going back to a point of the history, as one new edit: of the project, an article or a claim."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.history import HistoryAction
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.zone import Zone
from annotator.i18n import N_, ngettext, tr
from annotator.operations.history import action_of
from annotator.operations.newest_text import on_newest_text

Key = tuple[type[Any], str]
Subject = Article | Claim

_LASTING: Final = (Project, Annotator)
"""What no step adds: the project itself and those who work in it stay."""

_REFERENCES: Final[Mapping[str, type[Any]]] = {
    "article_id": Article,
    "text_id": TextVersion,
    "parent_id": TextVersion,
    "previous_id": Anchor,
    "claim_id": Claim,
    "anchor_id": Anchor,
    "check_id": FactCheck,
    "source_id": Source,
    "claimant_id": Entity,
    "target_id": Entity,
    "holder_id": Entity,
}


def back_to(reader: ProjectReader, line: int, time: str, subject: Subject | None = None) -> Edit:
    """Return the edit that restores everything as it was after a line of the history.

    With a subject, only a claim or an article with all that belongs to it; a claim that other
    articles mention, too, keeps its wording and its check when an article goes back. There are no
    changes when nothing is different. `time` is when that was, in the form of the window.
    """
    changes = [change.inverse() for change in reader.history.since(line)]
    net = {_key(change.record): change for change in changes if not _is_lasting(change)}
    if subject is None:
        label = EditLabel.of(N_("Go back to {time}"), time=time)
        return Edit(label=label, changes=tuple(net.values()))
    label = EditLabel.of(N_("Take {code} back to {time}"), code=subject.code, time=time)
    part = _Part(reader, net)
    is_claim = isinstance(subject, Claim)
    chosen = part.of_claims({subject.id}) if is_claim else part.of_article(subject.id)
    found = [*_whole(reader, net, chosen)]
    return Edit(label=label, changes=tuple(on_newest_text(reader, found) if is_claim else found))


def summary(edit: Edit) -> list[str]:
    """Return in words how many records of each kind an edit adds, changes and removes."""
    counts = Counter((type(each.record), action_of(each)) for each in edit.changes)
    found = []
    for kind, name in _COUNTED.items():
        what = [
            worded(count) for action, worded in _WORDED.items() if (count := counts[kind, action])
        ]
        if what:
            found.append(tr("{kind}: {changes}", kind=tr(name), changes=", ".join(what)))
    return found


_COUNTED: Final[Mapping[Any, str]] = {
    Article: N_("Articles"),
    TextVersion: N_("Text versions"),
    Zone: N_("Line types"),
    Claim: N_("Claims"),
    Mention: N_("Mentions"),
    Sentiment: N_("Sentiments"),
    Suggestion: N_("Suggestions"),
    FactCheck: N_("Checks"),
    Evidence: N_("Evidence"),
    Source: N_("Sources"),
    Entity: N_("Names"),
    Scheme: N_("Codebook schemes"),
    Project: N_("Project"),
}
_WORDED: Final[Mapping[HistoryAction, Callable[[int], str]]] = {
    HistoryAction.ADDED: lambda count: ngettext(
        "{count} brought back", "{count} brought back", count
    ),
    HistoryAction.CHANGED: lambda count: ngettext("{count} changed", "{count} changed", count),
    HistoryAction.REMOVED: lambda count: ngettext("{count} removed", "{count} removed", count),
}


def _key(record: Record) -> Key:
    return type(record), record.id


def _is_lasting(change: Change) -> bool:
    """Return whether a change would undo the creation of the project, or of a person."""
    return change.after is None and isinstance(change.record, _LASTING)


class _Part:
    """Chooses those of the net changes that belong to claims, or to an article."""

    def __init__(self, reader: ProjectReader, net: Mapping[Key, Change]) -> None:
        self._reader = reader
        self._net = net

    def of_claims(self, claim_ids: set[str]) -> set[Key]:
        """Return the changes of claims, their mentions, checks and evidence."""
        mentions = self._records(Mention, "claim_id", claim_ids)
        checks = self._records(FactCheck, "claim_id", claim_ids)
        evidence = self._records(Evidence, "check_id", {check.id for check in checks})
        anchors = self._anchors(mention.anchor_id for mention in mentions)
        own = {each.id for each in evidence}
        sources = {each.source_id for each in evidence if each.source_id}
        found: list[Record] = [*mentions, *checks, *evidence, *anchors]
        keys = {_key(record) for record in found} | {(Claim, id_) for id_ in claim_ids}
        keys |= {(Source, id_) for id_ in sources if self._is_only_for(id_, own)}
        return keys & self._net.keys()

    def of_article(self, article_id: str) -> set[Key]:
        """Return the changes of an article, and of the claims that only it mentions."""
        versions = {each.id for each in self._records(TextVersion, "article_id", {article_id})}
        anchors = self._records(Anchor, "text_id", versions)
        anchor_ids = {anchor.id for anchor in anchors}
        mentions = self._records(Mention, "anchor_id", anchor_ids)
        found: list[Record] = [*anchors, *mentions, *self._records(Zone, "text_id", versions)]
        found += self._records(Sentiment, "article_id", {article_id})
        found += self._records(Suggestion, "article_id", {article_id})
        keys = {_key(record) for record in found} | {(TextVersion, id_) for id_ in versions}
        named = {mention.claim_id for mention in mentions}
        own = {id_ for id_ in named if self._is_only_at(id_, anchor_ids)}
        return ((keys | {(Article, article_id)}) & self._net.keys()) | self.of_claims(own)

    def _records(self, kind: type[Any], name: str, ids: set[str]) -> list[Any]:
        """Return the records, now and then, whose field has one of these values."""
        now = [each for id_ in sorted(ids) for each in self._reader.find(kind, **{name: id_})]
        then = [c.after for (k, _), c in self._net.items() if k is kind and c.after is not None]
        return [*now, *(each for each in then if getattr(each, name) in ids)]

    def _anchors(self, ids: Iterable[str]) -> list[Anchor]:
        """Return anchors with those from which they were moved."""
        found: dict[str, Anchor] = {}
        waiting = [*ids]
        while waiting:
            id_ = waiting.pop()
            change = self._net.get((Anchor, id_))
            anchor = change.record if change else self._reader.get(Anchor, id_)
            if id_ not in found and isinstance(anchor, Anchor):
                found[id_] = anchor
                waiting += [anchor.previous_id] if anchor.previous_id else []
        return [*found.values()]

    def _is_only_for(self, source_id: str, evidence_ids: set[str]) -> bool:
        used = self._records(Evidence, "source_id", {source_id})
        return all(each.id in evidence_ids for each in used)

    def _is_only_at(self, claim_id: str, anchor_ids: set[str]) -> bool:
        mentions = self._records(Mention, "claim_id", {claim_id})
        return all(mention.anchor_id in anchor_ids for mention in mentions)


def _whole(reader: ProjectReader, net: Mapping[Key, Change], chosen: set[Key]) -> Iterator[Change]:
    """Yield the chosen changes, with those that add what they refer to and is gone."""
    waiting, done = [*chosen], set(chosen)
    others: dict[str, str] = {}
    found: list[Change] = []
    while waiting:
        change = net[waiting.pop()]
        other = None if change.before else namesake(reader, change.after)
        if other:
            others[change.record.id] = other.id
            continue
        found.append(change)
        lacking = {key for key in _references(change.after) if _is_gone(net.get(key))} - done
        waiting += lacking
        done |= lacking
    labels = {key for change in found for key in _labels(change.after)}
    yield from _labels_back(reader, net, labels)
    for change in found:
        yield Change(change.before, _renamed(change.after, others))


def _is_gone(change: Change | None) -> bool:
    return change is not None and change.before is None


def _references(record: Record | None) -> Iterator[Key]:
    """Yield what a record refers to."""
    if record is None:
        return
    for name, kind in _REFERENCES.items():
        if id_ := getattr(record, name, None):
            yield kind, id_
    for said in record.attributions if isinstance(record, Mention) else ():
        if said.source_id:
            yield Entity, said.source_id


def _labels(record: Record | None) -> Iterator[LabelKey]:
    if isinstance(record, Claim):
        yield from record.labels
    if isinstance(record, FactCheck) and record.verdict:
        yield record.verdict


def _labels_back(
    reader: ProjectReader, net: Mapping[Key, Change], keys: set[LabelKey]
) -> Iterator[Change]:
    """Yield the changes that return labels which are needed and gone, as retired ones."""
    codebook = reader.codebook()
    lacking = {key.scheme_id for key in keys if codebook.label(key) is None}
    for scheme_id in sorted(id_ for id_ in lacking if (Scheme, id_) in net):
        change = net[Scheme, scheme_id]
        former = change.after
        assert isinstance(former, Scheme)  # noqa: S101 - it had the label then
        now = change.before if isinstance(change.before, Scheme) else replace(former, labels=())
        codes = {key.code for key in keys if key.scheme_id == scheme_id}
        back = (each for each in former.labels if each.code in codes and not now.label(each.code))
        labels = (*now.labels, *(replace(label, key="", is_retired=True) for label in back))
        yield Change(change.before, replace(now, labels=labels))


def namesake(reader: ProjectReader, record: Record | None) -> Entity | None:
    """Return the entity that has the name and kind of another one now."""
    if not isinstance(record, Entity):
        return None
    found = reader.find(Entity, name=record.name)
    return next((other for other in found if other.kind == record.kind), None)


def _renamed(record: Record | None, others: Mapping[str, str]) -> Record | None:
    """Return a record that refers to other entities in the place of some."""
    if record is None or not others:
        return record
    names = [name for name, kind in _REFERENCES.items() if kind is Entity and hasattr(record, name)]
    found = {name: others.get(getattr(record, name), getattr(record, name)) for name in names}
    if isinstance(record, Mention):
        found["attributions"] = tuple(
            replace(said, source_id=others.get(said.source_id or "", said.source_id))
            for said in record.attributions
        )
    return replace(record, **found)
