"""The labels of an article as marks for the reading view."""

from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.ui.labels import Labels
from annotator.ui.reading import Mark, MarkKind

UNCHECKED = "unchecked"


def polarity_sign(polarity: int) -> str:
    """Return a polarity as it is written: −2, 0, +1."""
    return f"{polarity:+d}".replace("-", "−") if polarity else "0"


def verdict_tone(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the tone that shows a verdict; unchecked when there is none."""
    label = codebook.label(check.verdict) if check else None
    return (label.colour or UNCHECKED) if label else UNCHECKED


def verdict_word(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the word that tells a verdict, or how far the check is."""
    label = codebook.label(check.verdict) if check else None
    if label:
        return label.name.lower()
    if check and check.status in {"not_checkable", "withdrawn"}:
        return codebook.name(Layer.CHECK_STATUS, check.status).lower()
    return UNCHECKED


class MarkBook:
    """Makes the marks of an article, keeping those that did not change."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._made: dict[str, tuple[object, Mark]] = {}

    def marks(self, labels: Labels) -> list[Mark]:
        """Return one mark for each mention and each anchored sentiment."""
        claims = labels.claims
        kept: dict[str, tuple[object, Mark]] = {}
        for placed in labels.mentions:
            claim_id = placed.mention.claim_id
            sources = (placed, claims[claim_id], labels.checks.get(claim_id))
            kept[placed.mention.id] = self._kept(placed.mention.id, sources) or (
                sources,
                self._mention(*sources),
            )
        for each in labels.sentiments:
            if each.anchor:
                kept[each.sentiment.id] = (each, _sentiment(each))
        self._made = kept
        return [mark for _, mark in kept.values()]

    def _kept(self, mark_id: str, sources: tuple[object, ...]) -> tuple[object, Mark] | None:
        made = self._made.get(mark_id)
        return made if made and made[0] == sources else None

    def _mention(self, placed: PlacedMention, claim: Claim, check: FactCheck | None) -> Mark:
        word = verdict_word(check, self._codebook)
        return Mark(
            id=placed.mention.id,
            spans=placed.anchor.spans,
            sign=claim.code,
            tone=verdict_tone(check, self._codebook),
            kind=MarkKind.CLAIM,
            description=f"Claim {claim.code}, {word}: {claim.text}",
        )


def _sentiment(placed: PlacedSentiment) -> Mark:
    sentiment = placed.sentiment
    target = f" towards {sentiment.target_text}" if sentiment.target_text else ""
    return Mark(
        id=sentiment.id,
        spans=placed.anchor.spans if placed.anchor else (),
        sign=polarity_sign(sentiment.polarity),
        tone=sentiment_tone(sentiment),
        kind=MarkKind.SENTIMENT,
        description=f"Sentiment {polarity_sign(sentiment.polarity)}{target}",
    )


def sentiment_tone(sentiment: Sentiment) -> str:
    """Return the tone that shows a polarity."""
    if sentiment.polarity < 0:
        return "negative"
    return "positive" if sentiment.polarity > 0 else "neutral"
