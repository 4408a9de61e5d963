"""What a fact-check still lacks: shown and counted, never forced."""

from collections.abc import Sequence, Set

from msgspec import Struct

from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention

_NOT_FACTS = {"position", "commitment", "opinion", "utterance", "prediction", "conditional"}
_FINISHED = {"in_review", "completed"}


class Gap(Struct, frozen=True):
    """One thing that is missing or odd; the code is for counting, the words are for people."""

    code: str
    words: str


NO_QUOTE_TYPE = Gap("no_quote_type", "quote type?")
"""Somebody is said to have said it, but not whether in these words."""

OWN_VOICE = Gap("own_voice", "claimant, but own voice?")
"""A claimant is named, but every article makes the claim in its own voice."""

Held = tuple[Evidence, Source | None]
"""A piece of evidence with its source."""


def gaps(claim: Claim, check: FactCheck | None, held: Sequence[Held]) -> tuple[Gap, ...]:
    """Return what the check of a claim lacks, the weightiest first."""
    if check is None or check.status in {"not_checkable", "withdrawn"}:
        return ()
    return (*_in_finding(claim, check, held), *in_evidence(claim, held))


def _in_finding(claim: Claim, check: FactCheck, held: Sequence[Held]) -> list[Gap]:
    finished = check.status in _FINISHED
    verdict = check.verdict is not None
    sources = {source.publisher or source.title or source.url for _, source in held if source}
    found = [
        (verdict and not held, Gap("verdict_without_evidence", "verdict without evidence")),
        (finished and not verdict, Gap("no_verdict", "no verdict yet")),
        (
            verdict and not check.justification,
            Gap("no_justification", "no reasons for the verdict"),
        ),
        (bool(held) and len(sources) < 2, Gap("one_source", "one source only")),
        (verdict and not check.as_of, Gap("no_as_of", "no “as of” date")),
        (
            verdict and claim.assertion_kind in _NOT_FACTS,
            Gap("not_a_fact", f"{claim.assertion_kind} checked as a fact"),
        ),
    ]
    return [gap for missing, gap in found if missing]


def in_evidence(claim: Claim, held: Sequence[Held]) -> list[Gap]:
    """Return what pieces of evidence and their sources lack, whatever the check as a whole has."""
    sources = [source for _, source in held if source]
    found = [
        (any(not s.accessed_at for s in sources), Gap("no_access_date", "no access date")),
        (any(s.url and not s.archive_url for s in sources), Gap("no_archive", "no archived copy")),
        (
            # what came out later may well tell what was so before, as a note can say
            any(s and is_newer(s, claim) and not e.note for e, s in held),
            Gap("newer_evidence", "evidence newer than the claim"),
        ),
        (any(_unnamed(s) for s in sources), Gap("unnamed_source", "unnamed source")),
        (
            any(e.stance != "not_found" and not e.quote for e, _ in held),
            Gap("no_quote", "quote missing"),
        ),
    ]
    return [gap for missing, gap in found if missing]


def quoting(mention: Mention) -> str:
    """Return how a mention quotes: its quote type, '' while that is open, or `lacking`."""
    return "lacking" if mention.lacks_quote_type else mention.quote_type


def in_mentions(claim: Claim, quoted: Set[str]) -> tuple[Gap, ...]:
    """Return what is to be done where articles pass a claim on, by how its mentions quote it.

    A claimant whose claim every article makes in its own voice is a contradiction.
    """
    lacking = (NO_QUOTE_TYPE,) if "lacking" in quoted else ()
    return (*lacking, OWN_VOICE) if claim.claimant_id and quoted == {"none"} else lacking


def is_newer(source: Source, claim: Claim) -> bool:
    """Return whether a source came out after the claim was made, as far as both dates say."""
    shared = min(len(source.published_at), len(claim.date))
    return source.published_at[:shared] > claim.date[:shared]


def _unnamed(source: Source) -> bool:
    return not (source.title or source.publisher or source.url)
