"""A passage of an article: stretches of one text version."""

from msgspec import Struct

from annotator.domain.anchor import Anchor, anchored
from annotator.domain.quotation import likely_quote_type
from annotator.domain.span import Span


class Passage(Struct, frozen=True, kw_only=True):
    """Stretches of one text version: code points, half-open, at least one."""

    text_id: str
    text: str
    spans: tuple[Span, ...]

    def anchor(self, previous_id: str | None = None) -> Anchor:
        """Return an anchor on this passage."""
        return anchored(self.text_id, self.text, self.spans, previous_id)

    @property
    def words(self) -> str:
        """Return the words on one line."""
        return " ".join(" ".join(span.of(self.text).split()) for span in self.spans)

    @property
    def quote_type(self) -> str:
        """Return how it quotes, as its quotation marks say: direct, mixed or indirect."""
        return likely_quote_type(self.text, self.spans)
