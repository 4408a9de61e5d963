"""Word-by-word differences between two wordings of a remark."""

from typing import Final

from msgspec import Struct

from annotator.domain.span import Span
from annotator.language.sentences.words import TOKEN

_ALIKE: Final = str.maketrans("’‘", "''")


class Difference(Struct, frozen=True):
    """Where a wording differs from the reference, and which of its words are missing."""

    spans: tuple[Span, ...] = ()
    lacking: tuple[str, ...] = ()


def difference(reference: str, wording: str) -> Difference:
    """Return how a wording differs from a reference.

    Case and signs such as quotation marks and commas are ignored; adjacent words are one range.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - not before wordings are compared

    old, new = _words(reference), _words(wording)
    steps = Indel.opcodes(_known(reference, old), _known(wording, new))
    spans: list[Span] = []
    lacking: list[str] = []
    for step in steps:
        if step.tag == "insert":
            spans.append(Span(new[step.dest_start].start, new[step.dest_end - 1].end))
        elif step.tag == "delete":
            span = Span(old[step.src_start].start, old[step.src_end - 1].end)
            lacking.append(" ".join(span.of(reference).split()))
    return Difference(tuple(spans), tuple(lacking))


def _words(text: str) -> list[Span]:
    found = (Span(*word.span()) for word in TOKEN.finditer(text))
    return [span for span in found if text[span.start].isalnum()]


def _known(text: str, words: list[Span]) -> list[str]:
    return [span.of(text).casefold().translate(_ALIKE) for span in words]
