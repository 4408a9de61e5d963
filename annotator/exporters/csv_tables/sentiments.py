"""The table of sentiment."""

from typing import Final

from annotator.exporters.facts import ArticleFacts, SentimentFacts
from annotator.exporters.table import Column, Kind, Link, Table, key


def _three(polarity: int) -> int:
    return (polarity > 0) - (polarity < 0)


SENTIMENTS: Final[Table[ArticleFacts, SentimentFacts]] = Table(
    name="sentiments",
    description="One row per attitude towards a target, in an article or a passage.",
    items=lambda facts: facts.sentiments,
    key=("sentiment_id",),
    links=(
        Link("article_id", "articles", "article_id"),
        Link("annotator_id", "annotators", "annotator_id"),
    ),
    columns=(
        Column("sentiment_id", Kind.ID, lambda f: key("s", f.sentiment.id), "Key."),
        Column("article_id", Kind.ID, lambda f: key("a", f.sentiment.article_id), "Its article."),
        Column(
            "scope",
            Kind.CODE,
            lambda f: f.sentiment.scope,
            "What it is about: document, paragraph, sentence, span.",
        ),
        Column(
            "start_char",
            Kind.WHOLE,
            lambda f: f.anchor.start if f.anchor else None,
            "First code point in the text file, counted from 0; empty for a whole article.",
        ),
        Column(
            "end_char",
            Kind.WHOLE,
            lambda f: f.anchor.fragments[-1].end if f.anchor else None,
            "Code point after the last one.",
        ),
        Column(
            "exact",
            Kind.TEXT,
            lambda f: f.anchor.exact if f.anchor else None,
            "The words, exactly; gaps between fragments are shown as “ … ”.",
        ),
        Column(
            "target_name",
            Kind.TEXT,
            lambda f: f.target.name or f.sentiment.target_text,
            "Towards whom or what.",
        ),
        Column(
            "holder", Kind.CODE, lambda f: f.sentiment.holder, "Whose: author, speaker, reader."
        ),
        Column("holder_name", Kind.TEXT, lambda f: f.holder.name, "Name of the speaker."),
        Column("polarity", Kind.WHOLE, lambda f: f.sentiment.polarity, "From -3 to 3."),
        Column("polarity_3", Kind.WHOLE, lambda f: _three(f.sentiment.polarity), "-1, 0 or 1."),
        Column(
            "is_mixed",
            Kind.FLAG,
            lambda f: f.sentiment.is_mixed,
            "Both positive and negative towards the same target.",
        ),
        Column(
            "is_implicit",
            Kind.FLAG,
            lambda f: f.sentiment.is_implicit,
            "Shown by the choice of words, not said outright.",
        ),
        Column("certainty", Kind.CODE, lambda f: f.sentiment.certainty, "sure or unsure."),
        Column(
            "annotator_id", Kind.ID, lambda f: key("p", f.sentiment.annotator_id), "Who found it."
        ),
        Column("text_version", Kind.WHOLE, lambda f: f.version_no, "Version of the text."),
        Column(
            "fragment_count",
            Kind.WHOLE,
            lambda f: len(f.anchor.fragments) if f.anchor else None,
            "Number of unbroken stretches.",
        ),
        Column("target_id", Kind.ID, lambda f: key("n", f.sentiment.target_id), "In entities.csv."),
        Column("holder_id", Kind.ID, lambda f: key("n", f.sentiment.holder_id), "In entities.csv."),
        Column("note", Kind.TEXT, lambda f: f.sentiment.note, "Note."),
        Column("created_at", Kind.TIME, lambda f: f.sentiment.created_at, "When it was found."),
        Column("updated_at", Kind.TIME, lambda f: f.sentiment.updated_at, "When it last changed."),
    ),
)
