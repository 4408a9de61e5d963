"""What a search finds, as the part of a project that is exported."""

from typing import Final

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.reading import ProjectReader
from annotator.domain.search import FilterKey, Query, SearchKind, SearchReader
from annotator.exporters.scope import Scope

_OF_CLAIMS: Final = frozenset({FilterKey.CLAIMANT, FilterKey.VERDICT})
_OF_ARTICLES: Final = frozenset(
    {FilterKey.IN, FilterKey.PUBLISHER, FilterKey.STATUS, FilterKey.SUGGESTIONS}
)


def found_scope(reader: ProjectReader, finder: SearchReader, query: Query) -> Scope:
    """Return the articles that a search finds; the claims, where it has a filter of claims.

    Articles are found by their text and by what describes them, claims by their wording. With
    claims, filters of articles say in which ones. Raises StorageError.
    """
    keys = {each.key for each in query.filters}
    if not keys & _OF_CLAIMS:
        return Scope(article_ids=_articles(reader, finder, query))
    claims = finder.matches(SearchKind.CLAIM, query, reader.count(Claim))
    of_articles = Query(filters=tuple(f for f in query.filters if f.key in _OF_ARTICLES))
    return Scope(
        claim_ids=frozenset(match.id for match in claims),
        article_ids=_articles(reader, finder, of_articles) if of_articles.filters else None,
    )


def _articles(reader: ProjectReader, finder: SearchReader, query: Query) -> frozenset[str]:
    count = reader.count(Article)
    kinds = (SearchKind.ARTICLE, SearchKind.TEXT) if query.terms else (SearchKind.ARTICLE,)
    return frozenset(match.id for kind in kinds for match in finder.matches(kind, query, count))
