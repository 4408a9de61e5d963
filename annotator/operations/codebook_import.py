"""Taking over another codebook: what it adds and changes, as one edit."""

from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.codebook import Codebook, Label, Layer, Scheme, numbered
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.i18n import N_, tr
from annotator.operations.codebook_rules import CodebookChangeError, key_taken_by

_ANOTHER_LAYER: Final = N_(
    "The scheme “{scheme}” of “{file}” is for something else in this project. Give it another id."
)


class SchemeDifference(Struct, frozen=True):
    """What an import does to one scheme; `before` is None for a new one.

    `kept` are labels of the project that the imported codebook does not have.
    """

    before: Scheme | None
    after: Scheme
    added: tuple[Label, ...]
    changed: tuple[tuple[Label, Label], ...]
    kept: tuple[Label, ...]


def import_codebook(codebook: Codebook, schemes: Sequence[Scheme], name: str) -> Edit:
    """Return the edit that takes over schemes; without changes when all is there already.

    Schemes are matched by their ids, those of fixed layers by their layer, and labels by their
    codes. Nothing is removed, and new schemes come last. Raises CodebookChangeError when an id is
    in use in another layer.
    """
    matched = [(_match(codebook, scheme, name), scheme) for scheme in schemes]
    known = [_merged(mine, scheme) for mine, scheme in matched if mine]
    ids, in_turn = {scheme.id for scheme in known}, iter(known)
    mine = [next(in_turn) if each.id in ids else each for each in codebook.schemes]
    after = numbered([*mine, *(scheme for mine, scheme in matched if not mine)])
    former = {scheme.id: scheme for scheme in codebook.schemes}
    pairs = ((former.get(scheme.id), scheme) for scheme in after)
    changes = tuple(Change(mine, scheme) for mine, scheme in pairs if mine != scheme)
    return Edit(label=EditLabel.of(N_("Import codebook “{name}”"), name=name), changes=changes)


def differences(edit: Edit, schemes: Iterable[Scheme]) -> list[SchemeDifference]:
    """Return what an import of schemes does to each, where it changes one."""
    codes = {(_subject(scheme), label.code) for scheme in schemes for label in scheme.labels}
    return [
        _difference(change.before, change.after, codes)
        for change in edit.changes
        if isinstance(change.after, Scheme) and isinstance(change.before, Scheme | None)
    ]


def _difference(
    before: Scheme | None, after: Scheme, codes: set[tuple[str, str]]
) -> SchemeDifference:
    mine = {label.code: label for label in (before.labels if before else ())}
    pairs = [(mine[label.code], label) for label in after.labels if label.code in mine]
    return SchemeDifference(
        before=before,
        after=after,
        added=tuple(label for label in after.labels if label.code not in mine),
        changed=tuple((one, other) for one, other in pairs if one != other),
        kept=tuple(label for label in after.labels if (_subject(after), label.code) not in codes),
    )


def _subject(scheme: Scheme) -> str:
    """Return by what an imported scheme is matched."""
    return scheme.layer if scheme.is_fixed else scheme.id


def _match(codebook: Codebook, scheme: Scheme, name: str) -> Scheme | None:
    found = next((each for each in codebook.schemes if each.id == scheme.id), None)
    if found and found.layer != scheme.layer:
        raise CodebookChangeError(tr(_ANOTHER_LAYER, scheme=scheme.id, file=name))
    if found is None and scheme.is_fixed:
        return next(iter(codebook.layer(Layer(scheme.layer))), None)
    return found


def _merged(mine: Scheme, scheme: Scheme) -> Scheme:
    """Return the project's scheme with what the other says; several labels stay allowed."""
    codes = {label.code for label in scheme.labels}
    after = replace(scheme, id=mine.id, multi_select=mine.multi_select or scheme.multi_select)
    for label in mine.labels:
        if label.code not in codes:
            kept = replace(label, key="") if key_taken_by(after, label) else label
            after = replace(after, labels=(*after.labels, kept))
    return after
