"""The flat table for spreadsheets: everything about a mention in one row."""

from typing import Final

from annotator.domain.article import Article
from annotator.domain.claim import QuoteType
from annotator.domain.codebook import Layer
from annotator.exporters.facts import ArticleFacts, ClaimFacts, MentionFacts
from annotator.exporters.table import Column, Kind, Table, key, shared


def _said_by(facts: MentionFacts) -> str:
    return next((said.source_name for said in facts.chain if said.attribution.level == 1), "")


def _claimant(facts: MentionFacts) -> str:
    """Return the claimant; '' where the article makes the claim in its own voice."""
    return "" if facts.mention.quote_type == QuoteType.NONE else facts.claim.claimant.name


def _relayed_by(facts: MentionFacts) -> str:
    return " | ".join(said.source_name for said in facts.chain if said.attribution.level > 1)


def _addresses(claim: ClaimFacts) -> str:
    return " | ".join(source.url for source in claim.latest.sources if source.url)


def _article(facts: MentionFacts) -> Article:
    return facts.article


def _claim(facts: MentionFacts) -> ClaimFacts:
    return facts.claim


_ARTICLE: Final[tuple[Column[MentionFacts], ...]] = shared(
    _article,
    Column("article_code", Kind.CODE, lambda a: a.code, "Short code of the article."),
    Column("article_headline", Kind.TEXT, lambda a: a.headline, "Its headline."),
    Column("publisher", Kind.TEXT, lambda a: a.publisher, "Its outlet."),
    Column("published_at", Kind.DATE, lambda a: a.published_at, "Its date of publication."),
    Column("article_url", Kind.TEXT, lambda a: a.source_url, "Its address."),
)

_CLAIM: Final[tuple[Column[MentionFacts], ...]] = (
    *shared(
        _claim,
        Column("claim_code", Kind.CODE, lambda c: c.claim.code, "Short code of the claim."),
        Column(
            "claim_text",
            Kind.TEXT,
            lambda c: c.claim.text,
            "The claim, to be understood without its articles.",
        ),
    ),
    Column(
        "claimant",
        Kind.TEXT,
        _claimant,
        "Who makes the claim; empty where the article makes it in its own voice.",
    ),
    *shared(
        _claim,
        Column(
            "assertion_kind_code",
            Kind.CODE,
            lambda c: c.claim.assertion_kind,
            "What is done by saying it: fact, position, prediction …",
        ),
        Column(
            "claim_types",
            Kind.CODE,
            lambda c: c.codes(Layer.CLAIM_TYPE),
            "Codes of its types, joined by “ | ”.",
        ),
    ),
)

_PLACE: Final[tuple[Column[MentionFacts], ...]] = (
    Column("mention_id", Kind.ID, lambda f: key("m", f.mention.id), "Key of the mention."),
    Column(
        "mention_text",
        Kind.TEXT,
        lambda f: f.anchor.exact,
        "The words, exactly; gaps between fragments are shown as “ … ”.",
    ),
    Column(
        "start_char",
        Kind.WHOLE,
        lambda f: f.anchor.start,
        "First code point in the text file, counted from 0.",
    ),
    Column(
        "end_char",
        Kind.WHOLE,
        lambda f: f.anchor.fragments[-1].end,
        "Code point after the last one.",
    ),
    Column("text_version", Kind.WHOLE, lambda f: f.version_no, "Version of the text it is in."),
    Column(
        "fragment_count",
        Kind.WHOLE,
        lambda f: len(f.anchor.fragments),
        "Number of unbroken stretches; claim_mentions.csv has a row for each.",
    ),
    *shared(
        _claim,
        Column(
            "checkworthiness_code",
            Kind.CODE,
            lambda c: c.codes(Layer.CHECKWORTHINESS),
            "Whether the claim should be checked.",
        ),
    ),
    Column(
        "quote_type_code",
        Kind.CODE,
        lambda f: f.mention.quote_type,
        "Kind of quotation: direct, mixed, indirect, none; empty where it is still open.",
    ),
    Column("attributed_to", Kind.TEXT, _said_by, "Who is said to have said it."),
    Column("relayed_by", Kind.TEXT, _relayed_by, "Who passes it on, joined by “ | ”."),
    Column("said_on", Kind.DATE, lambda f: f.mention.attribution.said_on, "When it was said."),
)

_CHECK: Final[tuple[Column[MentionFacts], ...]] = (
    *shared(
        _claim,
        Column(
            "check_status",
            Kind.CODE,
            lambda c: c.latest.check.status,
            "How far the latest check of the claim has come.",
        ),
        Column("verdict_code", Kind.CODE, lambda c: c.latest.verdict_code, "Its finding."),
        Column(
            "verdict_label", Kind.TEXT, lambda c: c.latest.verdict_label, "Name of the finding."
        ),
        Column(
            "verdict_text",
            Kind.TEXT,
            lambda c: c.latest.check.conclusion,
            "The finding in the checker’s own words.",
        ),
        Column(
            "as_of",
            Kind.DATE,
            lambda c: c.latest.check.as_of,
            "Day up to which evidence was considered.",
        ),
        Column("checked_by", Kind.TEXT, lambda c: c.latest.checker, "Who checked."),
        Column(
            "checked_at",
            Kind.TIME,
            lambda c: c.latest.check.completed_at,
            "When the check was completed.",
        ),
        Column(
            "source_count",
            Kind.WHOLE,
            lambda c: len(c.latest.sources),
            "Number of different sources of the evidence.",
        ),
        Column("source_urls", Kind.TEXT, _addresses, "Their addresses, joined by “ | ”."),
        Column("related_claims", Kind.CODE, lambda _: None, "Not recorded; always empty."),
        Column("contradicts_claims", Kind.CODE, lambda _: None, "Not recorded; always empty."),
    ),
    Column("annotator", Kind.TEXT, lambda f: f.annotator, "Who marked the mention."),
    Column(
        "updated_at", Kind.TIME, lambda f: f.mention.updated_at, "When the mention last changed."
    ),
)

LABELS_FLAT: Final[Table[ArticleFacts, MentionFacts]] = Table(
    name="labels_flat",
    description="One row per mention of a claim in an article: the table for spreadsheets.",
    items=lambda facts: facts.mentions,
    key=("mention_id",),
    columns=(*_ARTICLE, *_CLAIM, *_PLACE, *_CHECK),
)
