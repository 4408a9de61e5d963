"""The history in words: what each step did, in one line and in full."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.edit import Change, Record
from annotator.domain.edit_label import EditLabel, words_of
from annotator.domain.history import HistoryAction, HistoryStep, StepKind
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.unconfirmed import shortened
from annotator.domain.zone import Zone
from annotator.i18n import N_, ngettext, tr
from annotator.operations.history_fields import HistoryField, fields_of
from annotator.operations.history_names import Names
from annotator.operations.sources import source_name


class FieldChange(Struct, frozen=True):
    """One field before and after, in words; empty for no value.

    `name` and `record` say which field it is, for bringing the value back.
    """

    record: Record
    name: str
    label: str
    before: str
    after: str


class RecordChange(Struct, frozen=True):
    """One record that a step added, changed or removed, with the fields that this concerns."""

    title: str
    action: HistoryAction
    fields: tuple[FieldChange, ...]
    change: Change


_TITLES: Final[Mapping[Any, tuple[str, Callable[[Names, Any], str]]]] = {
    Claim: (N_("Claim {name}"), Names.claim),
    Mention: (N_("Mention of {name}"), Names.claim),
    FactCheck: (N_("Check of {name}"), Names.claim),
    Evidence: (N_("Evidence for {name}"), Names.claim),
    Source: (N_("Source “{name}”"), lambda _, source: shortened(source_name(source))),
    Sentiment: (N_("Sentiment in {name}"), Names.article),
    Suggestion: (N_("Suggestion in {name}"), Names.article),
    Article: (N_("Article {name}"), Names.article),
    TextVersion: (N_("Text of {name}"), Names.article),
    Zone: (N_("Lines of {name}"), Names.article),
    Scheme: (N_("Codebook scheme “{name}”"), lambda _, scheme: shortened(scheme.title)),
    Entity: (N_("Name “{name}”"), lambda _, entity: shortened(entity.name)),
    Project: (N_("Project “{name}”"), lambda _, project: shortened(project.name)),
    Annotator: (N_("Annotator “{name}”"), lambda _, annotator: shortened(annotator.name)),
    Anchor: (N_("Passage in {name}"), Names.article),
}
"""What each kind of record is called, the most telling first."""

_UNTITLED: Final = N_("Source without a title")
_RANK: Final = {kind: place for place, kind in enumerate(_TITLES)}
_STATUS: Final = {
    ArticleStatus.TODO: N_("Article {code} set to do"),
    ArticleStatus.IN_PROGRESS: N_("Article {code} set in progress"),
    ArticleStatus.DONE: N_("Article {code} marked done"),
    ArticleStatus.EXCLUDED: N_("Article {code} excluded"),
}
_ONE: Final = {
    HistoryAction.ADDED: N_("{record} added"),
    HistoryAction.REMOVED: N_("{record} removed"),
}
_ONE_ARTICLE: Final = {**_ONE, HistoryAction.ADDED: N_("{record} imported")}
_ONE_MENTION: Final = {
    HistoryAction.ADDED: N_("{record} added in {article}"),
    HistoryAction.REMOVED: N_("{record} removed from {article}"),
}
_ADDED, _REMOVED = HistoryAction.ADDED, HistoryAction.REMOVED
_SEVERAL: Final[Mapping[tuple[type[Record], HistoryAction], Callable[[int], str]]] = {
    (Article, _ADDED): lambda count: ngettext(
        "{count} article imported", "{count} articles imported", count
    ),
    (Article, _REMOVED): lambda count: ngettext(
        "{count} article removed", "{count} articles removed", count
    ),
    (Claim, _ADDED): lambda count: ngettext("{count} claim added", "{count} claims added", count),
    (Claim, _REMOVED): lambda count: ngettext(
        "{count} claim removed", "{count} claims removed", count
    ),
    (Mention, _ADDED): lambda count: ngettext(
        "{count} mention added", "{count} mentions added", count
    ),
    (Mention, _REMOVED): lambda count: ngettext(
        "{count} mention removed", "{count} mentions removed", count
    ),
    (Sentiment, _ADDED): lambda count: ngettext(
        "{count} sentiment added", "{count} sentiments added", count
    ),
    (Sentiment, _REMOVED): lambda count: ngettext(
        "{count} sentiment removed", "{count} sentiments removed", count
    ),
    (Evidence, _ADDED): lambda count: ngettext(
        "{count} piece of evidence added", "{count} pieces of evidence added", count
    ),
    (Evidence, _REMOVED): lambda count: ngettext(
        "{count} piece of evidence removed", "{count} pieces of evidence removed", count
    ),
}
_FOLLOWING: Final = frozenset({"word_count"})
"""Fields that change along with others."""

_OF_CODE: Final = N_("{field} of {record}: {before} → {after}")
_OF_OTHER: Final = N_("{record}, {field}: {before} → {after}")
_TURNED: Final = {StepKind.UNDONE: N_("Undone: {edit}"), StepKind.REDONE: N_("Redone: {edit}")}


def line_of(step: HistoryStep, names: Names) -> str:
    """Return in one line what a step did; its label where there is nothing better."""
    changes = _net(step.changes or ())
    if step.kind is StepKind.UNDONE:
        changes = [change.inverse() for change in changes]
    names.meet(changes)
    line = _told(changes, names) or words_of(step.label)
    return tr(_TURNED[step.kind], edit=line) if step.kind in _TURNED else line


def details_of(changes: Iterable[Change], names: Names) -> list[RecordChange]:
    """Return what changes did to each record, the most telling first."""
    net = _net(changes)
    names.meet(net)
    found = [_record_change(change, names) for change in net]
    shown = [each for each in found if each.fields or each.action is not HistoryAction.CHANGED]
    return [each for each in shown if not isinstance(each.change.record, Anchor)] or shown


def title_of(record: Record, names: Names) -> str:
    """Return what a record is called, such as “Check of C3”."""
    return label_of(record, names).text


def label_of(record: Record, names: Names) -> EditLabel:
    """Return what a record is called, as part of a label."""
    if isinstance(record, Source) and not source_name(record):
        return EditLabel.of(_UNTITLED)
    message, name = _TITLES[type(record)]
    return EditLabel.of(message, name=name(names, record) or tr("(removed)"))


def _net(changes: Iterable[Change]) -> list[Change]:
    """Return one change for each record, the most telling first."""
    found: dict[tuple[type[Record], str], Change] = {}
    for change in changes:
        key = type(change.record), change.record.id
        found[key] = Change(found[key].before, change.after) if key in found else change
    net = (each for each in found.values() if each.before != each.after)
    return sorted(net, key=lambda change: _RANK[type(change.record)])


def _record_change(change: Change, names: Names) -> RecordChange:
    title = title_of(change.record, names)
    fields = tuple(_field_changes(change, names))
    return RecordChange(title, action_of(change), fields, change)


def action_of(change: Change) -> HistoryAction:
    """Return what a change does to its record."""
    if change.before is None:
        return HistoryAction.ADDED
    return HistoryAction.REMOVED if change.after is None else HistoryAction.CHANGED


def _field_changes(change: Change, names: Names) -> Iterator[FieldChange]:
    states = (change.before, change.after)
    for field in _fields(change, names):
        before, after = (_shown(field, each, names, is_alone=None in states) for each in states)
        if before != after:
            yield FieldChange(change.record, field.name, tr(field.label), before, after)


def _fields(change: Change, names: Names) -> Iterator[HistoryField]:
    """Return the fields in which a change differs, by their values."""
    states = [each for each in (change.before, change.after) if each is not None]
    found = {field.name: field for each in states for field in fields_of(each, names.codebook)}
    for field in found.values():
        if len(states) == 1 or field.read(states[0]) != field.read(states[-1]):
            yield field


def _shown(field: HistoryField, record: Record | None, names: Names, *, is_alone: bool) -> str:
    value = None if record is None else field.read(record)
    is_left_out = value is None or (is_alone and value is False)
    return "" if is_left_out else field.shown(names, value)


def _told(changes: Sequence[Change], names: Names) -> str:
    """Return what changes did, as one line; empty where their label says it better."""
    for kind in (Article, Claim, Mention, Sentiment, Evidence):
        of_kind = [change for change in changes if isinstance(change.record, kind)]
        for action in (HistoryAction.ADDED, HistoryAction.REMOVED):
            found = [each.record for each in of_kind if action_of(each) is action]
            if found:
                return _come_or_gone(found, action, names)
    fields = [field for change in changes for field in _telling(change, names)]
    if not fields:
        return ""
    line = _field_line(fields[0], names)
    more = len(fields) - 1
    if not more:
        return line
    return ngettext(
        "{line}, and {count} more change", "{line}, and {count} more changes", more, line=line
    )


def _come_or_gone(records: Sequence[Record], action: HistoryAction, names: Names) -> str:
    """Return that records were added or removed, by name or by number."""
    kind, count = type(records[0]), len(records)
    if count == 1 and kind is not Mention:
        message = _ONE_ARTICLE[action] if kind is Article else _ONE[action]
        return tr(message, record=title_of(records[0], names))
    if count == 1:
        where = names.article(records[0])
        message = _ONE_MENTION[action] if where else _ONE[action]
        return tr(message, record=title_of(records[0], names), article=where)
    return _SEVERAL[kind, action](count)


def _telling(change: Change, names: Names) -> Iterator[FieldChange]:
    """Yield the changed fields of a record that stayed; of a new check, what it says."""
    is_new_check = change.before is None and isinstance(change.record, FactCheck)
    if change.after is None or (change.before is None and not is_new_check):
        return
    for field in _field_changes(change, names):
        if field.name not in _FOLLOWING and not (is_new_check and field.name == "status"):
            yield field


def _field_line(field: FieldChange, names: Names) -> str:
    record = field.record
    if isinstance(record, Article) and field.name == "status":
        return tr(_STATUS[ArticleStatus(record.status)], code=record.code)
    code = names.claim(record) if isinstance(record, Claim | FactCheck) else ""
    code = record.code if isinstance(record, Article) else code
    return tr(
        _OF_CODE if code else _OF_OTHER,
        field=field.label,
        record=code or title_of(record, names),
        before=isolated(shortened(field.before)) or tr("none"),
        after=isolated(shortened(field.after)) or tr("none"),
    )
