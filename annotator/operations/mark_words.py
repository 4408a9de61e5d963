"""The words, signs and tones of verdicts and sentiments: on screen, on paper and in reports."""

from typing import Final

from annotator.domain.check import CheckStatus, FactCheck
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.sentiment import Sentiment
from annotator.i18n import tr

UNCHECKED: Final = "unchecked"


def polarity_sign(polarity: int) -> str:
    """Return a polarity as it is written: −2, 0, +1."""
    return f"{polarity:+d}".replace("-", "−") if polarity else "0"


def verdict_tone(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the tone that shows a verdict; unchecked when there is none."""
    label = codebook.label(check.verdict) if check else None
    return (label.colour or UNCHECKED) if label else UNCHECKED


def verdict_word(check: FactCheck | None, codebook: Codebook) -> str:
    """Return the name of the verdict, otherwise not checkable, withdrawn or unchecked."""
    label = codebook.label(check.verdict) if check else None
    if label:
        return label.name.lower()
    if check and check.status in {CheckStatus.NOT_CHECKABLE, CheckStatus.WITHDRAWN}:
        return codebook.name(Layer.CHECK_STATUS, check.status).lower()
    return tr("unchecked")


def sentiment_tone(sentiment: Sentiment) -> str:
    """Return the tone that shows a polarity."""
    if sentiment.polarity < 0:
        return "negative"
    return "positive" if sentiment.polarity > 0 else "neutral"
