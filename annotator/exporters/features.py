"""What a project can contain that an export format may not be able to hold, and how much of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import repeat
from typing import Final

from msgspec import Struct
from typing_extensions import override

from annotator.domain.anchor import Anchor
from annotator.domain.claim import Claim
from annotator.domain.reading import ProjectReader
from annotator.exporters.facts import ArticleFacts, ClaimFacts, CountedClaim
from annotator.exporters.project_part import lies_in
from annotator.exporters.records import Records
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.i18n import N_, ngettext, tr

_STEP: Final = 100  # articles or claims between two counts


class Feature(StrEnum):
    """Something that not every format can hold."""

    GAPS = "gaps"
    """Marks of several stretches of words."""
    OVERLAPS = "overlaps"
    """Marks that share words with the mark before them."""
    SENTIMENTS = "sentiments"
    WHOLE_SENTIMENTS = "whole_sentiments"
    """Sentiments of a whole article, which have no words of their own."""
    ATTRIBUTIONS = "attributions"
    """Mentions that say who is quoted."""
    UNMENTIONED = "unmentioned"
    """Claims without a passage in any article."""
    CHECKS = "checks"
    """Fact-checks, with their verdicts."""
    EVIDENCE = "evidence"
    NOTES = "notes"
    """Notes on articles, sentiments, checks and evidence."""
    VERSIONS = "versions"
    """Text versions before the newest."""
    EARLIER = "earlier"
    """Marks whose words are only in an earlier text version."""
    ZONES = "zones"
    """Parts of texts that a person set apart."""


class Survey(Struct, frozen=True, kw_only=True):
    """How much an export would contain, and how often each feature occurs in it.

    `in_excluded` are the marks in excluded lines, also where they are omitted.
    """

    articles: int
    claims: int
    mentions: int
    in_excluded: int
    features: Mapping[Feature, int]

    def only(self, wanted: frozenset[Feature]) -> dict[Feature, int]:
        """Return the counts of these features, without those that do not occur."""
        return {each: self.features[each] for each in Feature if each in wanted & {*self.features}}


class _Counts(Struct):
    articles: int = 0
    claims: int = 0
    mentions: int = 0
    in_excluded: int = 0


class CountedRecords(Records):
    """Records that count what they yield, so that what an export has read is not read again.

    Articles are read once, and all of them; without them, no claim has mentions.
    """

    def __init__(self, reader: ProjectReader, scope: Scope = EVERYTHING) -> None:
        super().__init__(reader, scope)
        self._features: Counter[Feature] = Counter()
        self._counts = _Counts()
        self._has_articles = self._has_claims = False

    @override
    def articles(self) -> Iterator[ArticleFacts]:
        for facts in super().articles():
            self._counts.articles += 1
            self._counts.mentions += len(facts.mentions)
            self._counts.in_excluded += _in_excluded(facts)
            self._features.update(_in_article(facts))
            for claim in self.met_first(facts):
                self._count(claim)
            yield facts
        self._has_articles = True

    @override
    def claims(self) -> Iterator[CountedClaim]:
        return self._counting(super().claims())

    @override
    def unmet_claims(self) -> Iterator[CountedClaim]:
        return self._counting(super().unmet_claims())

    def _counting(self, claims: Iterator[CountedClaim]) -> Iterator[CountedClaim]:
        """Count claims that were not counted with an article."""
        is_counting = self._has_articles and not self._has_claims
        for claim in claims:
            if is_counting and not claim.mention_count:
                self._features[Feature.UNMENTIONED] += 1
                self._count(claim.facts)
            yield claim
        self._has_claims |= is_counting

    def _count(self, claim: ClaimFacts) -> None:
        self._counts.claims += 1
        if claim.checks:
            self._features.update(_in_checks(claim))

    def unread(self) -> Iterator[ArticleFacts | CountedClaim]:
        """Yield what was not read yet."""
        if not self._has_articles:
            yield from self.articles()
        if not (self._has_claims or self._are_all_met()):
            yield from self.unmet_claims()

    def _are_all_met(self) -> bool:
        """Return whether the articles mention every claim, so that none has to be looked for."""
        return self.part.scope.is_whole and self.reader.count(Claim) == self._counts.claims

    def survey(self) -> Survey:
        """Return what is counted so far."""
        counts = self._counts
        return Survey(
            articles=counts.articles,
            claims=counts.claims,
            mentions=counts.mentions,
            in_excluded=counts.in_excluded + self.omitted,
            features=dict(self._features),
        )


def surveyed(records: CountedRecords) -> Iterator[Survey]:
    """Read what was not read yet, and yield now and then what is counted so far, at last all."""
    for number, _ in enumerate(records.unread(), 1):
        if number % _STEP == 0:
            yield records.survey()
    yield records.survey()


def counted(records: CountedRecords, wanted: frozenset[Feature]) -> dict[Feature, int]:
    """Return how often each of these features occurs, without those that do not occur.

    Reads what was not read yet.
    """
    if not wanted:
        return {}
    *_, last = surveyed(records)
    return last.only(wanted)


def sentences(counts: Mapping[Feature, int]) -> list[str]:
    """Return for each feature what is omitted, such as “3 pieces of evidence”."""
    return [_WORDED[feature](count) for feature, count in counts.items()]


def feature_name(feature: Feature) -> str:
    """Return what a feature is called, without a count."""
    return tr(_NAMES[feature])


def _in_excluded(facts: ArticleFacts) -> int:
    """Return how many of the marks lie in excluded lines."""
    excluded = [each.zone for each in facts.zones if each.zone.is_excluded]
    return sum(lies_in(anchor, excluded) for anchor in _anchors(facts)) if excluded else 0


def _anchors(facts: ArticleFacts) -> list[Anchor]:
    mentioned = [each.anchor for each in facts.mentions]
    return mentioned + [each.anchor for each in facts.sentiments if each.anchor]


def _in_article(facts: ArticleFacts) -> list[Feature]:
    anchors, newest = _anchors(facts), facts.newest.id
    notes = [facts.article.notes, *[each.sentiment.note for each in facts.sentiments]]
    return [
        *[Feature.GAPS for each in anchors if len(each.fragments) > 1],
        *repeat(Feature.OVERLAPS, _overlaps(anchors)),
        *repeat(Feature.SENTIMENTS, len(facts.sentiments)),
        *[Feature.WHOLE_SENTIMENTS for each in facts.sentiments if not each.anchor],
        *[Feature.ATTRIBUTIONS for each in facts.mentions if each.chain],
        *repeat(Feature.VERSIONS, len(facts.versions) - 1),
        *[Feature.EARLIER for each in anchors if each.text_id != newest],
        *repeat(Feature.ZONES, len(facts.zones)),
        *[Feature.NOTES for note in notes if note],
    ]


def _in_checks(claim: ClaimFacts) -> Iterator[Feature]:
    for each in claim.checks:
        yield Feature.CHECKS
        yield from (Feature.EVIDENCE for _ in each.held)
        notes = [each.check.notes, *(evidence.note for evidence, _ in each.held)]
        yield from (Feature.NOTES for note in notes if note)


def _overlaps(anchors: Iterable[Anchor]) -> int:
    """Return how many stretches begin before an earlier one of the same text has ended."""
    overlaps, text_id, furthest = 0, "", 0
    stretches = [(each.text_id, f.start, f.end) for each in anchors for f in each.fragments]
    for in_text, start, end in sorted(stretches):
        if in_text != text_id:
            text_id, furthest = in_text, 0
        overlaps += start < furthest
        furthest = max(furthest, end)
    return overlaps


_WORDED: Final[dict[Feature, Callable[[int], str]]] = {
    Feature.GAPS: lambda count: ngettext(
        "{count} mark in several parts", "{count} marks in several parts", count
    ),
    Feature.OVERLAPS: lambda count: ngettext(
        "{count} overlap of marks", "{count} overlaps of marks", count
    ),
    Feature.SENTIMENTS: lambda n: ngettext("{count} sentiment", "{count} sentiments", n),
    Feature.WHOLE_SENTIMENTS: lambda count: ngettext(
        "{count} sentiment of a whole article", "{count} sentiments of whole articles", count
    ),
    Feature.ATTRIBUTIONS: lambda count: ngettext(
        "{count} attribution", "{count} attributions", count
    ),
    Feature.UNMENTIONED: lambda count: ngettext(
        "{count} claim without a passage", "{count} claims without a passage", count
    ),
    Feature.CHECKS: lambda n: ngettext("{count} fact-check", "{count} fact-checks", n),
    Feature.EVIDENCE: lambda count: ngettext(
        "{count} piece of evidence", "{count} pieces of evidence", count
    ),
    Feature.NOTES: lambda n: ngettext("{count} note", "{count} notes", n),
    Feature.VERSIONS: lambda count: ngettext(
        "{count} text version", "{count} text versions", count
    ),
    Feature.EARLIER: lambda n: ngettext(
        "{count} mark in an earlier text", "{count} marks in earlier texts", n
    ),
    Feature.ZONES: lambda n: ngettext("{count} line type", "{count} line types", n),
}

_NAMES: Final = {
    Feature.GAPS: N_("marks in several parts"),
    Feature.OVERLAPS: N_("overlapping marks"),
    Feature.SENTIMENTS: N_("sentiments"),
    Feature.WHOLE_SENTIMENTS: N_("sentiments of whole articles"),
    Feature.ATTRIBUTIONS: N_("attributions"),
    Feature.UNMENTIONED: N_("claims without a passage"),
    Feature.CHECKS: N_("fact-checks"),
    Feature.EVIDENCE: N_("evidence"),
    Feature.NOTES: N_("notes"),
    Feature.VERSIONS: N_("earlier text versions"),
    Feature.EARLIER: N_("marks in earlier texts"),
    Feature.ZONES: N_("line types"),
}
