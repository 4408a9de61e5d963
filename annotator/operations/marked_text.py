"""A text with its marks, cut into runs of one kind: for paper and for reports."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.carrying import UNSETTLED
from annotator.domain.codebook import Codebook
from annotator.domain.direction import without_bidi_controls
from annotator.domain.span import Span
from annotator.exporters.facts import ArticleFacts, MentionFacts
from annotator.operations.mark_words import polarity_sign, sentiment_tone, verdict_tone

_NEAR: Final = 240  # characters that are shown on each side of a passage
_CUT: Final = "…"


class PrintedMark(Struct, frozen=True):
    """A mark as it is printed: its letters, and the tone of its ground and its underline."""

    spans: tuple[Span, ...]
    sign: str
    tone: str


class Run(Struct, frozen=True):
    """Some text of one kind: on the ground of a tone, after the letters of marks that begin.

    A run with a `share`, from 0 to 1, is a bar of this part of the full length.
    """

    text: str
    tone: str = ""
    signs: tuple[str, ...] = ()
    is_strong: bool = False
    share: float | None = None


def marks_of(facts: ArticleFacts, codebook: Codebook) -> list[PrintedMark]:
    """Return the marks in an article's newest text."""
    here = facts.newest.id
    found = [mark_of(each, codebook) for each in facts.mentions if each.anchor.text_id == here]
    for each in facts.sentiments:
        if each.anchor and each.anchor.text_id == here:
            sign = f"{polarity_sign(each.sentiment.polarity)}{doubt(each.anchor)}"
            tone = sentiment_tone(each.sentiment)
            found.append(PrintedMark(each.anchor.spans, sign, tone))
    return found


def mark_of(mention: MentionFacts, codebook: Codebook) -> PrintedMark:
    """Return the mark of a mention: the code of its claim in the tone of the verdict."""
    claim = mention.claim
    tone = verdict_tone(claim.latest.check, codebook)
    return PrintedMark(mention.anchor.spans, f"{claim.claim.code}{doubt(mention.anchor)}", tone)


def doubt(anchor: Anchor) -> str:
    """Return what follows the letters of a mark whose place a person must review."""
    return " ?" if anchor.state in UNSETTLED else ""


def lines_of(text: str) -> Iterator[Span]:
    """Yield the lines that are not blank."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def runs_of(text: str, line: Span, marks: Sequence[PrintedMark]) -> tuple[Run, ...]:
    """Return a line, cut wherever a mark begins or ends."""
    marked = [(m, s) for m in marks for s in m.spans if s.overlaps(line)]
    ends = (end for _, s in marked for end in (s.start, s.end))
    cuts = {line.start, line.end, *(end for end in ends if line.start < end < line.end)}
    runs = []
    for start, end in pairwise(sorted(cuts)):
        here = [mark for mark, s in marked if s.start <= start and end <= s.end]
        signs = tuple(mark.sign for mark, s in marked if s.start == start)
        tone = here[-1].tone if here else ""
        runs.append(Run(without_bidi_controls(text[start:end]), tone, signs))
    return tuple(runs)


def passage(text: str, mark: PrintedMark) -> tuple[Run, ...]:
    """Return the lines of a mark, cut to its surroundings; what lies between is an ellipsis."""
    runs: list[Run] = []
    for window in _joined(_around(text, span) for span in mark.spans):
        is_cut = bool(runs) or not _begins_line(text, window.start)
        runs += [Run(f"{_CUT} " if not runs else f" {_CUT} ")] if is_cut else []
        runs += runs_of(text, window, [mark])
    is_cut = window.end < len(text) and text[window.end] != "\n"
    return (*runs, Run(f" {_CUT}")) if is_cut else tuple(runs)


def _begins_line(text: str, start: int) -> bool:
    return not start or text[start - 1] == "\n"


def _around(text: str, span: Span) -> Span:
    """Return the surroundings of a span on its lines, cut between words."""
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if span.start - line > _NEAR:
        space = text.find(" ", span.start - _NEAR, span.start)
        line = space + 1 if space >= 0 else span.start - _NEAR
    if end - span.end > _NEAR:
        space = text.rfind(" ", span.end, span.end + _NEAR)
        end = space if space >= 0 else span.end + _NEAR
    return Span(line, end)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans, with those that overlap as one."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
