"""Texts with standoff annotation for brat: `A1.txt` and `A1.ann` for each article.

https://brat.nlplab.org/standoff.html. Positions are code points, the end not included; a stretch
that crosses a line end is divided there, because brat allows none within it.
"""

import re
from collections.abc import Iterator
from typing import Final

from annotator.domain.anchor import Anchor
from annotator.domain.codebook import Layer
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import MentionFacts, SentimentFacts
from annotator.exporters.marks import LabelledText, labelled_texts
from annotator.exporters.records import Records

_CONFIG: Final = "annotation.conf"
_UNNAMED: Final = re.compile("[^A-Za-z0-9_-]")
_LINE: Final = re.compile(r"[^\n]+")


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield the text and the annotation of each article, then the configuration."""
    labels: set[str] = set()
    attributes: dict[str, set[str]] = {}
    for number, labelled in enumerate(labelled_texts(records, str(chosen["labels"])), 1):
        name = _UNNAMED.sub("", labelled.facts.article.code) or f"article-{number}"
        lines = list(_lines(labelled, labels, attributes))
        yield Piece(f"{name}.txt", labelled.text.encode(), is_whole_file=True)
        content = "".join(f"{line}\n" for line in lines).encode()
        yield Piece(f"{name}.ann", content, len(lines), is_whole_file=True)
    yield Piece(_CONFIG, _configuration(labels, attributes).encode())


def brat_name(code: str) -> str:
    """Return a code as brat can name a type: ASCII letters, digits, `-` and `_`."""
    return _UNNAMED.sub("_", code)


def _lines(
    labelled: LabelledText, labels: set[str], attributes: dict[str, set[str]]
) -> Iterator[str]:
    number = attribute = note = 0
    for mark in labelled.marks:
        for label in map(brat_name, mark.labels):
            number += 1
            labels.add(label)
            yield f"T{number}\t{label} {_places(labelled.text, mark.anchor)}"
            for name, value in _attributes(mark.facts):
                attribute += 1
                attributes.setdefault(name, set()).add(value)
                yield f"A{attribute}\t{name} T{number} {value}"
            for words in _notes(mark.facts):
                note += 1
                yield f"#{note}\tAnnotatorNotes T{number}\t{' '.join(words.split())}"


def _places(text: str, anchor: Anchor) -> str:
    found = [
        (line.start(), line.end())
        for each in anchor.fragments
        for line in _LINE.finditer(text, each.start, each.end)
    ]
    words = " ".join(text[start:end] for start, end in found)
    return ";".join(f"{start} {end}" for start, end in found) + f"\t{words}"


def _attributes(facts: MentionFacts | SentimentFacts) -> Iterator[tuple[str, str]]:
    """Yield the names and values of a mark's attributes; brat knows one value for each name."""
    if isinstance(facts, SentimentFacts):
        yield "Polarity", str(facts.sentiment.polarity)
        return
    named = {
        "Priority": facts.claim.codes(Layer.CHECKWORTHINESS),
        "AssertionKind": facts.claim.claim.assertion_kind,
        "QuoteType": facts.mention.quote_type,
        "Verdict": facts.claim.latest.verdict_code,
    }
    yield from ((name, brat_name(value)) for name, value in named.items() if value)


def _notes(facts: MentionFacts | SentimentFacts) -> Iterator[str]:
    if isinstance(facts, SentimentFacts):
        target = facts.target.name or facts.sentiment.target_text
        found = [f"towards {target}" if target else "", facts.sentiment.note]
    else:
        found = [f"{facts.claim.claim.code} {facts.claim.claim.text}"]
        found += [f"said by {said.source_name}" for said in facts.chain if said.source_name]
        if types := facts.claim.codes(Layer.CLAIM_TYPE):
            found.append(f"types: {types}")
    yield from (words for words in found if words.strip())


def _configuration(labels: set[str], attributes: dict[str, set[str]]) -> str:
    valued = [
        f"{name}\tArg:<ENTITY>, Value:{'|'.join(sorted(values))}"
        for name, values in sorted(attributes.items())
    ]
    parts = {"entities": sorted(labels), "relations": [], "events": [], "attributes": valued}
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in parts.items())
