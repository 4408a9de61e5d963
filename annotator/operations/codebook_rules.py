"""What a codebook must not become: each rule refuses in a sentence."""

from typing import Final

from annotator.domain.codebook import LARGEST_NUMBER, Label, Layer, Scheme
from annotator.domain.errors import AnnotatorError
from annotator.domain.reading import ProjectReader
from annotator.i18n import N_, ngettext, tr

_FIXED: Final = N_(
    "The labels of “{scheme}” belong to the program. They can be renamed, but not added, removed"
    " or merged."
)
_TAKEN: Final = N_("“{scheme}” already has a label “{name}”. Choose another name.")
_KEY_TAKEN: Final = N_(
    "“{label}” already has the key “{key}”. Choose another one, or clear it there."
)
_NUMBER: Final = N_("The number of “{label}” is fixed: what is counted and exported depends on it.")
_LAST: Final = N_("“{label}” is the last label that “{scheme}” offers. Add another one first.")


class CodebookChangeError(AnnotatorError):
    """The codebook cannot be changed as asked."""


def require_open(scheme: Scheme) -> None:
    """Raise CodebookChangeError for a layer with fixed codes, to which no labels can be added."""
    if scheme.is_fixed:
        raise CodebookChangeError(tr(_FIXED, scheme=scheme.title))


def required_label(scheme: Scheme, code: str) -> Label:
    """Return a label of a scheme; refuse when it is gone."""
    if label := scheme.label(code):
        return label
    raise CodebookChangeError(
        tr("The label “{code}” is no longer in “{scheme}”.", code=code, scheme=scheme.title)
    )


def required_title(title: str) -> str:
    """Return the title of a scheme without spaces around it; refuse an empty one."""
    if title := " ".join(title.split()):
        return title
    raise CodebookChangeError(tr("A scheme needs a name."))


def required_name(name: str, scheme: Scheme, code: str = "") -> str:
    """Return the name of the label with this code; refuse an empty one, and that of another."""
    name = " ".join(name.split())
    if not name:
        raise CodebookChangeError(tr("A label needs a name."))
    others = {each.name.casefold() for each in scheme.labels if each.code != code}
    if name.casefold() in others:
        raise CodebookChangeError(tr(_TAKEN, scheme=scheme.title, name=name))
    return name


def key_taken_by(scheme: Scheme, label: Label) -> Label | None:
    """Return the label that is offered with the same key; None for none."""
    key = label.key.casefold()
    others = (each for each in scheme.labels if each.code != label.code and not each.is_retired)
    return next((each for each in others if key and each.key.casefold() == key), None)


def require_key(scheme: Scheme, label: Label) -> None:
    """Raise CodebookChangeError for a key that is not one character, or that another label has."""
    key = label.key
    if key and not (len(key) == 1 and key.isprintable() and not key.isspace()):
        raise CodebookChangeError(tr("A key is one letter or digit."))
    other = None if label.is_retired else key_taken_by(scheme, label)
    if other:
        raise CodebookChangeError(tr(_KEY_TAKEN, label=other.name, key=key))


def require_number(scheme: Scheme, label: Label) -> None:
    """Raise CodebookChangeError for an invalid number, and for a changed number of a polarity."""
    if not -LARGEST_NUMBER <= (label.number or 0) <= LARGEST_NUMBER:  # nor is NaN
        raise CodebookChangeError(tr("The number of “{label}” is too large.", label=label.name))
    if scheme.layer == Layer.SENTIMENT_POLARITY and label.number != float(label.code):
        raise CodebookChangeError(tr(_NUMBER, label=label.name))


def require_another(scheme: Scheme, label: Label) -> None:
    """Raise CodebookChangeError when a scheme would offer no label."""
    offered = [each for each in scheme.labels if not each.is_retired]
    if offered == [label] or scheme.labels == (label,):
        raise CodebookChangeError(tr(_LAST, label=label.name, scheme=scheme.title))


def required_target(scheme: Scheme, code: str, gone: Label) -> Label:
    """Return the label into which another one is merged; refuse that itself, and a retired one."""
    kept = required_label(scheme, code)
    if kept.is_retired:
        raise CodebookChangeError(
            tr("“{label}” is retired. Offer it again first.", label=kept.name)
        )
    if kept == gone:
        raise CodebookChangeError(tr("A label cannot be merged into itself."))
    return kept


def require_unused(reader: ProjectReader, scheme: Scheme, *labels: Label) -> None:
    """Raise CodebookChangeError when records use a label that is to be removed."""
    uses = reader.label_uses(scheme)
    for label in labels:
        if count := uses.get(scheme.key(label.code), 0):
            message = ngettext(
                "{count} record uses “{label}”, so it cannot be removed. Merge or retire it.",
                "{count} records use “{label}”, so it cannot be removed. Merge or retire it.",
                count,
                label=label.name,
            )
            raise CodebookChangeError(message)
