"""The texts of a check's gaps, and the fields that resolve them."""

from collections.abc import Sequence
from typing import Final

from annotator.domain.check import Evidence
from annotator.domain.claim import Claim
from annotator.domain.completeness import Gap, SourcedEvidence, in_evidence, rule_of
from annotator.domain.direction import isolated
from annotator.domain.unconfirmed import CODE
from annotator.i18n import N_, capitalised, ngettext, tr
from annotator.operations.sources import source_name
from annotator.ui.panels.to_do import ToDo

STANCE: Final = "evidence.stance"
"""The field of a piece of evidence that is asked first."""

_GO: Final = N_("go to it")
_LEADS: Final = {
    "": N_("add evidence"),
    "check.verdict": N_("Verdict"),
    "check.justification": N_("Reasons"),
    "check.as_of": N_("As of"),
    "claim.kind": N_("Kind"),
    "claim.quote": N_("Quote type"),
    "evidence.accessed": N_("Accessed"),
    "evidence.archive_url": N_("archive it"),
    "evidence.title": N_("Source"),
    "evidence.quote": N_("Quote"),
    "evidence.note": N_("evidence note"),
}


def to_do(gap: Gap, claim: Claim, held: Sequence[SourcedEvidence]) -> ToDo:
    """Return a gap as a line of the to-do list, with the sources that have it."""
    if gap.code == CODE:
        return ToDo(gap.code, _begun(gap.message), tr(_GO))
    names = [source_name(source) for _, source in lacking(gap.code, claim, held)]
    named = list(dict.fromkeys(filter(None, names)))
    leads = tr(_LEADS.get(field_of(gap.code), _GO))
    return ToDo(gap.code, _with_sources(_begun(gap.message), named), leads)


def field_of(code: str) -> str:
    """Return the id of the field that resolves a gap; empty if more evidence does."""
    rule = rule_of(code)
    return rule.field if rule else ""


def lacking(code: str, claim: Claim, held: Sequence[SourcedEvidence]) -> list[SourcedEvidence]:
    """Return the pieces of evidence that have a gap."""
    return [each for each in held if code in {gap.code for gap in in_evidence(claim, [each])}]


def missing(claim: Claim, held: SourcedEvidence) -> list[str]:
    """Return what a piece of evidence lacks, in words; mere oddities are not included."""
    return [gap.message for gap in in_evidence(claim, [held]) if gap.code != "newer_evidence"]


def first_lacking(code: str, claim: Claim, held: Sequence[SourcedEvidence]) -> Evidence | None:
    """Return the first piece of evidence that has a gap."""
    return next((evidence for evidence, _ in lacking(code, claim, held)), None)


def _with_sources(gap: str, names: Sequence[str]) -> str:
    """Return a gap with the first source that has it, and how many others do."""
    if not names:
        return gap
    if len(names) == 1:
        return tr("{gap}: {source}", gap=gap, source=isolated(names[0]))
    return ngettext(
        "{gap}: {source} and {count} more",
        "{gap}: {source} and {count} more",
        len(names) - 1,
        gap=gap,
        source=isolated(names[0]),
    )


def _begun(text: str) -> str:
    return capitalised(text)
