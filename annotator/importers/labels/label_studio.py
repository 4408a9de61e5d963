"""Tasks of Label Studio: the annotations of the first annotator, and all predictions.

https://labelstud.io/guide/export. Positions are code points, in some older versions UTF-16 units.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from annotator.i18n import format_number, tr
from annotator.importers.draft import Refusal
from annotator.importers.labels.found import (
    FoundArticle,
    FoundLabel,
    chained,
    claim_wording,
    merged,
    score_of,
)
from annotator.importers.labels.json_values import converted, document_of

_CONTINUES = "continues"
_FILE = "tasks.json"


class _Value(Struct):
    start: int = -1
    end: int = -1
    text: str | list[str] = ""
    labels: list[str] = []
    hypertextlabels: list[str] = []
    choices: list[str] = []


class _Result(Struct):
    type: str = ""
    id: str = ""
    value: _Value = field(default_factory=_Value)
    from_id: str = ""
    to_id: str = ""
    labels: list[str] = []
    score: object = None


class _Annotation(Struct):
    result: list[_Result] = []
    was_cancelled: bool = False


class _Prediction(Struct):
    result: list[_Result] = []
    score: object = None
    model_version: str | None = None


class _Task(Struct):
    data: dict[str, Any]
    annotations: list[_Annotation] = []
    completions: list[_Annotation] = []
    predictions: list[_Prediction] = []


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield the text of each task with its labels; raises UnreadableFileError."""
    path = path / _FILE if path.is_dir() else path
    found = document_of(path, object)
    for number, each in enumerate(found if isinstance(found, list) else [found], 1):
        place = tr("task {number}", number=format_number(number))
        task = converted(path, place, each, _Task)
        yield task if isinstance(task, Refusal) else _article(place, task)


def _article(place: str, task: _Task) -> FoundArticle:
    made = [each for each in (*task.annotations, *task.completions) if not each.was_cancelled]
    results = made[0].result if made else []
    words = {key: value for key, value in task.data.items() if isinstance(value, str)}
    text = words.get("text") or max(words.values(), key=len, default="")
    joins = [each for each in results if each.type == "relation"]
    parts = [each for each in joins if _CONTINUES in each.labels]
    labels = chained(_labels(results), ((each.from_id, each.to_id) for each in parts))
    predicted = (label for each in task.predictions for label in _suggestions(each))
    return FoundArticle(
        place=place,
        text=text,
        headline=words.get("headline") or words.get("title", ""),
        publisher=words.get("publisher", ""),
        published_at=words.get("published_at", ""),
        url=words.get("url", ""),
        labels=merged([*labels, *predicted]),
        left_out={
            "relations": len(joins) - len(parts),
            "choices": sum(bool(each.value.choices) for each in results),
            "annotations": max(0, len(made) - 1),
        },
    )


def _suggestions(prediction: _Prediction) -> list[FoundLabel]:
    """Return what a model proposes, with its score where a region has none of its own."""
    score, source = score_of(prediction.score), prediction.model_version or ""
    return [
        replace(
            each,
            score=score if each.score is None else each.score,
            source=source,
            is_suggestion=True,
        )
        for each in _labels(prediction.result).values()
    ]


def _labels(results: list[_Result]) -> dict[str, FoundLabel]:
    found: dict[str, FoundLabel] = {}
    for number, each in enumerate(results):
        value = each.value
        names = (*value.labels, *value.hypertextlabels)
        if names and value.start >= 0:
            words = value.text if isinstance(value.text, str) else ""
            place = ((value.start, value.end),)
            score = score_of(each.score)
            found[each.id or str(number)] = FoundLabel(
                labels=names, places=place, words=words, score=score
            )
    for each in results:
        if each.type == "textarea" and each.id in found:
            said = " ".join(values if isinstance(values := each.value.text, list) else [values])
            found[each.id] = _described(found[each.id], said)
    return found


def _described(label: FoundLabel, said: str) -> FoundLabel:
    wording = claim_wording(said)
    return replace(label, wording=wording) if wording else replace(label, note=said)
