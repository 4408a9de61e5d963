"""Slow replacements for the reader's joins, record by record, where rows are damaged."""

from collections.abc import Iterable

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Mention
from annotator.domain.reading import (
    ArticleSummary,
    PlacedMention,
    PlacedSentiment,
    ProjectReader,
    search_text,
)
from annotator.domain.sentiment import Sentiment


def mentions(reader: ProjectReader, article_id: str) -> list[PlacedMention]:
    """Return an article's mentions, unordered."""
    return [
        PlacedMention(mention, anchor)
        for version in reader.find(TextVersion, article_id=article_id)
        for anchor in reader.find(Anchor, text_id=version.id)
        for mention in reader.find(Mention, anchor_id=anchor.id)
    ]


def sentiments(reader: ProjectReader, article_id: str) -> list[PlacedSentiment]:
    """Return an article's sentiments, unordered."""
    return [
        PlacedSentiment(each, reader.get(Anchor, each.anchor_id) if each.anchor_id else None)
        for each in reader.find(Sentiment, article_id=article_id)
    ]


def article_summaries(articles: Iterable[Article], query: str, status: str) -> list[ArticleSummary]:
    """Return the articles of a status whose search text contains all the words."""
    terms = query.casefold().split()
    named = ((each, search_text(each).casefold()) for each in articles)
    return [
        ArticleSummary.of(article)
        for article, name in named
        if status in ("", article.status) and all(term in name for term in terms)
    ]
