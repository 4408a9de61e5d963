"""A line of JSON for each article, with its labelled stretches, for doccano and for spaCy.

The ends of positions are not included. doccano: the format of its sequence labelling with relations
(`entities`, `relations`); https://doccano.github.io/doccano. Its page counts UTF-16 units (its
issue 2290), so positions do, and each line says so. spaCy and Prodigy: `text`, `spans` and `meta`,
in code points; https://prodi.gy/docs/api-interfaces. `mark` is the same in all spans of one mark.
"""

from collections.abc import Callable, Iterator
from itertools import count, pairwise
from typing import Any

import msgspec

from annotator.domain.article import Article
from annotator.domain.span import Utf16Map
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.marks import LabelledText, labelled_texts
from annotator.exporters.records import Records

_Line = dict[str, Any]


def doccano(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield a line for each article, as doccano reads it."""
    return _lines(_doccano, records, chosen)


def spacy(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield a line for each article, as spaCy and Prodigy read it."""
    return _lines(_prodigy, records, chosen)


def _lines(
    line: Callable[[LabelledText, Iterator[int]], _Line], records: Records, chosen: OptionValues
) -> Iterator[Piece]:
    numbers = count(1)
    for labelled in labelled_texts(records, str(chosen["labels"])):
        written = msgspec.json.encode(line(labelled, numbers))
        yield Piece("", written + b"\n", len(labelled.marks))


def _doccano(labelled: LabelledText, numbers: Iterator[int]) -> _Line:
    entities, relations = [], []
    units = Utf16Map(labelled.text)
    mark_ids: dict[tuple[str, str], list[int]] = {}
    for mark, fragment, label in labelled.stretches:
        number = next(numbers)
        start, end = units.to_utf16(fragment.start), units.to_utf16(fragment.end)
        place = {"start_offset": start, "end_offset": end}
        entities.append({"id": number, "label": label, **place})
        mark_ids.setdefault((mark.id, label), []).append(number)
    joined = [("continues", ids) for ids in mark_ids.values()]
    joined += [("also", [mark_ids[m.id, label][0] for label in m.labels]) for m in labelled.marks]
    for kind, ids in joined:
        for one, other in pairwise(ids):
            joins = {"from_id": one, "to_id": other, "type": kind}
            relations.append({"id": next(numbers), **joins})
    comments = [labelled.facts.article.notes] if labelled.facts.article.notes else []
    return {
        "id": next(numbers),
        "text": labelled.text,
        "entities": entities,
        "relations": relations,
        "Comments": comments,
        "offset_unit": "UTF-16",
        "label_relation": "also",
        **_source(labelled.facts.article),
    }


def _prodigy(labelled: LabelledText, _: Iterator[int]) -> _Line:
    spans = [
        {"start": fragment.start, "end": fragment.end, "label": label, "mark": mark.id}
        for mark, fragment, label in labelled.stretches
    ]
    return {"text": labelled.text, "spans": spans, "meta": _source(labelled.facts.article)}


def _source(article: Article) -> dict[str, str]:
    return {
        "article_code": article.code,
        "headline": article.headline,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "url": article.source_url,
        "status": article.status,
    }
