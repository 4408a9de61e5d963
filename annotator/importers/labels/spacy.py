"""Lines of spaCy and Prodigy: `text` with `spans`.

https://prodi.gy/docs/api-interfaces. Positions are code points, the end not included.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from annotator.importers.draft import Refusal
from annotator.importers.labels.found import FoundArticle, FoundLabel, merged, score_of, words_in
from annotator.importers.labels.json_values import lines_of


class _Span(Struct):
    start: int
    end: int
    label: str
    text: str = ""
    score: object = None
    mark: object = ""


class _Line(Struct):
    text: str
    spans: list[_Span] = []
    meta: object = None
    answer: str = ""


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each line with its labels; raises UnreadableFileError.

    Of a line that was rejected or ignored in Prodigy, no labels are read.
    """
    for found in lines_of(path, _Line):
        yield found if isinstance(found, Refusal) else _article(*found)


def _article(place: str, line: _Line) -> FoundArticle:
    meta = line.meta if isinstance(line.meta, dict) else {}
    spans = line.spans if line.answer in ("", "accept") else []
    labels = [
        FoundLabel(
            labels=(each.label,),
            places=((each.start, each.end),),
            words=each.text,
            score=score_of(each.score),
            mark=words_in(each.mark),
        )
        for each in spans
    ]
    return FoundArticle(
        place=place,
        text=line.text,
        headline=words_in(meta.get("headline")),
        publisher=words_in(meta.get("publisher")),
        published_at=words_in(meta.get("published_at")),
        url=words_in(meta.get("url")),
        labels=merged(labels, are_ours="article_code" in meta),
        left_out={"rejected": len(line.spans) - len(spans)},
    )
