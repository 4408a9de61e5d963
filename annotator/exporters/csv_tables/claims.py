"""The tables of claims and their labels."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.exporters.facts import ClaimFacts, CountedClaim, RankedLabel
from annotator.exporters.table import Column, Kind, Link, Table, key


class _Labelled(Struct, frozen=True):
    facts: ClaimFacts
    label: RankedLabel


def _labels(row: CountedClaim) -> Iterator[_Labelled]:
    return (_Labelled(row.facts, label) for label in row.facts.labels)


CLAIMS: Final[Table[CountedClaim, CountedClaim]] = Table(
    name="claims",
    description="One row per claim.",
    items=lambda row: (row,),
    key=("claim_id",),
    columns=(
        Column("claim_id", Kind.ID, lambda r: key("c", r.facts.claim.id), "Key of the claim."),
        Column(
            "claim_code",
            Kind.CODE,
            lambda r: r.facts.claim.code,
            "Short code; it never changes and never returns.",
        ),
        Column(
            "claim_text",
            Kind.TEXT,
            lambda r: r.facts.claim.text,
            "The claim, to be understood without its articles.",
        ),
        Column("claim_reviewed", Kind.TEXT, lambda _: None, "Not recorded; always empty."),
        Column(
            "assertion_kind_code",
            Kind.CODE,
            lambda r: r.facts.claim.assertion_kind,
            "What is done by saying it: fact, position, prediction …",
        ),
        Column(
            "claimant_id",
            Kind.ID,
            lambda r: key("n", r.facts.claim.claimant_id),
            "Claimant, in entities.csv.",
        ),
        Column("claimant_name", Kind.TEXT, lambda r: r.facts.claimant.name, "Who makes the claim."),
        Column(
            "claimant_same_as",
            Kind.TEXT,
            lambda r: r.facts.claimant.same_as,
            "A page that identifies the claimant.",
        ),
        Column("claim_date", Kind.DATE, lambda r: r.facts.claim.date, "When it was made."),
        Column(
            "claim_date_basis",
            Kind.CODE,
            lambda r: r.facts.claim.date_basis,
            "How that is known: stated, inferred, unknown.",
        ),
        Column("claim_venue", Kind.TEXT, lambda r: r.facts.claim.venue, "Where it was made."),
        Column("mention_count", Kind.WHOLE, lambda r: r.mention_count, "Number of mentions."),
        Column("article_count", Kind.WHOLE, lambda r: r.article_count, "Number of articles."),
        Column("created_by", Kind.TEXT, lambda r: r.facts.author, "Who recorded it."),
        Column("created_at", Kind.TIME, lambda r: r.facts.claim.created_at, "When."),
        Column(
            "updated_at", Kind.TIME, lambda r: r.facts.claim.updated_at, "When it last changed."
        ),
        Column(
            "gap_codes",
            Kind.CODE,
            lambda r: " | ".join(dict.fromkeys(gap.code for gap in r.gaps)),
            "What its latest check lacks, joined by “ | ”; README.txt counts them."
            " `not_understood` is text that a field could not take.",
        ),
    ),
)

CLAIM_LABELS: Final[Table[CountedClaim, _Labelled]] = Table(
    name="claim_labels",
    description="One row per label of a claim: its types, its check-worthiness.",
    items=_labels,
    key=("claim_id", "scheme_id", "code"),
    links=(Link("claim_id", "claims", "claim_id"),),
    columns=(
        Column("claim_id", Kind.ID, lambda each: key("c", each.facts.claim.id), "The claim."),
        Column("claim_code", Kind.CODE, lambda each: each.facts.claim.code, "Its short code."),
        Column(
            "scheme_id", Kind.CODE, lambda each: each.label.key.scheme_id, "Scheme and version."
        ),
        Column(
            "layer", Kind.CODE, lambda each: each.label.layer, "What the scheme says something of."
        ),
        Column("code", Kind.CODE, lambda each: each.label.key.code, "Code of the label."),
        Column("name", Kind.TEXT, lambda each: each.label.name, "Name of the label."),
    ),
)
