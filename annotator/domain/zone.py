"""Zones: lines of a text that are not the article proper, or may not be."""

from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from annotator.domain.span import Span
from annotator.domain.stamp import new_id
from annotator.i18n import N_


class ZoneKind(StrEnum):
    """The role of some lines on the page they come from."""

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


ZONE_NAMES: Final = {
    ZoneKind.HEADLINE: N_("headline"),
    ZoneKind.BYLINE: N_("byline"),
    ZoneKind.DATELINE: N_("dateline"),
    ZoneKind.CAPTION: N_("caption"),
    ZoneKind.BOILERPLATE: N_("boilerplate"),
    ZoneKind.TAGS: N_("tags"),
    ZoneKind.RELATED: N_("related stories"),
    ZoneKind.COMMENTS: N_("comments"),
    ZoneKind.CONTENTS: N_("table of contents"),
    ZoneKind.DUPLICATE: N_("repeated passage"),
    ZoneKind.BODY: N_("article text"),
}
"""What people call each kind, to be translated, in the order in which they choose."""


class ZoneState(StrEnum):
    """A person's decision about a zone; one that a person creates is taken from the start."""

    PROPOSED = "proposed"
    TAKEN = "taken"
    REFUSED = "refused"


class Zone(Struct, frozen=True, gc=False, kw_only=True):
    """Whole lines of one text version and their role; the text itself never changes.

    `start` and `end` are code points, half-open. An excluded zone is small and grey, and omitted
    from word counts and suggestions. `rule` names the rule that proposed it; empty for a person.
    Raises ValueError when it is not a valid span.
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
        """Refuse an invalid span."""
        Span(self.start, self.end)

    @property
    def span(self) -> Span:
        """Return the span of the zone."""
        return Span(self.start, self.end)
