"""The list of a project's articles."""

from collections.abc import Iterator

from msgspec import Struct

from annotator.domain.article import Article
from annotator.domain.reading import ProjectReader


class ListedArticle(Struct, frozen=True):
    """An article and how many claims it mentions."""

    code: str
    status: str
    headline: str
    publisher: str
    published_at: str
    word_count: int
    claim_count: int


def listed_articles(reader: ProjectReader) -> Iterator[ListedArticle]:
    """Yield the articles, in the order in which they were imported."""
    for article in reader.each(Article):
        yield ListedArticle(
            code=article.code,
            status=article.status,
            headline=article.headline,
            publisher=article.publisher,
            published_at=article.published_at,
            word_count=article.word_count,
            claim_count=reader.claim_count(article.id),
        )
