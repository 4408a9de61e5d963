"""Bringing back one value of the history: that field alone, as a new edit."""

from typing import Final

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import TextVersion
from annotator.domain.claim import Attribution, Claim
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import AnnotatorError
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, tr
from annotator.operations.going_back import namesake
from annotator.operations.history import label_of
from annotator.operations.history_fields import HistoryField, Value, fields_of
from annotator.operations.history_names import Names
from annotator.operations.labelling import attributed

_GONE: Final = N_("{record} was removed. Go back to a step after which it was still there.")
_SAME: Final = N_("{record} already has this value.")
_NO_LABEL: Final = N_("The codebook has no label “{label}” any more. Add it first.")
_OTHER_TEXT: Final = N_("The text was changed since. Select the passage and adjust the mark.")
_NO_CLAIM: Final = N_("The claim that it belonged to was removed.")


def bring_back(names: Names, former: Record, name: str) -> Edit:
    """Return the edit that gives a field the value that it had in a former state of its record.

    What later edits did to other fields stays. Raises AnnotatorError when the record is gone, has
    this value already, or cannot have it any more.
    """
    reader, title = names.reader, label_of(former, names)
    now = reader.get(type(former), former.id)
    if now is None:
        raise AnnotatorError(tr(_GONE, record=title.text))
    fields = {f.name: f for each in (now, former) for f in fields_of(each, names.codebook)}
    field = fields[name]
    value = field.read(former)
    if field.read(now) == value:
        raise AnnotatorError(tr(_SAME, record=title.text))
    if problem := _problem(names, field, value):
        raise AnnotatorError(problem)
    first, value = _with_what_it_names(reader, field, value)
    what = EditLabel(field.label)
    label = EditLabel.of(N_("Bring back {field} of {record}"), field=what, record=title)
    edits = [*first, Edit.swap(label, now, field.write(now, value))]
    if isinstance(now, Claim) and name == "claimant_id":
        edits += attributed(reader, now, value, label)
    return Edit.joined(label, edits)


def _problem(names: Names, field: HistoryField, value: Value) -> str:
    """Return why a value cannot be brought back; empty when it can."""
    lacking = [key for key in _label_keys(field, value) if names.codebook.label(key) is None]
    if lacking:
        return tr(_NO_LABEL, label=lacking[0].code)
    if field.name == "anchor_id" and value and not _is_in_newest_text(names.reader, value):
        return tr(_OTHER_TEXT)
    if field.name == "claim_id" and names.reader.get(Claim, value) is None:
        return tr(_NO_CLAIM)
    return ""


def _label_keys(field: HistoryField, value: Value) -> list[LabelKey]:
    if isinstance(value, LabelKey):
        return [value]
    prefix, _, scheme_id = field.name.partition(".")
    return [LabelKey(scheme_id, code) for code in value] if prefix == "labels" else []


def _is_in_newest_text(reader: ProjectReader, anchor_id: str) -> bool:
    anchor = reader.get(Anchor, anchor_id)
    version = reader.get(TextVersion, anchor.text_id) if anchor else None
    return version is not None and reader.version(version.article_id) == version


def _with_what_it_names(
    reader: ProjectReader, field: HistoryField, value: Value
) -> tuple[list[Edit], Value]:
    """Return the edits that add the entity or source that a value names, if gone, and the value.

    Where somebody else has the entity's name now, the value names that one.
    """
    is_said = isinstance(value, Attribution)
    id_ = value.source_id if is_said else value if field.name in _NAMING else None
    former = reader.history.former(id_) if id_ else None
    if former is None or reader.get(type(former), former.id):
        return [], value
    other = namesake(reader, former)
    if other is None:
        return [Edit.add("", former)], value
    return [], replace(value, source_id=other.id) if is_said else other.id


_NAMING: Final = frozenset({"claimant_id", "holder_id", "source_id"})
