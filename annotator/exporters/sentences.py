"""Every sentence of an article with what was found in it; those without a claim are negatives."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.codebook import Layer
from annotator.domain.span import Span
from annotator.exporters.facts import ArticleFacts, MentionFacts, SentimentFacts, ZoneFacts
from annotator.language.sentences.segmentation import sentences


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

    def codes(self, layer: Layer) -> str:
        """Return the codes of one layer of all its claims, each once."""
        if not self.mentions:
            return ""
        chosen = [label for each in self.mentions for label in each.claim.labels]
        return joined(label.key.code for label in sorted(chosen) if label.layer == layer)


def sentences_of(facts: ArticleFacts) -> Iterator[SentenceFacts]:
    """Yield the sentences of an article's newest text, in order; none when the text is lost."""
    text = facts.text or ""
    mentions = [each for each in facts.mentions if each.anchor.text_id == facts.newest.id]
    sentiments = [
        each for each in facts.sentiments if each.anchor and each.anchor.text_id == facts.newest.id
    ]
    zones = [each for each in facts.zones if each.zone.text_id == facts.newest.id]
    for number, span in enumerate(sentences(text, facts.article.language), 1):
        yield SentenceFacts(
            facts,
            number,
            span,
            span.of(text),
            tuple([each for each in mentions if _shares(each.anchor, span)]),
            tuple([each for each in sentiments if each.anchor and _shares(each.anchor, span)]),
            next((each for each in zones if each.zone.span.holds(span.start)), None),
        )


def joined(values: Iterable[str]) -> str:
    """Return the values that are not empty, each once, as a list in one cell."""
    return " | ".join(dict.fromkeys(value for value in values if value))


def _shares(anchor: Anchor, span: Span) -> bool:
    start, end = span.start, span.end
    for each in anchor.fragments:  # noqa: SIM110 - half a million times in an export
        if each.start < end and start < each.end:
            return True
    return False
