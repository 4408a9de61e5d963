"""Lines of doccano: `entities` with relations, or the older `label` of triples.

https://doccano.github.io/doccano. Positions are UTF-16 units in what doccano itself has written, as
its page counts (its issue 2290), otherwise code points; the end is not included. Our own lines say
what they count.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.span import Utf16Map
from annotator.importers.draft import Refusal
from annotator.importers.labels.found import FoundArticle, FoundLabel, chained, merged, words_in
from annotator.importers.labels.json_values import lines_of

_CONTINUES: Final = "continues"
_ALSO: Final = "also"  # joins the labels of one mark


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
    label_relation: object = ""
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
    if line.label_relation == _ALSO:
        marks = _roots([*by_id], _pairs(line, by_id, _CONTINUES, _ALSO))
        by_id = {key: replace(each, mark=marks[key]) for key, each in by_id.items()}
    pairs = _pairs(line, by_id, _CONTINUES)
    others = [each for each in line.relations if each.type not in (_CONTINUES, _ALSO)]
    triples = [_label(name, start, end, units) for start, end, name in (*line.label, *line.labels)]
    return FoundArticle(
        place=place,
        text=line.text,
        headline=words_in(line.headline),
        publisher=words_in(line.publisher),
        published_at=words_in(line.published_at),
        url=words_in(line.url),
        labels=merged([*chained(by_id, pairs), *triples], are_ours=bool(line.article_code)),
        left_out={"relations": len(others)},
    )


def _pairs(line: _Line, by_id: Iterable[str], *types: str) -> list[tuple[str, str]]:
    """Return the keys of the entities that relations of these types join."""
    keys = {key.partition(" ")[2]: key for key in by_id}
    parts = [each for each in line.relations if each.type in types]
    return [(keys.get(str(p.from_id), ""), keys.get(str(p.to_id), "")) for p in parts]


def _roots(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return one key for all that are joined, directly or by others."""
    roots = {key: key for key in keys}
    for one, other in pairs:
        old, new = roots.get(other, ""), roots.get(one, "")
        if old and new:
            roots = {key: new if root == old else root for key, root in roots.items()}
    return roots


def _label(name: str, start: int, end: int, units: Utf16Map | None) -> FoundLabel:
    if units and 0 <= start < end:
        start, end = units.to_code_points(start), units.to_code_points(end)
    return FoundLabel(labels=(name,), places=((start, end),))
