"""Gaps: what a fact-check still lacks. They are shown and counted, never enforced."""

from collections.abc import Callable, Sequence, Set
from typing import Final, Self, TypeAlias

from msgspec import Struct

from annotator.domain.check import CheckStatus, Evidence, EvidenceStance, FactCheck, Source
from annotator.domain.claim import AssertionKind, Claim, Mention, QuoteType
from annotator.i18n import N_, tr

_NOT_FACTS = frozenset(AssertionKind) - {AssertionKind.FACT}
_FINISHED = {CheckStatus.IN_REVIEW, CheckStatus.COMPLETED}


SourcedEvidence = tuple[Evidence, Source | None]
"""A piece of evidence with its source."""


class CheckRule(Struct, frozen=True):
    """A gap of a check as a whole, and the field that resolves it; empty for more evidence.

    `message` is in English, as exports have it.
    """

    code: str
    message: str
    is_gap: Callable[[Claim, FactCheck, Sequence[SourcedEvidence]], bool]
    field: str = ""


class EvidenceRule(Struct, frozen=True):
    """A gap of one piece of evidence, and the field that resolves it."""

    code: str
    message: str
    is_gap: Callable[[Claim, Evidence, Source | None], bool]
    field: str


class MentionRule(Struct, frozen=True):
    """A gap of a claim's mentions, given their quote types, and the field that resolves it."""

    code: str
    message: str
    is_gap: Callable[[Claim, Set[str]], bool]
    field: str


OWN_VOICE: Final = "own_voice"
"""A claimant is named, but every article makes the claim in its own voice."""

CHECK_RULES: Final = (
    CheckRule(
        "verdict_without_evidence",
        N_("verdict without evidence"),
        lambda _claim, check, held: check.verdict is not None and not held,
    ),
    CheckRule(
        "no_verdict",
        N_("no verdict yet"),
        lambda _claim, check, _held: check.status in _FINISHED and check.verdict is None,
        "check.verdict",
    ),
    CheckRule(
        "no_justification",
        N_("no reasons for the verdict"),
        lambda _claim, check, _held: check.verdict is not None and not check.justification,
        "check.justification",
    ),
    CheckRule(
        "one_source",
        N_("one source only"),
        lambda _claim, _check, held: bool(held) and len(_named_sources(held)) < 2,
    ),
    CheckRule(
        "no_as_of",
        N_("no “as of” date"),
        lambda _claim, check, _held: check.verdict is not None and not check.as_of,
        "check.as_of",
    ),
    CheckRule(
        "not_a_fact",
        N_("not a factual claim"),
        lambda claim, check, _: check.verdict is not None and claim.assertion_kind in _NOT_FACTS,
        "claim.kind",
    ),
)
"""The gaps of a check, the most important first."""

EVIDENCE_RULES: Final = (
    EvidenceRule(
        "no_access_date",
        N_("no access date"),
        lambda _claim, _evidence, source: source is not None and not source.accessed_at,
        "evidence.accessed",
    ),
    EvidenceRule(
        "no_archive",
        N_("no archived copy"),
        lambda _claim, _evidence, s: s is not None and bool(s.url) and not s.archive_url,
        "evidence.archive_url",
    ),
    # a later source may still document an earlier state, as its note can say
    EvidenceRule(
        "newer_evidence",
        N_("evidence newer than the claim"),
        lambda claim, evidence, s: s is not None and is_newer(s, claim) and not evidence.note,
        "evidence.note",
    ),
    EvidenceRule(
        "unnamed_source",
        N_("unnamed source"),
        lambda _claim, _evidence, s: s is not None and not (s.title or s.publisher or s.url),
        "evidence.title",
    ),
    EvidenceRule(
        "no_quote",
        N_("quote missing"),
        lambda _, evidence, _s: evidence.stance != EvidenceStance.NOT_FOUND and not evidence.quote,
        "evidence.quote",
    ),
)
"""The gaps of a piece of evidence, the most important first."""

MENTION_RULES: Final = (
    # a claimant is named, but not how they are quoted
    MentionRule(
        "no_quote_type",
        N_("quote type?"),
        lambda _claim, quoted: "lacking" in quoted,
        "claim.quote",
    ),
    MentionRule(
        OWN_VOICE,
        N_("claimant, but own voice?"),
        lambda claim, quoted: bool(claim.claimant_id) and quoted == {QuoteType.NONE},
        "claim.quote",
    ),
)
"""The gaps of mentions."""

Rule: TypeAlias = CheckRule | EvidenceRule | MentionRule


class Gap(Struct, frozen=True):
    """One thing that is missing or inconsistent; `code` is for programs, `message` for people."""

    code: str
    message: str

    @classmethod
    def of(cls, rule: Rule) -> Self:
        """Return the gap that a rule describes, its message translated."""
        return cls(rule.code, tr(rule.message))


def rule_of(code: str) -> Rule | None:
    """Return the rule that finds gaps with this code; None when no rule does."""
    rules: tuple[Rule, ...] = (*CHECK_RULES, *EVIDENCE_RULES, *MENTION_RULES)
    return next((rule for rule in rules if rule.code == code), None)


def gaps(claim: Claim, check: FactCheck | None, held: Sequence[SourcedEvidence]) -> tuple[Gap, ...]:
    """Return the gaps of a claim's check, the most important first."""
    if check is None or check.status in {CheckStatus.NOT_CHECKABLE, CheckStatus.WITHDRAWN}:
        return ()
    found = (Gap.of(rule) for rule in CHECK_RULES if rule.is_gap(claim, check, held))
    return (*found, *in_evidence(claim, held))


def in_evidence(claim: Claim, held: Sequence[SourcedEvidence]) -> list[Gap]:
    """Return the gaps of the evidence and its sources."""
    return [
        Gap.of(rule)
        for rule in EVIDENCE_RULES
        if any(rule.is_gap(claim, evidence, source) for evidence, source in held)
    ]


def quoting(mention: Mention) -> str:
    """Return the quote type of a mention, '' while it is open, or `lacking`."""
    return "lacking" if mention.lacks_quote_type else mention.quote_type


def in_mentions(claim: Claim, quoted: Set[str]) -> tuple[Gap, ...]:
    """Return the gaps of a claim's mentions, given their quote types.

    A claimant contradicts mentions that all make the claim in the article's own voice.
    """
    return tuple(Gap.of(rule) for rule in MENTION_RULES if rule.is_gap(claim, quoted))


def may_have_gaps(quoted: Set[str]) -> bool:
    """Return whether a claim whose mentions are quoted so can have a gap by `in_mentions`."""
    return "lacking" in quoted or quoted == {QuoteType.NONE}


def is_newer(source: Source, claim: Claim) -> bool:
    """Return whether a source was certainly published after the claim was made."""
    shared = min(len(source.published_at), len(claim.date))
    return source.published_at[:shared] > claim.date[:shared]


def _named_sources(held: Sequence[SourcedEvidence]) -> set[str]:
    return {source.publisher or source.title or source.url for _, source in held if source}
