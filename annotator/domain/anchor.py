"""Anchors: places in a text, verified by their exact words."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.quotation import likely_quote_type
from annotator.domain.span import Span
from annotator.domain.stamp import new_id

CONTEXT = 32
"""How many code points of context are stored on each side."""


class Fragment(Struct, frozen=True, kw_only=True):
    """One continuous part of an anchor: code points, half-open, with its text and context.

    W3C Web Annotation Data Model, 4.2.4 (TextQuoteSelector) and 4.2.5 (TextPositionSelector).
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def span(self) -> Span:
        """Return where it lies."""
        return Span(self.start, self.end)


class AnchorState(StrEnum):
    """How an anchor was derived from the previous one."""

    EXACT = "exact"  # the same words, where the edits say
    MOVED = "moved"  # the same words in the same surroundings, elsewhere
    FUZZY = "fuzzy"  # other words, or uncertain: a person has to review it
    ORPHAN = "orphan"  # its text is gone: it stays on the previous version


class Anchor(Struct, frozen=True, kw_only=True):
    """A place in one text version, of one or more fragments in text order.

    Immutable: a mark that moves gets a new anchor, which refers to the previous one.
    """

    text_id: str
    state: str = AnchorState.EXACT
    previous_id: str | None = None
    fragments: tuple[Fragment, ...]
    id: str = field(default_factory=new_id)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the fragments lie, in text order."""
        return tuple([Span(each.start, each.end) for each in self.fragments])

    @property
    def start(self) -> int:
        """Return the first code point."""
        return self.fragments[0].start

    @property
    def exact(self) -> str:
        """Return the words, the gaps between fragments shown by an ellipsis."""
        return " … ".join(fragment.exact for fragment in self.fragments)


def anchored(
    text_id: str, text: str, spans: Sequence[Span], previous_id: str | None = None
) -> Anchor:
    """Return an anchor on the stretches of a text, sorted, those that touch joined.

    Raises ValueError when there is none, or one lies beyond the end of the text.
    """
    joined = _joined(spans)
    if not joined or joined[-1].end > len(text):
        raise ValueError("an anchor needs at least one stretch inside the text")
    fragments = tuple(_fragment(text, span) for span in joined)
    return Anchor(text_id=text_id, fragments=fragments, previous_id=previous_id)


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _fragment(text: str, span: Span) -> Fragment:
    return Fragment(
        start=span.start,
        end=span.end,
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


class Passage(Struct, frozen=True, kw_only=True):
    """One or more ranges of a text version: code points, half-open."""

    text_id: str
    text: str
    spans: tuple[Span, ...]

    def anchor(self, previous_id: str | None = None) -> Anchor:
        """Return an anchor on this passage."""
        return anchored(self.text_id, self.text, self.spans, previous_id)

    @property
    def excerpt(self) -> str:
        """Return the words on one line."""
        return " ".join(" ".join(span.of(self.text).split()) for span in self.spans)

    @property
    def quote_type(self) -> str:
        """Return how it quotes, as its quotation marks say: direct, mixed or indirect."""
        return likely_quote_type(self.text, self.spans)
