"""The figures of a report, as small charts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.check import FactCheck
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.figures import Figure, FigureId
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.i18n import N_, capitalised, format_number, tr
from annotator.operations.mark_words import UNCHECKED, sentiment_tone, verdict_tone, verdict_word
from annotator.operations.statistics import figures

_SENTIMENTS: Final = {
    "negative": N_("Negative"),
    "neutral": N_("Neutral"),
    "positive": N_("Positive"),
}
_OF_PROJECT: Final = frozenset(
    {
        FigureId.PROGRESS,
        FigureId.VERDICTS_BY_PUBLISHER,
        FigureId.SENTIMENT_BY_TARGET,
        FigureId.GAPS,
    }
)


class Part(Struct, frozen=True):
    """A part of a bar; `share` is its length, from 0 to 1."""

    tone: str
    share: float


class Bar(Struct, frozen=True):
    """One bar of a chart, and its count in words."""

    name: str
    count: str
    parts: tuple[Part, ...]


class Chart(Struct, frozen=True):
    """A title, and a bar for each value that occurs."""

    title: str
    bars: tuple[Bar, ...]


def project_charts(reader: ProjectReader) -> Iterator[Chart]:
    """Yield the charts of a whole project."""
    for figure in figures(reader):
        if figure.id in _OF_PROJECT:
            yield _drawn(figure)


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


def _chart(title: str, bars: Iterable[tuple[str, int, str]]) -> Chart:
    found = [bar for bar in bars if bar[1]]
    most = max((count for _, count, _ in found), default=1)
    return Chart(
        title,
        tuple(
            Bar(n, format_number(count), (Part(tone, count / most),)) for n, count, tone in found
        ),
    )


def _drawn(figure: Figure) -> Chart:
    """Return a figure as a chart: a bar for each category, a part for each series."""
    most = max(map(sum, figure.values), default=1)
    bars = []
    for category, values in zip(figure.categories, figure.values, strict=True):
        found = [each for each in zip(figure.series, values, strict=True) if each[1]]
        words = [f"{series.name} {format_number(n)}".strip() for series, n in found]
        parts = tuple(Part(series.tone, n / most) for series, n in found)
        bars.append(Bar(capitalised(category.name), ", ".join(words) or format_number(0), parts))
    return Chart(figure.title, tuple(bars))
