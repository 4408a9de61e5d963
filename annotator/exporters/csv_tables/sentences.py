"""The table of sentences: what classifiers learn from, with the sentences that hold no claim."""

from typing import Final

from annotator.domain.article import Article
from annotator.domain.codebook import Layer
from annotator.exporters.facts import ArticleFacts, MentionFacts, SentimentFacts
from annotator.exporters.sentences import SentenceFacts, codes, joined, sentences_of
from annotator.exporters.table import Column, Kind, Link, Table, key, shared


def _article(sentence: SentenceFacts) -> Article:
    return sentence.of.article


def _mentions(sentence: SentenceFacts) -> tuple[MentionFacts, ...]:
    return sentence.mentions


def _sentiments(sentence: SentenceFacts) -> tuple[SentimentFacts, ...]:
    return sentence.sentiments


SENTENCES: Final[Table[ArticleFacts, SentenceFacts]] = Table(
    name="sentences",
    description="One row per sentence of every article, also of those without any mark.",
    items=sentences_of,
    key=("article_id", "sentence_no"),
    links=(Link("article_id", "articles", "article_id"),),
    columns=(
        *shared(
            _article,
            Column("article_id", Kind.ID, lambda a: key("a", a.id), "Its article."),
            Column("article_code", Kind.CODE, lambda a: a.code, "Short code of the article."),
            Column(
                "article_status",
                Kind.CODE,
                lambda a: a.status,
                "State of the labelling: todo, in_progress, done, excluded.",
            ),
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
        *shared(
            _mentions,
            Column(
                "claim_codes",
                Kind.CODE,
                lambda m: joined([each.claim.claim.code for each in m]),
                "Short codes of the claims, joined by “ | ”, as all lists of this table are.",
            ),
            Column(
                "claim_types",
                Kind.CODE,
                lambda m: codes(m, Layer.CLAIM_TYPE),
                "Codes of their types.",
            ),
            Column(
                "checkworthiness_codes",
                Kind.CODE,
                lambda m: codes(m, Layer.CHECKWORTHINESS),
                "Whether they should be checked.",
            ),
            Column(
                "quote_type_codes",
                Kind.CODE,
                lambda m: joined([each.mention.quote_type for each in m]),
                "Kinds of quotation: direct, mixed, indirect, none.",
            ),
            Column(
                "claimants",
                Kind.TEXT,
                lambda m: joined([each.claim.claimant.name for each in m]),
                "Who makes the claims.",
            ),
            Column(
                "verdict_codes",
                Kind.CODE,
                lambda m: joined([each.claim.latest.verdict_code for each in m]),
                "The findings of their latest checks.",
            ),
        ),
        *shared(
            _sentiments,
            Column(
                "polarities",
                Kind.CODE,
                lambda s: joined([str(each.sentiment.polarity) for each in s]),
                "Polarity of the sentiments in it, from -3 to 3.",
            ),
            Column(
                "sentiment_targets",
                Kind.TEXT,
                lambda s: joined([each.target.name or each.sentiment.target_text for each in s]),
                "Towards whom or what they are.",
            ),
        ),
    ),
)
