"""The tables of fact-checks, evidence and sources."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.check import Evidence, Source
from annotator.exporters.facts import CheckFacts, CountedClaim
from annotator.exporters.table import Column, Kind, Link, Table, key


class _Checked(Struct, frozen=True):
    claim_code: str
    facts: CheckFacts


class _Held(Struct, frozen=True):
    claim_code: str
    evidence: Evidence
    source: Source | None


def _checks(row: CountedClaim) -> Iterator[_Checked]:
    return (_Checked(row.facts.claim.code, facts) for facts in row.facts.checks)


def _evidence(row: CountedClaim) -> Iterator[_Held]:
    return (
        _Held(row.facts.claim.code, evidence, source)
        for facts in row.facts.checks
        for evidence, source in facts.held
    )


CHECKS: Final[Table[CountedClaim, _Checked]] = Table(
    name="fact_checks",
    description="One row per round of checking a claim.",
    items=_checks,
    key=("check_id",),
    links=(
        Link("claim_id", "claims", "claim_id"),
        Link("checked_by_id", "annotators", "annotator_id"),
    ),
    columns=(
        Column("check_id", Kind.ID, lambda c: key("f", c.facts.check.id), "Key of the check."),
        Column("claim_id", Kind.ID, lambda c: key("c", c.facts.check.claim_id), "The claim."),
        Column("claim_code", Kind.CODE, lambda c: c.claim_code, "Short code of the claim."),
        Column("round_no", Kind.WHOLE, lambda c: c.facts.check.round_no, "Round, from 1."),
        Column("status", Kind.CODE, lambda c: c.facts.check.status, "How far the work has come."),
        Column(
            "verdict_scheme",
            Kind.CODE,
            lambda c: c.facts.check.verdict.scheme_id if c.facts.check.verdict else None,
            "Scale of the finding, with its version.",
        ),
        Column("verdict_code", Kind.CODE, lambda c: c.facts.verdict_code, "The finding."),
        Column("verdict_label", Kind.TEXT, lambda c: c.facts.verdict_label, "Its name."),
        Column(
            "verdict_text",
            Kind.TEXT,
            lambda c: c.facts.check.conclusion,
            "The finding in the checker’s own words.",
        ),
        Column(
            "justification",
            Kind.TEXT,
            lambda c: c.facts.check.justification,
            "How the evidence leads to the finding.",
        ),
        Column(
            "as_of",
            Kind.DATE,
            lambda c: c.facts.check.as_of,
            "Day up to which evidence was considered.",
        ),
        Column("confidence", Kind.CODE, lambda c: c.facts.check.confidence, "low, medium, high."),
        Column("notes", Kind.TEXT, lambda c: c.facts.check.notes, "Working notes."),
        Column("checked_by", Kind.TEXT, lambda c: c.facts.checker, "Who checked."),
        Column(
            "checked_by_id", Kind.ID, lambda c: key("p", c.facts.check.checked_by), "The same, key."
        ),
        Column("completed_at", Kind.TIME, lambda c: c.facts.check.completed_at, "When completed."),
        Column("created_at", Kind.TIME, lambda c: c.facts.check.created_at, "When begun."),
        Column("updated_at", Kind.TIME, lambda c: c.facts.check.updated_at, "When last changed."),
    ),
)

EVIDENCE: Final[Table[CountedClaim, _Held]] = Table(
    name="evidence",
    description="One row per piece of evidence: what one source says about a claim.",
    items=_evidence,
    key=("evidence_id",),
    links=(
        Link("check_id", "fact_checks", "check_id"),
        Link("added_by_id", "annotators", "annotator_id"),
    ),
    columns=(
        Column("evidence_id", Kind.ID, lambda h: key("e", h.evidence.id), "Key."),
        Column("check_id", Kind.ID, lambda h: key("f", h.evidence.check_id), "The check."),
        Column("claim_code", Kind.CODE, lambda h: h.claim_code, "Short code of the claim."),
        Column("source_id", Kind.ID, lambda h: key("q", h.evidence.source_id), "In sources.csv."),
        Column(
            "source_title",
            Kind.TEXT,
            lambda h: h.source.title if h.source else None,
            "Title of the source.",
        ),
        Column(
            "stance",
            Kind.CODE,
            lambda h: h.evidence.stance,
            "What it does to the claim: supports, refutes, qualifies, context, not_found.",
        ),
        Column("quote", Kind.TEXT, lambda h: h.evidence.quote, "The words of the source, exactly."),
        Column(
            "locator", Kind.TEXT, lambda h: h.evidence.locator, "Where they stand: page, minute."
        ),
        Column("note", Kind.TEXT, lambda h: h.evidence.note, "Note."),
        Column("added_by_id", Kind.ID, lambda h: key("p", h.evidence.added_by), "Who added it."),
        Column("added_at", Kind.TIME, lambda h: h.evidence.added_at, "When."),
    ),
)

SOURCES: Final[Table[Source, Source]] = Table(
    name="sources",
    description="One row per source of evidence.",
    items=lambda source: (source,),
    key=("source_id",),
    columns=(
        Column("source_id", Kind.ID, lambda s: key("q", s.id), "Key of the source."),
        Column("title", Kind.TEXT, lambda s: s.title, "Title."),
        Column("publisher", Kind.TEXT, lambda s: s.publisher, "Publisher."),
        Column("url", Kind.TEXT, lambda s: s.url, "Address."),
        Column("archive_url", Kind.TEXT, lambda s: s.archive_url, "Address of a saved copy."),
        Column("published_at", Kind.DATE, lambda s: s.published_at, "Date of publication."),
        Column("accessed_at", Kind.DATE, lambda s: s.accessed_at, "Day on which it was seen."),
        Column("medium", Kind.CODE, lambda s: s.medium, "What it is: web_text, pdf, dataset …"),
        Column(
            "is_primary", Kind.FLAG, lambda s: s.is_primary, "Whether it is part of the matter."
        ),
        Column("reliability", Kind.CODE, lambda s: s.reliability, "high, medium, low, unknown."),
        Column("reliability_note", Kind.TEXT, lambda s: s.reliability_note, "The reason."),
    ),
)
