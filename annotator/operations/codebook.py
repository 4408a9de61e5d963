"""Changing the codebook: each user action as one edit."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import count
from string import ascii_lowercase
from typing import Final

from msgspec.structs import replace

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Label, Layer, Scheme, numbered
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, tr
from annotator.operations.codebook_rules import (
    CodebookChangeError,
    key_taken_by,
    require_another,
    require_key,
    require_number,
    require_open,
    require_unused,
    required_label,
    required_name,
    required_target,
    required_title,
)

_LONGEST_CODE: Final = 40
_DIGITS: Final = "1234567890"
_ONLY: Final = N_("“{scheme}” is the only scheme of its kind, and the panels need one.")
_FIELDS: Final = {
    "short": N_("short name"),
    "definition": N_("definition"),
    "number": N_("number"),
    "colour": N_("colour"),
    "key": N_("key"),
}


def add_label(scheme: Scheme, name: str) -> Edit:
    """Return a scheme with a new last label, whose code and key are made for it."""
    after = with_label(scheme, name)
    return Edit.swap(_named(N_("Add label “{label}”"), after.labels[-1]), scheme, after)


def with_label(scheme: Scheme, name: str) -> Scheme:
    """Return a scheme with a new last label."""
    require_open(scheme)
    name = required_name(name, scheme)
    code = code_for(name, {each.code for each in scheme.labels})
    label = Label(code=code, name=name, key=free_key(scheme, name))
    return replace(scheme, labels=(*scheme.labels, label))


def change_label(scheme: Scheme, label: Label) -> Edit:
    """Return a scheme with other words, number, colour or key of the label with this code."""
    before = required_label(scheme, label.code)
    if label.name != before.name:
        label = replace(label, name=required_name(label.name, scheme, label.code))
        renamed = N_("Rename label “{label}” to “{name}”")
        what = EditLabel.of(renamed, label=before.name, name=label.name)
    else:
        found = (f for f in _FIELDS if getattr(label, f) != getattr(before, f))
        field = EditLabel(_FIELDS[next(found, "definition")])
        what = EditLabel.of(N_("Change {field} of label “{label}”"), field=field, label=label.name)
    require_key(scheme, label)
    require_number(scheme, label)
    return Edit.swap(what, scheme, _with(scheme, label))


def move_label(scheme: Scheme, code: str, place: int) -> Edit:
    """Return a scheme with one label at another place, counted from 0."""
    label = required_label(scheme, code)
    others = _without(scheme, code)
    after = replace(scheme, labels=(*others[:place], label, *others[place:]))
    return Edit.swap(_named(N_("Move label “{label}”"), label), scheme, after)


def retire_label(scheme: Scheme, code: str) -> Edit:
    """Return a scheme whose label is no longer offered; records that use it keep it."""
    label = required_label(scheme, code)
    require_another(scheme, label)
    what = _named(N_("Retire label “{label}”"), label)
    return Edit.swap(what, scheme, _with(scheme, replace(label, is_retired=True)))


def restore_label(scheme: Scheme, code: str) -> Edit:
    """Return a scheme whose label is offered again, without its key if that is taken now."""
    label = replace(required_label(scheme, code), is_retired=False)
    if key_taken_by(scheme, label):
        label = replace(label, key="")
    return Edit.swap(_named(N_("Offer label “{label}” again"), label), scheme, _with(scheme, label))


def merge_label(reader: ProjectReader, scheme: Scheme, code: str, into: str) -> Edit:
    """Return what gives every record another label of the scheme, and removes the one it had."""
    require_open(scheme)
    gone = required_label(scheme, code)
    kept = required_target(scheme, into, gone)
    merged = N_("Merge label “{label}” into “{kept}”")
    former, key = scheme.key(code), scheme.key(into)
    moved = (Change(each, _relabelled(each, former, key)) for each in reader.labelled(former))
    after = replace(scheme, labels=_without(scheme, code))
    what = EditLabel.of(merged, label=gone.name, kept=kept.name)
    return Edit(label=what, changes=(*moved, Change(scheme, after)))


def remove_label(reader: ProjectReader, scheme: Scheme, code: str) -> Edit:
    """Return a scheme without a label that no record uses."""
    require_open(scheme)
    label = required_label(scheme, code)
    require_unused(reader, scheme, label)
    require_another(scheme, label)
    after = replace(scheme, labels=_without(scheme, code))
    return Edit.swap(_named(N_("Remove label “{label}”"), label), scheme, after)


def add_scheme(
    codebook: Codebook, layer: Layer, title: str, names: Sequence[str], *, multi_select: bool
) -> Edit:
    """Return the edit that adds a scheme, the last of an open layer, with labels of these names."""
    title = required_title(title)
    ids = {scheme.id.rpartition("@")[0].replace("-", "_") for scheme in codebook.schemes}
    scheme = Scheme(
        id=f"{code_for(title, ids, 'scheme').replace('_', '-')}@1",
        layer=layer,
        title=title,
        multi_select=multi_select,
        ordinal=len(codebook.layer(layer)),
    )
    for name in names:
        scheme = with_label(scheme, name)
    if not scheme.labels:
        raise CodebookChangeError(tr("A scheme needs at least one label."))
    return Edit.add(EditLabel.of(N_("Add scheme “{scheme}”"), scheme=title), scheme)


def rename_scheme(scheme: Scheme, title: str) -> Edit:
    """Return a scheme with another title."""
    title = required_title(title)
    renamed = N_("Rename scheme “{scheme}” to “{name}”")
    what = EditLabel.of(renamed, scheme=scheme.title, name=title)
    return Edit.swap(what, scheme, replace(scheme, title=title))


def move_scheme(codebook: Codebook, scheme: Scheme, place: int) -> Edit:
    """Return a scheme at another place among those of its layer, counted from 0."""
    others = _others(codebook, scheme)
    what = EditLabel.of(N_("Move scheme “{scheme}”"), scheme=scheme.title)
    return Edit(label=what, changes=_renumbered((*others[:place], scheme, *others[place:])))


def remove_scheme(reader: ProjectReader, codebook: Codebook, scheme: Scheme) -> Edit:
    """Return the codebook without a scheme of which no record uses a label."""
    require_open(scheme)
    require_unused(reader, scheme, *scheme.labels)
    others = _others(codebook, scheme)
    if not others:
        raise CodebookChangeError(tr(_ONLY, scheme=scheme.title))
    what = EditLabel.of(N_("Remove scheme “{scheme}”"), scheme=scheme.title)
    return Edit(label=what, changes=without_schemes(codebook, [scheme]))


def without_schemes(codebook: Codebook, gone: Sequence[Scheme]) -> tuple[Change, ...]:
    """Return the removal of schemes of one layer, and the new places of the others."""
    kept = [each for each in codebook.schemes if each.layer == gone[0].layer and each not in gone]
    return (*(Change(each, None) for each in gone), *_renumbered(kept))


def code_for(name: str, taken: Collection[str], otherwise: str = "label") -> str:
    """Return a code in ASCII made from a name, such as `not_enough_evidence`, that is not taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_CODE].strip("_") or otherwise
    codes = (code if number == 1 else f"{code}_{number}" for number in count(1))
    return next(each for each in codes if each not in taken)


