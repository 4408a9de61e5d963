"""Gaps: what a fact-check still lacks. They are shown and counted, never enforced."""

from collections.abc import Sequence, Set
from typing import Final, Self

from msgspec import Struct

from annotator.domain.check import CheckStatus, Evidence, EvidenceStance, FactCheck, Source
from annotator.domain.claim import AssertionKind, Claim, Mention, QuoteType
from annotator.i18n import N_, tr

_NOT_FACTS = frozenset(AssertionKind) - {AssertionKind.FACT}
_FINISHED = {CheckStatus.IN_REVIEW, CheckStatus.COMPLETED}


NO_QUOTE_TYPE: Final = "no_quote_type"
"""A claimant is named, but not how they are quoted."""

OWN_VOICE: Final = "own_voice"
"""A claimant is named, but every article makes the claim in its own voice."""

MESSAGES: Final = {
    "verdict_without_evidence": N_("verdict without evidence"),
    "no_verdict": N_("no verdict yet"),
    "no_justification": N_("no reasons for the verdict"),
    "one_source": N_("one source only"),
    "no_as_of": N_("no “as of” date"),
    "not_a_fact": N_("not a factual claim"),
    "no_access_date": N_("no access date"),
    "no_archive": N_("no archived copy"),
    "newer_evidence": N_("evidence newer than the claim"),
    "unnamed_source": N_("unnamed source"),
    "no_quote": N_("quote missing"),
    NO_QUOTE_TYPE: N_("quote type?"),
    OWN_VOICE: N_("claimant, but own voice?"),
}
"""What each code of a gap means, as exports say it in English."""


class Gap(Struct, frozen=True):
    """One thing that is missing or inconsistent; `code` is for programs, `message` for people."""

    code: str
    message: str

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the gap with this code, its message translated."""
        return cls(code, tr(MESSAGES[code]))


Held = tuple[Evidence, Source | None]
"""A piece of evidence with its source."""


def gaps(claim: Claim, check: FactCheck | None, held: Sequence[Held]) -> tuple[Gap, ...]:
    """Return the gaps of a claim's check, the most important first."""
    if check is None or check.status in {CheckStatus.NOT_CHECKABLE, CheckStatus.WITHDRAWN}:
        return ()
    return (*_in_finding(claim, check, held), *in_evidence(claim, held))


def _in_finding(claim: Claim, check: FactCheck, held: Sequence[Held]) -> list[Gap]:
    finished = check.status in _FINISHED
    verdict = check.verdict is not None
    sources = {source.publisher or source.title or source.url for _, source in held if source}
    found = {
        "verdict_without_evidence": verdict and not held,
        "no_verdict": finished and not verdict,
        "no_justification": verdict and not check.justification,
        "one_source": bool(held) and len(sources) < 2,
        "no_as_of": verdict and not check.as_of,
        "not_a_fact": verdict and claim.assertion_kind in _NOT_FACTS,
    }
    return [Gap.of(code) for code, is_missing in found.items() if is_missing]


def in_evidence(claim: Claim, held: Sequence[Held]) -> list[Gap]:
    """Return the gaps of the evidence and its sources."""
    sources = [source for _, source in held if source]
    found = {
        "no_access_date": any(not s.accessed_at for s in sources),
        "no_archive": any(s.url and not s.archive_url for s in sources),
        # a later source may still document an earlier state, as its note can say
        "newer_evidence": any(s and is_newer(s, claim) and not e.note for e, s in held),
        "unnamed_source": any(_unnamed(s) for s in sources),
        "no_quote": any(e.stance != EvidenceStance.NOT_FOUND and not e.quote for e, _ in held),
    }
    return [Gap.of(code) for code, is_missing in found.items() if is_missing]


def quoting(mention: Mention) -> str:
    """Return the quote type of a mention, '' while it is open, or `lacking`."""
    return "lacking" if mention.lacks_quote_type else mention.quote_type


def in_mentions(claim: Claim, quoted: Set[str]) -> tuple[Gap, ...]:
    """Return the gaps of a claim's mentions, given their quote types.

    A claimant contradicts mentions that all make the claim in the article's own voice.
    """
    lacking = (Gap.of(NO_QUOTE_TYPE),) if "lacking" in quoted else ()
    is_odd = claim.claimant_id and quoted == {QuoteType.NONE}
    return (*lacking, Gap.of(OWN_VOICE)) if is_odd else lacking


def is_newer(source: Source, claim: Claim) -> bool:
    """Return whether a source was certainly published after the claim was made."""
    shared = min(len(source.published_at), len(claim.date))
    return source.published_at[:shared] > claim.date[:shared]


def _unnamed(source: Source) -> bool:
    return not (source.title or source.publisher or source.url)
