"""Names of the layers, colours and counts of a codebook."""

from collections.abc import Mapping
from typing import Final

from annotator.domain.codebook import Label, Layer, Scheme
from annotator.i18n import N_, ngettext, tr
from annotator.ui.widgets.chip import chip_text
from annotator.ui.widgets.choice_button import Choice

LAYERS: Final[Mapping[Layer, str]] = {
    Layer.CHECKWORTHINESS: N_("Priority"),
    Layer.CLAIM_TYPE: N_("Claim type"),
    Layer.ASSERTION_KIND: N_("Kind of statement"),
    Layer.QUOTE_TYPE: N_("Quote"),
    Layer.VERDICT: N_("Verdict"),
    Layer.CHECK_STATUS: N_("Status of a check"),
    Layer.EVIDENCE_STANCE: N_("Stance of evidence"),
    Layer.SOURCE_MEDIUM: N_("Medium of a source"),
    Layer.SOURCE_RELIABILITY: N_("Reliability of a source"),
    Layer.SENTIMENT_POLARITY: N_("Attitude"),
}
"""What each layer is called; translated where it is shown."""

_TONES: Final = {
    "": (N_("None"), ""),
    "supported": (N_("Green"), N_("In the text: dotted underline.")),
    "refuted": (N_("Red"), N_("In the text: solid underline.")),
    "conflicting": (N_("Amber"), N_("In the text: dashed underline.")),
    "unchecked": (N_("Grey"), N_("In the text: double underline.")),
}
_FIXED: Final = N_(
    "The program depends on these labels: change their names, definitions, keys, colours and order."
)
_NOT_FIRST: Final = N_("Verdicts are chosen from the first scheme. Move this one up to use it.")
_SEVERAL: Final = N_("A claim can have several of these labels.")
_ONE: Final = N_("A claim can have one of these labels.")


def layer_name(scheme: Scheme) -> str:
    """Return the display name of a scheme's layer; the title for an unknown layer."""
    return tr(LAYERS[Layer(scheme.layer)]) if scheme.layer in set(Layer) else scheme.title


def tone_name(tone: str) -> str:
    """Return the name of a colour with its sign; '' for none."""
    return chip_text(tr(_TONES[tone][0]), tone) if tone and tone in _TONES else tone


def tone_choices(tone: str) -> tuple[Choice, ...]:
    """Return the colours that a label can have, including its own."""
    known = tuple(
        Choice(code, tone_name(code) or tr(name), str(place), tr(shown) if shown else "", code)
        for place, (code, (name, shown)) in enumerate(_TONES.items())
    )
    return known if tone in _TONES else (*known, Choice(tone, tone))


def about(scheme: Scheme) -> str:
    """Return a sentence on what can be done with the labels of a scheme."""
    if scheme.is_fixed:
        return tr(_FIXED)
    if scheme.layer == Layer.VERDICT:
        return tr(_NOT_FIRST) if scheme.ordinal else tr("A check has one verdict.")
    return tr(_SEVERAL if scheme.multi_select else _ONE)


def about_uses(label: Label, count: int | None, *, is_fixed: bool) -> str:
    """Return a sentence on the records that use a label; None while they are counted."""
    if count is None:
        return tr("Counting the records that use “{label}”…", label=label.name)
    if not count:
        return tr("No record uses “{label}”.", label=label.name)
    if label.is_retired:
        return ngettext(
            "“{label}” is retired: it stays on {count} record and is not offered for new ones.",
            "“{label}” is retired: it stays on {count} records and is not offered for new ones.",
            count,
            label=label.name,
        )
    if is_fixed:
        return ngettext(
            "{count} record uses “{label}”. Retired, it stays there and is not offered any more.",
            "{count} records use “{label}”. Retired, it stays there and is not offered any more.",
            count,
            label=label.name,
        )
    return ngettext(
        "{count} record uses “{label}”. Retire keeps it there; Merge gives it another label.",
        "{count} records use “{label}”. Retire keeps it there; Merge gives them another label.",
        count,
        label=label.name,
    )