def free_key(scheme: Scheme, name: str) -> str:
    """Return the first digit that is free, otherwise a letter, preferably of the name; '' if none.

    Digits are in the order of the keyboard: 1 to 9, then 0.
    """
    taken = {label.key.casefold() for label in scheme.labels if not label.is_retired}
    own = (each for each in name.lower() if each in ascii_lowercase)
    return next((each for each in (*_DIGITS, *own, *ascii_lowercase) if each not in taken), "")


def _named(message: str, label: Label) -> EditLabel:
    return EditLabel.of(message, label=label.name)


def _with(scheme: Scheme, label: Label) -> Scheme:
    labels = (label if each.code == label.code else each for each in scheme.labels)
    return replace(scheme, labels=tuple(labels))


def _without(scheme: Scheme, code: str) -> tuple[Label, ...]:
    return tuple(each for each in scheme.labels if each.code != code)


def _others(codebook: Codebook, scheme: Scheme) -> list[Scheme]:
    return [each for each in codebook.layer(Layer(scheme.layer)) if each.id != scheme.id]


def _renumbered(order: Sequence[Scheme]) -> tuple[Change, ...]:
    pairs = zip(order, numbered(order), strict=True)
    return tuple(Change(before, after) for before, after in pairs if before != after)


def _relabelled(record: Claim | FactCheck, former: LabelKey, key: LabelKey) -> Claim | FactCheck:
    if isinstance(record, FactCheck):
        return replace(record, verdict=key)
    return replace(record, labels=(record.labels - {former}) | {key})
