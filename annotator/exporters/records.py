"""Gathering from the project what the rows of an export say about articles and claims."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache
from itertools import islice
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.claim import Claim
from annotator.domain.completeness import Gap, gaps, in_mentions, quoting
from annotator.domain.damage import Damage
from annotator.domain.errors import LostTextError
from annotator.domain.people import Entity
from annotator.domain.reading import PlacedMention, PlacedSentiment, ProjectReader
from annotator.domain.unconfirmed import Unconfirmed, as_gaps
from annotator.domain.zone import Zone, ZoneState
from annotator.exporters.claim_records import ClaimRecords
from annotator.exporters.facts import (
    ArticleFacts,
    ClaimFacts,
    CountedClaim,
    MentionFacts,
    Said,
    SentimentFacts,
    ZoneFacts,
)
from annotator.exporters.project_part import ProjectPart
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.giving_way import give_way

_KEPT: Final = 4096
_AT_ONCE: Final = 30  # articles whose marks are read together, or claims
_NOBODY: Final = Entity(name="", kind="", id="")


class _Met(Struct, frozen=True):
    """How often a claim was met, in how many articles, and how it is quoted there."""

    mentions: int = 0
    articles: int = 0
    quoted: frozenset[str] = frozenset()


_UNMET: Final = _Met()


class Records:
    """Gathers a project piece by piece; caches only what is likely to be needed again.

    A missing record is replaced by an empty one, so that the rest can be exported.
    """

    def __init__(self, reader: ProjectReader, scope: Scope = EVERYTHING) -> None:
        self.reader = reader
        self.part = ProjectPart(reader, scope)
        self.codebook = reader.codebook()
        self.gap_counts: Counter[Gap] = Counter()
        self.unchecked = 0
        self.damaged = 0
        self.omitted = 0  # marks in excluded lines, of the articles read
        self._met: dict[str, _Met] = {}  # by id of the claim
        self._typed: dict[str, list[Unconfirmed]] = {}
        for typed in reader.unconfirmed():
            self._typed.setdefault(typed.record_id, []).append(typed)
        self._annotators = {each.id: each.name for each in self.part.annotators()}
        self.entity = lru_cache(_KEPT)(self._entity)
        self._claims = ClaimRecords(
            reader, self.codebook, self.entity, self.annotator, self.part.use
        )
        self.claim = self._claims.claim

    def articles(self) -> Iterator[ArticleFacts]:
        """Yield the articles that are wanted; also counts the mentions of each claim."""
        for facts in self._wanted():
            here: set[str] = set()
            for each in facts.mentions:
                id_ = each.mention.claim_id
                met = self._met.get(id_, _UNMET)
                self._met[id_] = _met_again(met, id_ not in here, quoting(each.mention))
                here.add(id_)
            yield facts

    def claims(self) -> Iterator[CountedClaim]:
        """Yield the claims that are wanted; also counts the gaps of the checks.

        Call it after `articles`, for the counts and for what the mentions lack.
        """
        return self._claims_among(lambda _: True)

    def unmet_claims(self) -> Iterator[CountedClaim]:
        """Yield the claims that are wanted and that no article mentions, as `claims` does."""
        return self._claims_among(lambda id_: id_ not in self._met)

    def _claims_among(self, is_meant: Callable[[str], bool]) -> Iterator[CountedClaim]:
        each = (claim for claim in self.reader.each(Claim) if is_meant(claim.id))
        wanted = (claim for claim in each if self.part.has_claim(claim.id))
        while some := list(islice(wanted, _AT_ONCE)):
            for facts in self._claims.of(some):
                give_way()
                met = self._met.get(facts.claim.id, _UNMET)
                lacking = self.gaps(facts, met.quoted)
                self.gap_counts.update(lacking)
                self.unchecked += not facts.checks
                yield CountedClaim(facts, met.mentions, met.articles, lacking)

    def met_first(self, facts: ArticleFacts) -> Iterator[ClaimFacts]:
        """Yield the claims of an article that no article before it mentions."""
        claims = {each.mention.claim_id: each.claim for each in facts.mentions}
        new = (claim for id_, claim in claims.items() if self._met[id_].articles == 1)
        return (claim for claim in new if claim.claim.code)  # a missing one has none

    def gaps(self, facts: ClaimFacts, quoted: Set[str]) -> tuple[Gap, ...]:
        """Return what a claim and its latest check lack, given the quote types of its mentions."""
        latest = facts.latest
        lacking = gaps(facts.claim, latest.check, latest.held) if facts.checks else ()
        return (*self._not_understood(facts), *lacking, *in_mentions(facts.claim, quoted))

    def _wanted(self) -> Iterator[ArticleFacts]:
        articles = self.part.articles()
        while some := list(islice(articles, _AT_ONCE)):
            for facts in self._gathered(some):
                if facts.mentions or self.part.scope.claim_ids is None:
                    yield facts

    def damages(self) -> tuple[Damage, ...]:
        """Return the damage; call it after everything else was read. Also counts it."""
        found = self.reader.damages()
        self.damaged = len(found)
        return found

    def _not_understood(self, facts: ClaimFacts) -> tuple[Gap, ...]:
        """Return the gaps for unconfirmed text in the fields of a claim and its check."""
        held = [record.id for pair in facts.latest.held for record in pair if record]
        ids = [facts.claim.id, *held]
        return as_gaps(typed for owner in ids for typed in self._typed.get(owner, ()))

    def annotator(self, annotator_id: str) -> str:
        """Return the name of an annotator; empty when there is none."""
        return self._annotators.get(annotator_id, "")

    def article(self, article: Article) -> ArticleFacts:
        """Return an article with its text versions and marks."""
        return next(self._gathered([article]))

    def _gathered(self, articles: Sequence[Article]) -> Iterator[ArticleFacts]:
        marks = self.reader.marks_in([article.id for article in articles])
        # a text is read when its marks are verified, and not again right after that
        read = [(each, self._newest(each.versions)) for each in marks]
        self._claims.read(each.mention.claim_id for found, _ in read for each in found.mentions)
        for article, (found, text) in zip(articles, read, strict=True):
            give_way()
            versions = found.versions
            numbers = {version.id: version.version_no for version in versions}
            placed = filter(self.part.has_mention, found.mentions)
            mentions = [each for each in placed if self._is_kept(each.anchor)]
            yield ArticleFacts(
                article,
                versions,
                tuple([self._mention(article, numbers, each) for each in mentions]),
                tuple(self._sentiments(found.sentiments, numbers)),
                tuple(_zones(article, numbers, found.zones)),
                text,
                self.part.scope.omits_excluded,
            )

    def _is_kept(self, anchor: Anchor | None) -> bool:
        """Return whether a mark is exported; counts those that are not."""
        is_kept = anchor is None or self.part.has_anchor(anchor)
        self.omitted += not is_kept
        return is_kept

    def _newest(self, versions: Sequence[TextVersion]) -> str | None:
        return self.text(versions[-1]) if versions else None

    def text(self, version: TextVersion) -> str | None:
        """Return the text of a version; None when it is lost, which is listed among the damage."""
        try:
            return self.reader.text(version.sha256)
        except LostTextError:
            return None

    def _mention(
        self, article: Article, numbers: dict[str, int], placed: PlacedMention
    ) -> MentionFacts:
        mention, anchor = placed.mention, placed.anchor
        return MentionFacts(
            article,
            numbers.get(anchor.text_id, 0),
            mention,
            anchor,
            self.claim(mention.claim_id),
            tuple(Said(each, self.entity(each.source_id).name) for each in mention.attributions),
            self.annotator(mention.annotator_id),
        )

    def _sentiments(
        self, found: Iterable[PlacedSentiment], numbers: dict[str, int]
    ) -> Iterator[SentimentFacts]:
        for placed in found:
            sentiment, anchor = placed.sentiment, placed.anchor
            is_wanted = self.part.scope.has_mark(sentiment.annotator_id)
            if not is_wanted or not self._is_kept(anchor):
                continue
            number = numbers.get(anchor.text_id, 0) if anchor else None
            target, holder = self.entity(sentiment.target_id), self.entity(sentiment.holder_id)
            yield SentimentFacts(sentiment, number, anchor, target, holder)

    def _entity(self, entity_id: str | None) -> Entity:
        self.part.use(entity_id)
        return (self.reader.get(Entity, entity_id) if entity_id else None) or _NOBODY


def _zones(article: Article, numbers: dict[str, int], zones: Iterable[Zone]) -> Iterator[ZoneFacts]:
    taken = [zone for zone in zones if zone.state == ZoneState.TAKEN]
    for zone in sorted(taken, key=lambda zone: (numbers[zone.text_id], zone.span)):
        yield ZoneFacts(article, numbers[zone.text_id], zone)


@lru_cache(_KEPT)  # all claims share a few, as a project may have hundreds of thousands
def _met_again(met: _Met, is_first_here: bool, how: str) -> _Met:  # noqa: FBT001
    return _Met(met.mentions + 1, met.articles + is_first_here, met.quoted | {how})
