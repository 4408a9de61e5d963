"""The table of sentences: what classifiers learn from, with the sentences that hold no claim."""

from typing import Final

from annotator.domain.codebook import Layer
from annotator.exporters.facts import ArticleFacts
from annotator.exporters.sentences import SentenceFacts, joined, sentences_of
from annotator.exporters.table import Column, Kind, Link, Table, key

SENTENCES: Final[Table[ArticleFacts, SentenceFacts]] = Table(
    name="sentences",
    description="One row per sentence of every article, also of those without any mark.",
    items=sentences_of,
    key=("article_id", "sentence_no"),
    links=(Link("article_id", "articles", "article_id"),),
    columns=(
        Column("article_id", Kind.ID, lambda f: key("a", f.of.article.id), "Its article."),
        Column(
            "article_code", Kind.CODE, lambda f: f.of.article.code, "Short code of the article."
        ),
        Column(
            "article_status",
            Kind.CODE,
            lambda f: f.of.article.status,
            "State of the labelling: todo, in_progress, done, excluded.",
        ),
        Column("sentence_no", Kind.WHOLE, lambda f: f.number, "Number in the article, from 1."),
        Column(
            "text_version", Kind.WHOLE, lambda f: f.of.newest.version_no, "Version of the text."
        ),
        Column(
            "start_char",
            Kind.WHOLE,
            lambda f: f.span.start,
            "First code point in the text file, counted from 0.",
        ),
        Column("end_char", Kind.WHOLE, lambda f: f.span.end, "Code point after the last one."),
        Column("exact", Kind.TEXT, lambda f: f.words, "The words, exactly."),
        Column(
            "zone_code",
            Kind.CODE,
            lambda f: f.zone.zone.kind if f.zone else None,
            "What the lines that it begins in are, where a person has said so.",
        ),
        Column(
            "is_excluded",
            Kind.FLAG,
            lambda f: f.zone is not None and f.zone.zone.is_excluded,
            "Those lines are not part of the article.",
        ),
        Column("has_claim", Kind.FLAG, lambda f: bool(f.mentions), "A claim is marked in it."),
        Column(
            "is_negative",
            Kind.FLAG,
            lambda f: f.is_negative,
            "No claim is marked in it, the article is done, and it is not excluded.",
        ),
        Column(
            "claim_codes",
            Kind.CODE,
            lambda f: joined(each.claim.claim.code for each in f.mentions),
            "Short codes of the claims, joined by “ | ”, as all lists of this table are.",
        ),
        Column(
            "claim_types", Kind.CODE, lambda f: f.codes(Layer.CLAIM_TYPE), "Codes of their types."
        ),
        Column(
            "checkworthiness_codes",
            Kind.CODE,
            lambda f: f.codes(Layer.CHECKWORTHINESS),
            "Whether they should be checked.",
        ),
        Column(
            "quote_type_codes",
            Kind.CODE,
            lambda f: joined(each.mention.quote_type for each in f.mentions),
            "Kinds of quotation: direct, mixed, indirect, none.",
        ),
        Column(
            "claimants",
            Kind.TEXT,
            lambda f: joined(each.claim.claimant.name for each in f.mentions),
            "Who makes the claims.",
        ),
        Column(
            "verdict_codes",
            Kind.CODE,
            lambda f: joined(each.claim.latest.verdict_code for each in f.mentions),
            "The findings of their latest checks.",
        ),
        Column(
            "polarities",
            Kind.CODE,
            lambda f: joined(str(each.sentiment.polarity) for each in f.sentiments),
            "Polarity of the sentiments in it, from -3 to 3.",
        ),
        Column(
            "sentiment_targets",
            Kind.TEXT,
            lambda f: joined(
                each.target.name or each.sentiment.target_text for each in f.sentiments
            ),
            "Towards whom or what they are.",
        ),
    ),
)
