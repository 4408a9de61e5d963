"""Every sentence of an article with what was found in it; those without a claim are negatives."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from annotator.domain.codebook import Layer
from annotator.domain.span import Span
from annotator.exporters.facts import ArticleFacts, MentionFacts, SentimentFacts, ZoneFacts
from annotator.language.sentences.segmentation import sentences

M = TypeVar("M", bound=MentionFacts | SentimentFacts)


class SentenceFacts(Struct, frozen=True):
    """A sentence of an article's newest text, with the marks that share words with it.

    `number` counts from 1; `zone` is the part that a person set apart and the sentence begins in.
    """

    of: ArticleFacts
    number: int
    span: Span
    words: str
    mentions: tuple[MentionFacts, ...]
    sentiments: tuple[SentimentFacts, ...]
    zone: ZoneFacts | None

    @property
    def is_negative(self) -> bool:
        """Return whether somebody has read it and found no claim in it.

        The article is done, and the sentence is not in an excluded part.
        """
        is_excluded = self.zone is not None and self.zone.zone.is_excluded
        return self.of.article.status == "done" and not self.mentions and not is_excluded


def sentences_of(facts: ArticleFacts) -> Iterator[SentenceFacts]:
    """Yield the sentences of an article's newest text, in order; none when the text is lost."""
    text = facts.text or ""
    spans = sentences(text, facts.article.language)
    newest = facts.newest.id
    mentions = _by_place(spans, [m for m in facts.mentions if m.anchor.text_id == newest])
    tones = [s for s in facts.sentiments if s.anchor and s.anchor.text_id == newest]
    sentiments = _by_place(spans, tones)
    zones = [each for each in facts.zones if each.zone.text_id == newest]
    for place, span in enumerate(spans):
        zone = _begun_in(zones, span.start)
        if facts.omits_excluded and zone and zone.zone.is_excluded:
            continue
        yield SentenceFacts(
            facts,
            place + 1,
            span,
            span.of(text),
            mentions.get(place, ()),
            sentiments.get(place, ()),
            zone,
        )


def codes(mentions: Sequence[MentionFacts], layer: Layer) -> str:
    """Return the codes of one layer of all their claims, each once."""
    if not mentions:
        return ""
    chosen = [label for each in mentions for label in each.claim.labels if label.layer == layer]
    return joined(label.key.code for label in sorted(chosen))


def joined(values: Iterable[str]) -> str:
    """Return the values that are not empty, each once, as a list in one cell."""
    return " | ".join(dict.fromkeys(filter(None, values)))


def _by_place(spans: list[Span], marks: Iterable[M]) -> dict[int, tuple[M, ...]]:
    """Return the marks that share words with each span, in their order, by its place."""
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    found: dict[int, tuple[M, ...]] = {}
    for mark in marks:
        places: set[int] = set()
        for each in mark.anchor.fragments if mark.anchor else ():
            places.update(range(bisect_right(ends, each.start), bisect_left(starts, each.end)))
        for place in places:
            found[place] = (*found.get(place, ()), mark)
    return found


def _begun_in(zones: list[ZoneFacts], start: int) -> ZoneFacts | None:
    for each in zones:
        if each.zone.span.holds(start):
            return each
    return None
