"""The labels of an article as marks for the reading view."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from annotator.domain.anchor import Anchor
from annotator.domain.carrying import UNSETTLED
from annotator.domain.check import FactCheck
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Codebook, Scheme
from annotator.domain.edit import Edit
from annotator.domain.reading import PlacedMention, PlacedSentiment
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.suggestion import SuggestionKind
from annotator.i18n import N_, tr
from annotator.operations.mark_words import (
    polarity_sign,
    sentiment_tone,
    verdict_tone,
    verdict_word,
)
from annotator.operations.suggested_labels import PlacedSuggestion
from annotator.ui.models.suggestions import suggestion_sign
from annotator.ui.project.labels import Labels
from annotator.ui.reading import Mark, MarkKind

_CLAIM: Final = N_("Claim {code}, {verdict}: {text}")
_CLAIM_TO_REVIEW: Final = N_("Claim {code}, {verdict}, to review: {text}")
_SENTIMENTS: Final = {
    (False, False): N_("Sentiment {polarity}"),
    (False, True): N_("Sentiment {polarity}, to review"),
    (True, False): N_("Sentiment {polarity} towards {target}"),
    (True, True): N_("Sentiment {polarity} towards {target}, to review"),
}
"""What is said of a sentiment: with a target or without one, to be reviewed or not."""


_SUGGESTED: Final = {
    SuggestionKind.CLAIM: N_("Suggested claim: {text}"),
    SuggestionKind.SENTIMENT: N_("Suggested sentiment {polarity}: {text}"),
}


def suggestion_marks(placed: Iterable[PlacedSuggestion]) -> list[Mark]:
    """Return one mark for each open suggestion."""
    return [_suggested(each) for each in placed]


def _suggested(placed: PlacedSuggestion) -> Mark:
    suggestion = placed.suggestion
    polarity = polarity_sign(suggestion.polarity)
    kind = SuggestionKind(suggestion.kind)
    message = tr(_SUGGESTED[kind], text=placed.wording, polarity=polarity)
    return Mark(
        id=suggestion.id,
        spans=placed.passage.spans,
        sign=suggestion_sign(suggestion),
        tone="unchecked",
        kind=MarkKind.SUGGESTION,
        description=message,
    )


class MarkBook:
    """Creates the marks of an article: all of them, or those changed by an edit."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def marks(self, labels: Labels) -> list[Mark]:
        """Return one mark for each mention and each anchored sentiment."""
        here = (placed for placed in labels.mentions if labels.is_here(placed.anchor))
        return [*self._mentions(labels, here), *_sentiments(labels, labels.sentiments)]

    def changed(self, labels: Labels, edit: Edit) -> tuple[set[str], list[Mark]]:
        """Return the ids of the marks removed by an edit, and the marks it added or changed."""
        if edit.of(Scheme):
            return set(), self.marks(labels)
        touched = {each.record.id for each in edit.of(Mention, Sentiment)}
        claim_ids = {each.record.id for each in edit.of(Claim)}
        checks = (each.record for each in edit.of(FactCheck))
        claim_ids |= {each.claim_id for each in checks if isinstance(each, FactCheck)}
        mentions = (p for p in labels.among(touched, claim_ids) if labels.is_here(p.anchor))
        sentiments = [each for each in labels.sentiments if each.sentiment.id in touched]
        came = [*self._mentions(labels, mentions), *_sentiments(labels, sentiments)]
        return touched - {mark.id for mark in came}, came

    def _mentions(self, labels: Labels, placed: Iterable[PlacedMention]) -> list[Mark]:
        """Return the marks of mentions; what all mentions of a claim share is computed once."""
        claims, faces = labels.claims, dict[tuple[str, bool], _Face]()
        marks = []
        for each in placed:
            mention, anchor = each.mention, each.anchor
            is_sure = anchor.state not in UNSETTLED
            key = (mention.claim_id, is_sure)
            if key not in faces:
                check = labels.checks.get(mention.claim_id)
                faces[key] = self._face(claims[mention.claim_id], check, anchor)
            marks.append(_mark(mention.id, anchor.spans, faces[key], is_sure=is_sure))
        return marks

    def _face(self, claim: Claim, check: FactCheck | None, anchor: Anchor) -> "_Face":
        word = verdict_word(check, self._codebook)
        message = _CLAIM_TO_REVIEW if anchor.state in UNSETTLED else _CLAIM
        return _Face(
            f"{claim.code}{_doubt(anchor)}",
            verdict_tone(check, self._codebook),
            tr(message, code=claim.code, verdict=word, text=claim.text),
        )


class _Face(NamedTuple):
    """The look and the description shared by all marks of a claim."""

    sign: str
    tone: str
    description: str


def _mark(id_: str, spans: tuple[Span, ...], face: _Face, *, is_sure: bool) -> Mark:
    return Mark(
        id=id_,
        spans=spans,
        sign=face.sign,
        tone=face.tone,
        kind=MarkKind.CLAIM,
        description=face.description,
        is_sure=is_sure,
    )


def _sentiments(labels: Labels, placed: Sequence[PlacedSentiment]) -> list[Mark]:
    return [
        _sentiment(each.sentiment, each.anchor)
        for each in placed
        if each.anchor and labels.is_here(each.anchor)
    ]


def _sentiment(sentiment: Sentiment, anchor: Anchor) -> Mark:
    sign = polarity_sign(sentiment.polarity)
    return Mark(
        id=sentiment.id,
        spans=anchor.spans,
        sign=f"{sign}{_doubt(anchor)}",
        tone=sentiment_tone(sentiment),
        kind=MarkKind.SENTIMENT,
        description=_described(sentiment, anchor),
        is_sure=anchor.state not in UNSETTLED,
    )


def _doubt(anchor: Anchor) -> str:
    return " ?" if anchor.state in UNSETTLED else ""


def _described(sentiment: Sentiment, anchor: Anchor) -> str:
    target, is_unsettled = sentiment.target_text, anchor.state in UNSETTLED
    message = _SENTIMENTS[bool(target), is_unsettled]
    return tr(message, polarity=polarity_sign(sentiment.polarity), target=target)
