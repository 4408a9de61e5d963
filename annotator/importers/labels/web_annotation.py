"""W3C Web Annotation: passages by their quoted words, their positions, or both.

https://www.w3.org/TR/annotation-model/. Positions are code points, the end not included. The texts
are not in the file: an article is recognised by the address or the id that a target names.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from annotator.domain.claim import QuoteType
from annotator.importers.draft import Refusal
from annotator.importers.labels.found import (
    FoundArticle,
    FoundLabel,
    Place,
    note_of,
    values_of,
    words_in,
)
from annotator.importers.labels.json_values import document_of

_URN: Final = "urn:uuid:"
_NOTES: Final = ("commenting", "describing", "replying", "questioning", "")
_LABELS: Final = ("tagging", "classifying")
_POLARITIES: Final = {str(number): number for number in range(-3, 4)}
_Json = dict[str, Any]


def read(path: Path) -> Iterator[FoundArticle | Refusal]:
    """Yield for each article the labels of its passages; raises UnreadableFileError."""
    found = list(_annotations(document_of(path, object), 0))
    wordings = dict(filter(None, map(_wording, found)))
    by_source: dict[str, list[FoundLabel]] = defaultdict(list)
    for each in found:
        targets = [t for t in values_of(each.get("target")) if isinstance(t, dict)]
        passages = [(_source(t), _passage(t)) for t in targets]
        marked = [(source, passage) for source, passage in passages if passage]
        if marked:
            label = _label(each, [passage for _, passage in marked], wordings)
            by_source[marked[0][0]].append(label)
    for source, labels in by_source.items():
        yield FoundArticle(
            place=source, url=source, id=source.removeprefix(_URN), labels=tuple(labels)
        )


def _annotations(found: object, depth: int) -> Iterator[_Json]:
    if isinstance(found, list):
        for each in found:
            yield from _annotations(each, depth + 1)
    elif isinstance(found, dict) and depth < 5:
        if "target" in found:
            yield found
        for key in ("first", "items", "@graph", "rows"):
            if key in found:
                yield from _annotations(found[key], depth + 1)


def _source(target: _Json) -> str:
    found = target.get("source")
    return words_in(found.get("id")) if isinstance(found, dict) else words_in(found)


def _passage(target: _Json) -> FoundLabel | None:
    quote, position = None, None
    for each in values_of(target.get("selector")):
        while isinstance(each, dict):
            kind = each.get("type")
            quote = each if kind == "TextQuoteSelector" else quote
            position = each if kind == "TextPositionSelector" else position
            each = each.get("refinedBy")  # noqa: PLW2901 - the inner one counts
    places = _positions(position or {})
    words = words_in((quote or {}).get("exact"))
    if not places and not words:
        return None
    return FoundLabel(
        places=places,
        words=words,
        prefix=words_in((quote or {}).get("prefix")),
        suffix=words_in((quote or {}).get("suffix")),
    )


def _positions(selector: _Json) -> tuple[Place, ...]:
    start, end = selector.get("start"), selector.get("end")
    return ((start, end),) if isinstance(start, int) and isinstance(end, int) else ()


def _label(found: _Json, passages: list[FoundLabel], wordings: dict[str, str]) -> FoundLabel:
    bodies = [b if isinstance(b, dict) else {"value": b} for b in values_of(found.get("body"))]
    said = [(_purpose(found, each), words_in(each.get("value"))) for each in bodies]
    claim = next((words_in(each.get("source")) for each in bodies if each.get("source")), "")
    hidden = frozenset(QuoteType) if claim.startswith(_URN) else frozenset()  # tags of our own
    tags = [words for purpose, words in said if words and purpose in _LABELS]
    labels = tuple(words for words in tags if words not in hidden)
    notes = [words for purpose, words in said if purpose in _NOTES]
    first = passages[0]
    polarity = _POLARITIES.get(labels[0]) if len(labels) == 1 else None
    return FoundLabel(
        labels=labels if polarity is None else (),
        places=tuple(place for each in passages for place in each.places),
        words=" ".join(each.words for each in passages),
        prefix=first.prefix,
        suffix=passages[-1].suffix,
        wording=wordings.get(claim, ""),
        note=note_of(notes) if polarity is None else "",
        polarity=polarity,
        target=next(iter(notes), "") if polarity is not None else "",
    )


def _purpose(found: _Json, body: _Json) -> str:
    """Return what a body is for; by default what its annotation is for, tagging for a tag."""
    motivation = next(map(words_in, values_of(found.get("motivation"))), "")
    return words_in(body.get("purpose")) or motivation


def _wording(found: _Json) -> tuple[str, str] | None:
    """Return the id and the wording of a claim that this program described."""
    target = words_in(found.get("target"))
    try:
        UUID(target.removeprefix(_URN))
    except ValueError:
        return None
    if found.get("motivation") != "describing":
        return None
    bodies = [each for each in values_of(found.get("body")) if isinstance(each, dict)]
    said = (words_in(each.get("value")) for each in bodies if each.get("purpose") == "describing")
    return target, next(said, "")
