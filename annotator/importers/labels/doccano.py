"""Lines of doccano: `entities` with relations, or the older `label` of triples.

https://doccano.github.io/doccano. Positions are UTF-16 units in what doccano itself has written, as
its page counts (its issue 2290), otherwise code points; the end is not included. Our own lines say
what they count.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from annotator.domain.span import Utf16Map
from annotator.importers.draft import Refusal
from annotator.importers.labels.found import FoundArticle, FoundLabel, chained, merged, words_in
from annotator.importers.labels.json_values import lines_of

_CONTINUES = "continues"


class _Entity(Struct):
    label: str
    start_offset: int
    end_offset: int
    id: int | str = 0


class _Relation(Struct):
    from_id: int | str
    to_id: int | str
    type: str = ""


class _Line(Struct):
    text: str
    entities: list[_Entity] = []
    relations: list[_Relation] = []
    label: list[tuple[int, int, str]] = []
    labels: list[tuple[int, int, str]] = []
    headline: object = ""
    publisher: object = ""
    published_at: object = ""
    url: object = ""
    article_code: object = ""
    offset_unit: object = ""
    Comments: list[object] | None = None

    @property
    def counts_utf16(self) -> bool:
        """Return whether positions are UTF-16 units; our earlier lines counted code points."""
        is_of_doccano = self.Comments is not None and not self.article_code
        return self.offset_unit == "UTF-16" or is_of_doccano


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each line with its labels; raises UnreadableFileError."""
    for found in lines_of(path, _Line):
        yield found if isinstance(found, Refusal) else _article(*found)


def _article(place: str, line: _Line) -> FoundArticle:
    units = Utf16Map(line.text) if line.counts_utf16 else None
    by_id = {
        f"{number} {each.id}": _label(each.label, each.start_offset, each.end_offset, units)
        for number, each in enumerate(line.entities)
    }
    keys = {key.partition(" ")[2]: key for key in by_id}
    parts = [each for each in line.relations if each.type == _CONTINUES]
    pairs = [(keys.get(str(p.from_id), ""), keys.get(str(p.to_id), "")) for p in parts]
    triples = [_label(name, start, end, units) for start, end, name in (*line.label, *line.labels)]
    return FoundArticle(
        place=place,
        text=line.text,
        headline=words_in(line.headline),
        publisher=words_in(line.publisher),
        published_at=words_in(line.published_at),
        url=words_in(line.url),
        labels=merged([*chained(by_id, pairs), *triples], are_ours=bool(line.article_code)),
        left_out={"relations": len(line.relations) - len(parts)},
    )


def _label(name: str, start: int, end: int, units: Utf16Map | None) -> FoundLabel:
    if units and 0 <= start < end:
        start, end = units.to_code_points(start), units.to_code_points(end)
    return FoundLabel(labels=(name,), places=((start, end),))
