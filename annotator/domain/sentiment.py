"""Sentiment: whose attitude towards what, and how strong."""

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now


class Sentiment(Struct, frozen=True, kw_only=True):
    """An attitude found in an article or a passage of it.

    `scope` is document (no anchor), paragraph, sentence or span. `polarity` runs from −3 to
    +3 and is about the target alone, not the event reported. `holder` is author, speaker or
    reader; a speaker is named by `holder_id`. `certainty` is sure or unsure.
    """

    article_id: str
    scope: str = "span"
    anchor_id: str | None = None
    target_id: str | None = None
    target_text: str = ""
    holder: str = "author"
    holder_id: str | None = None
    polarity: int = 0
    is_mixed: bool = False
    is_implicit: bool = False
    certainty: str = "sure"
    note: str = ""
    annotator_id: str
    created_at: str = field(default_factory=utc_now)
    updated_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
