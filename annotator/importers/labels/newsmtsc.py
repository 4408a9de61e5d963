"""Lines of NewsMTSC: a sentence with the sentiment towards each of its targets.

https://github.com/fhamborg/NewsMTSC. Positions are code points; the polarity is 2 for negative, 4
for neutral and 6 for positive.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from annotator.importers.draft import Refusal
from annotator.importers.labels.found import FoundArticle, FoundLabel
from annotator.importers.labels.json_values import lines_of

_NEUTRAL = 4


class _Target(Struct):
    start: int = field(name="from")
    end: int = field(name="to")
    mention: str
    polarity: float


class _Line(Struct):
    sentence_normalized: str
    targets: list[_Target]


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield each sentence with its sentiments; raises UnreadableFileError."""
    for found in lines_of(path, _Line):
        yield found if isinstance(found, Refusal) else _article(*found)


def _article(place: str, line: _Line) -> FoundArticle:
    return FoundArticle(
        place=place,
        text=line.sentence_normalized,
        labels=tuple(_sentiment(each) for each in line.targets),
    )


def _sentiment(target: _Target) -> FoundLabel:
    polarity = max(-3, min(3, round(target.polarity) - _NEUTRAL))
    return FoundLabel(
        places=((target.start, target.end),),
        words=target.mention,
        polarity=polarity,
        target=target.mention,
    )
