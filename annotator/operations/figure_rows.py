"""What is shown of the records behind a value."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.figures import RecordBehind
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.search import Hit, Match, SearchKind
from annotator.domain.sentiment import Sentiment
from annotator.operations.search_hits import hits_of

_KINDS: Final = {
    "article": SearchKind.ARTICLE,
    "suggestion": SearchKind.ARTICLE,
    "sentiment": SearchKind.PERSON,
}


def hits_behind(reader: ProjectReader, records: Iterable[RecordBehind]) -> Iterator[Hit]:
    """Yield the records as the search shows them; those that are gone are omitted."""
    for record in records:
        kind = _KINDS.get(record.table, SearchKind.CLAIM)
        for hit in hits_of(reader, Match(kind, record.table, record.id), ()):
            yield hit if hit.text else replace(hit, text=_subject(reader, hit))


def _subject(reader: ProjectReader, hit: Hit) -> str:
    """Return what a record without a text of its own is about."""
    if claim := reader.get(Claim, hit.claim_id):
        return claim.text
    sentiment = reader.get(Sentiment, hit.id)
    target = reader.get(Entity, sentiment.target_id or "") if sentiment else None
    article = reader.get(Article, hit.article_id)
    return target.name if target else article.headline if article else ""
