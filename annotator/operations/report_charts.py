"""The figures of a report, as small charts."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from annotator.domain.article import ArticleStatus
from annotator.domain.check import FactCheck
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.i18n import N_, capitalised, tr
from annotator.operations.history_fields import ARTICLE_STATUSES
from annotator.operations.mark_words import UNCHECKED, sentiment_tone, verdict_tone, verdict_word

_SENTIMENTS: Final = {
    "negative": N_("Negative"),
    "neutral": N_("Neutral"),
    "positive": N_("Positive"),
}
_STATUS_TONES: Final = {ArticleStatus.DONE: "supported", ArticleStatus.IN_PROGRESS: "conflicting"}


class Bar(Struct, frozen=True):
    """One bar of a chart; `share` is its length, from 0 to 1."""

    name: str
    count: int
    tone: str
    share: float


class Chart(Struct, frozen=True):
    """A title, and a bar for each value that occurs."""

    title: str
    bars: tuple[Bar, ...]


def verdict_chart(claim_count: int, checks: Iterable[FactCheck], codebook: Codebook) -> Chart:
    """Return how many claims have which verdict, in the order of the codebook.

    `checks` are those of the claims, the earlier rounds of one first.
    """
    latest = {check.claim_id: check for check in checks}
    counts = Counter(
        (verdict_word(check, codebook), verdict_tone(check, codebook)) for check in latest.values()
    )
    counts[tr("unchecked"), UNCHECKED] += claim_count - len(latest)
    labels = (each for scheme in codebook.layer(Layer.VERDICT) for each in scheme.labels)
    order = {label.name.lower(): place for place, label in enumerate(labels)}
    found = sorted(counts.items(), key=lambda item: order.get(item[0][0], len(order)))
    bars = ((capitalised(name), count, tone) for (name, tone), count in found)
    return _chart(tr("Verdicts"), bars)


def sentiment_chart(sentiments: Iterable[Sentiment]) -> Chart:
    """Return how many sentiments are negative, neutral and positive."""
    counts = Counter(map(sentiment_tone, sentiments))
    return _chart(
        tr("Sentiments"), ((tr(name), counts[tone], tone) for tone, name in _SENTIMENTS.items())
    )


def progress_chart(reader: ProjectReader) -> Chart:
    """Return how many articles are done, and how many are not."""
    bars = (
        (tr(name), len(reader.listing.positions(status=status)), _STATUS_TONES.get(status, ""))
        for status, name in ARTICLE_STATUSES.items()
    )
    return _chart(tr("Articles"), bars)


def _chart(title: str, bars: Iterable[tuple[str, int, str]]) -> Chart:
    found = [bar for bar in bars if bar[1]]
    most = max((count for _, count, _ in found), default=1)
    return Chart(title, tuple(Bar(n, count, tone, count / most) for n, count, tone in found))
