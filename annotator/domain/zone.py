"""Lines of a text that are not part of the article proper, or might not be."""

from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.span import Span
from annotator.domain.stamp import new_id


class ZoneKind(StrEnum):
    """What lines of text are on the page they come from."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"
    TAGS = "tags"
    RELATED = "related"
    COMMENTS = "comments"
    CONTENTS = "contents"
    DUPLICATE = "duplicate"

    @property
    def is_boilerplate(self) -> bool:
        """Return whether such lines are excluded from counts and suggestions by default."""
        return self not in {ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.CAPTION}


class ZoneState(StrEnum):
    """A person's decision on a zone; one that a person makes is accepted from the start."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    REFUSED = "refused"


class Zone(Struct, frozen=True, kw_only=True):
    """Whole lines of one text version and what they are; the text itself never changes.

    `start` and `end` are code points, half-open. An excluded zone is small and grey, and excluded
    from word counts and suggestions. `rule` names what proposed it, empty for a person. Raises
    ValueError when it is not a stretch of text.
    """

    text_id: str
    start: int
    end: int
    kind: str
    is_excluded: bool = True
    rule: str = ""
    state: str = ZoneState.PROPOSED
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        """Refuse what is no stretch of text."""
        Span(self.start, self.end)

    @property
    def span(self) -> Span:
        """Return the zone's stretch of text."""
        return Span(self.start, self.end)
