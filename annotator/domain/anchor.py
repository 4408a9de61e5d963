"""Anchors: positions in a text, stored with the quoted text so that they can be verified."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.quotation import likely_quote_type
from annotator.domain.span import Span
from annotator.domain.stamp import new_id

CONTEXT = 32
"""How many code points of context are kept on each side."""


class Fragment(Struct, frozen=True, gc=False, kw_only=True):
    """One contiguous range of an anchor: code points, half-open, with its text and context.

    W3C Web Annotation Data Model, 4.2.4 (TextQuoteSelector) and 4.2.5 (TextPositionSelector).
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def span(self) -> Span:
        """Return its range."""
        return Span(self.start, self.end)


class AnchorState(StrEnum):
    """How an anchor was derived from the previous one."""

    EXACT = "exact"  # the same text, at the position that the edits give
    MOVED = "moved"  # the same text in the same context, elsewhere
    FUZZY = "fuzzy"  # different text, or no proof: a person must review it
    ORPHAN = "orphan"  # the text is gone: it stays on the previous version


class Anchor(Struct, frozen=True, gc=False, kw_only=True):
    """A position in one text version: one or more fragments in text order.

    Immutable: when a position moves, a new anchor refers to the previous one.
    """

    text_id: str
    state: str = AnchorState.EXACT
    previous_id: str | None = None
    fragments: tuple[Fragment, ...]
    id: str = field(default_factory=new_id)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the ranges of the fragments, in text order."""
        return tuple([Span(each.start, each.end) for each in self.fragments])

    @property
    def start(self) -> int:
        """Return the position of the first code point."""
        return self.fragments[0].start

    @property
    def exact(self) -> str:
        """Return the quoted text, with an ellipsis between fragments."""
        return " … ".join(fragment.exact for fragment in self.fragments)


def anchored(
    text_id: str, text: str, spans: Sequence[Span], previous_id: str | None = None
) -> Anchor:
    """Return an anchor on these spans of a text, sorted, with adjacent ones merged.

    Raises ValueError when there are no spans, or one lies beyond the end of the text.
    """
    joined = _merged(spans)
    if not joined or joined[-1].end > len(text):
        raise ValueError("an anchor needs at least one stretch inside the text")
    fragments = tuple(_fragment(text, span) for span in joined)
    return Anchor(text_id=text_id, fragments=fragments, previous_id=previous_id)


def _merged(spans: Sequence[Span]) -> list[Span]:
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
    """A selection in one text version: one or more spans."""

    text_id: str
    text: str
    spans: tuple[Span, ...]

    def anchor(self, previous_id: str | None = None) -> Anchor:
        """Return an anchor on this passage."""
        return anchored(self.text_id, self.text, self.spans, previous_id)

    @property
    def excerpt(self) -> str:
        """Return the selected text on one line."""
        return " ".join(" ".join(span.of(self.text).split()) for span in self.spans)

    @property
    def quote_type(self) -> str:
        """Return the quote type that its quotation marks suggest: direct, mixed or indirect."""
        return likely_quote_type(self.text, self.spans)
