"""The part of a project that a scope asks for: its articles, claims, marks and names."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Source
from annotator.domain.claim import Mention
from annotator.domain.people import Annotator, Entity
from annotator.domain.reading import PlacedMention, ProjectReader
from annotator.domain.zone import Zone, ZoneState
from annotator.exporters.scope import Scope

_KEPT: Final = 64  # texts


class ProjectPart:
    """Chooses records by a scope."""

    def __init__(self, reader: ProjectReader, scope: Scope) -> None:
        self.scope = scope
        self._used: set[str] = set()  # ids of entities and sources
        self._reader = reader
        self._excluded = lru_cache(_KEPT)(self._find_excluded)

    def articles(self) -> Iterator[Article]:
        """Yield the articles that are wanted, if they have wanted marks."""
        return filter(self.scope.has_article, self._reader.each(Article))

    def has_claim(self, claim_id: str) -> bool:
        """Return whether a claim is exported, also one that no article mentions."""
        if self.scope.is_whole:
            return True
        is_named = self.scope.claim_ids is not None and claim_id in self.scope.claim_ids
        if is_named and self.scope.article_ids is None and not self.scope.annotator_id:
            return True
        return self.scope.has_claim(claim_id) and bool(self.articles_with(claim_id))

    def has_mention(self, placed: PlacedMention) -> bool:
        """Return whether a mention is exported."""
        mention = placed.mention
        return self.scope.has_claim(mention.claim_id) and self.scope.has_mark(mention.annotator_id)

    def has_anchor(self, anchor: Anchor) -> bool:
        """Return whether a mark on a place is exported, or it lies in excluded lines."""
        return not self.scope.omits_excluded or not lies_in(anchor, self._excluded(anchor.text_id))

    def articles_with(self, claim_id: str) -> list[Article]:
        """Return the articles that are wanted and mention a claim, oldest first."""
        mentions = self._reader.find(Mention, claim_id=claim_id)
        found = {
            article.id: article
            for mention in mentions
            if self.scope.has_mark(mention.annotator_id)
            and (article := self._article_of(mention.anchor_id))
            and self.scope.has_article(article)
        }
        return sorted(found.values(), key=lambda article: article.id)

    def _article_of(self, anchor_id: str) -> Article | None:
        anchor = self._reader.get(Anchor, anchor_id)
        if anchor is None or not self.has_anchor(anchor):
            return None
        version = self._reader.get(TextVersion, anchor.text_id)
        return self._reader.get(Article, version.article_id) if version else None

    def _find_excluded(self, text_id: str) -> tuple[Zone, ...]:
        zones = self._reader.find(Zone, text_id=text_id, state=ZoneState.TAKEN)
        return tuple(zone for zone in zones if zone.is_excluded)

    def annotators(self) -> Iterator[Annotator]:
        """Yield the annotators, under their names or as the scope calls them."""
        for number, each in enumerate(self._reader.each(Annotator), 1):
            is_hidden = self.scope.has_pseudonyms
            yield replace(each, name=f"Annotator {number}") if is_hidden else each

    def entities(self) -> Iterator[Entity]:
        """Yield the entities; of a part of the project only those met so far."""
        return (each for each in self._reader.each(Entity) if self._is_used(each.id))

    def sources(self) -> Iterator[Source]:
        """Yield the sources; of a part of the project only those met so far."""
        return (each for each in self._reader.each(Source) if self._is_used(each.id))

    def use(self, id: str | None) -> None:  # noqa: A002
        """Note that an entity or source was met; of a whole project all are exported anyway."""
        if id and not self.scope.is_whole:
            self._used.add(id)

    def _is_used(self, id: str) -> bool:  # noqa: A002
        return self.scope.is_whole or id in self._used


def lies_in(anchor: Anchor, zones: Iterable[Zone]) -> bool:
    """Return whether all the words of a mark lie in these zones of its text."""
    spans = [zone.span for zone in zones if zone.text_id == anchor.text_id]
    ends = (place for each in anchor.fragments for place in (each.start, each.end - 1))
    return bool(spans) and all(any(span.holds(place) for span in spans) for place in ends)
