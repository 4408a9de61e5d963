"""The labels of an article as marks for the reading view."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.domain.anchor import Anchor
from annotator.domain.carrying import UNSETTLED
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.edit import Edit
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
    """Makes the marks of an article: all of them, or those that an edit touched."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def marks(self, labels: Labels) -> list[Mark]:
        """Return one mark for each mention and each anchored sentiment."""
        here = (placed for placed in labels.mentions if labels.is_here(placed.anchor))
        return [*self._mentions(labels, here), *_sentiments(labels, labels.sentiments)]

    def changed(self, labels: Labels, edit: Edit) -> tuple[set[str], list[Mark]]:
        """Return the ids of marks that an edit took away, and the marks it made or changed."""
        records = [change.record for change in edit.changes]
        touched = {record.id for record in records if isinstance(record, Mention | Sentiment)}
        told = {record.id for record in records if isinstance(record, Claim)}
        told |= {record.claim_id for record in records if isinstance(record, FactCheck)}
        mentions = (
            placed
            for placed in labels.mentions
            if (placed.mention.id in touched or placed.mention.claim_id in told)
            and labels.is_here(placed.anchor)
        )
        sentiments = [each for each in labels.sentiments if each.sentiment.id in touched]
        came = [*self._mentions(labels, mentions), *_sentiments(labels, sentiments)]
        return touched - {mark.id for mark in came}, came

    def _mentions(self, labels: Labels, placed: Iterable[PlacedMention]) -> list[Mark]:
        """Return the marks of mentions; what is the same for all of a claim is found once."""
        claims, faces = labels.claims, dict[str, _Face]()
        marks = []
        for each in placed:
            claim_id = each.mention.claim_id
            if claim_id not in faces:
                faces[claim_id] = self._face(claims[claim_id], labels.checks.get(claim_id))
            marks.append(_mention(each, faces[claim_id]))
        return marks

    def _face(self, claim: Claim, check: FactCheck | None) -> "_Face":
        word = verdict_word(check, self._codebook)
        return _Face(claim.code, verdict_tone(check, self._codebook), word, claim.text)


class _Face(NamedTuple):
    """What every mark of a claim shows and says."""

    code: str
    tone: str
    word: str
    text: str


def _mention(placed: PlacedMention, face: _Face) -> Mark:
    anchor = placed.anchor
    return Mark(
        id=placed.mention.id,
        spans=anchor.spans,
        sign=f"{face.code}{_doubt(anchor)}",
        tone=face.tone,
        kind=MarkKind.CLAIM,
        description=f"Claim {face.code}, {face.word}{_said(anchor)}: {face.text}",
        is_sure=anchor.state not in UNSETTLED,
    )


def _sentiments(labels: Labels, placed: Sequence[PlacedSentiment]) -> list[Mark]:
    return [
        _sentiment(each.sentiment, each.anchor)
        for each in placed
        if each.anchor and labels.is_here(each.anchor)
    ]


def _sentiment(sentiment: Sentiment, anchor: Anchor) -> Mark:
    target = f" towards {sentiment.target_text}" if sentiment.target_text else ""
    sign = polarity_sign(sentiment.polarity)
    return Mark(
        id=sentiment.id,
        spans=anchor.spans,
        sign=f"{sign}{_doubt(anchor)}",
        tone=sentiment_tone(sentiment),
        kind=MarkKind.SENTIMENT,
        description=f"Sentiment {sign}{target}{_said(anchor)}",
        is_sure=anchor.state not in UNSETTLED,
    )


def _doubt(anchor: Anchor) -> str:
    return " ?" if anchor.state in UNSETTLED else ""


def _said(anchor: Anchor) -> str:
    return ", to review" if anchor.state in UNSETTLED else ""


def sentiment_tone(sentiment: Sentiment) -> str:
    """Return the tone that shows a polarity."""
    if sentiment.polarity < 0:
        return "negative"
    return "positive" if sentiment.polarity > 0 else "neutral"
