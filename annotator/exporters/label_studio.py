"""Tasks with annotations for Label Studio, and the labelling configuration that fits them.

https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks. Positions are code
points, the end not included, which Label Studio stores since its pull request 1559.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final
from xml.sax.saxutils import quoteattr

import msgspec

from annotator.domain.anchor import Fragment
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import MentionFacts
from annotator.exporters.marks import CLAIM, LabelledText, Mark, labelled_texts
from annotator.exporters.records import Records

_TASKS: Final = "tasks.json"
_CONFIG: Final = "labels.xml"
_README: Final = "README.txt"
_GUIDE: Final = """\
How to open this in Label Studio
================================
1. Create a project. Under “Labeling Setup”, choose “Custom template” and paste labels.xml.
2. Under “Import”, choose tasks.json.

Each task is an article; each region is a passage. The parts of a passage with gaps are joined by
the relation “continues”. “wording” is the claim as the fact-checkers wrote it. Positions count
Unicode code points from 0; the end is not included.
"""

_Json = dict[str, Any]


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the tasks, one piece for each article, then the configuration and the guide."""
    used: set[str] = set()
    opening = b"[\n"
    for labelled in labelled_texts(records, str(chosen["labels"])):
        used.update(label for mark in labelled.marks for label in mark.labels)
        task = msgspec.json.encode(_task(labelled))
        yield Piece(_TASKS, opening + task, len(labelled.marks))
        opening = b",\n"
    yield Piece(_TASKS, b"\n]\n" if opening == b",\n" else b"[]\n")
    yield Piece(_CONFIG, _configuration(sorted(used)).encode())
    yield Piece(_README, _GUIDE.encode())


def _task(labelled: LabelledText) -> _Json:
    article = labelled.facts.article
    data = {
        "text": labelled.text,
        "code": article.code,
        "headline": article.headline,
        "publisher": article.publisher,
        "published_at": article.published_at,
        "url": article.source_url,
    }
    result = [part for mark in labelled.marks for part in _regions(mark)]
    return {"data": data, "annotations": [{"result": result}]}


def _regions(mark: Mark) -> Iterator[_Json]:
    mark_id = (
        mark.facts.mention.id if isinstance(mark.facts, MentionFacts) else mark.facts.sentiment.id
    )
    names = [f"{mark_id}-{number}" for number, _ in enumerate(mark.anchor.fragments, 1)]
    for name, fragment in zip(names, mark.anchor.fragments, strict=True):
        place = {"start": fragment.start, "end": fragment.end, "text": fragment.exact}
        yield _part(name, "label", "labels", {**place, "labels": list(mark.labels)})
    if wording := _wording(mark):
        place = _place(mark.anchor.fragments[0])
        yield _part(names[0], "wording", "textarea", {**place, "text": [wording]})
    for one, other in pairwise(names):
        yield {
            "from_id": one,
            "to_id": other,
            "type": "relation",
            "direction": "right",
            "labels": ["continues"],
        }


def _wording(mark: Mark) -> str:
    if isinstance(mark.facts, MentionFacts):
        return f"{mark.facts.claim.claim.code} {mark.facts.claim.claim.text}".strip()
    return mark.facts.sentiment.note


def _place(fragment: Fragment) -> _Json:
    return {"start": fragment.start, "end": fragment.end}


def _part(name: str, control: str, kind: str, value: _Json) -> _Json:
    return {"id": name, "from_name": control, "to_name": "text", "type": kind, "value": value}


def _configuration(labels: list[str]) -> str:
    named = labels or [CLAIM]  # Label Studio refuses a list of none
    choices = "\n".join(f"    <Label value={quoteattr(label)}/>" for label in named)
    return (
        "<View>\n"
        f'  <Labels name="label" toName="text">\n{choices}\n  </Labels>\n'
        '  <Relations>\n    <Relation value="continues"/>\n  </Relations>\n'
        '  <Header value="$headline"/>\n'
        '  <Text name="text" value="$text" granularity="symbol"/>\n'
        '  <TextArea name="wording" toName="text" perRegion="true" editable="true"/>\n'
        "</View>\n"
    )
