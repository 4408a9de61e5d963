"""Sentiment: whose attitude towards what, and how strong."""

from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now

POLARITIES: Final = range(-3, 4)
"""The attitudes, from strongly negative to strongly positive."""


class SentimentScope(StrEnum):
    """How much of an article an attitude is found in; `document` has no anchor."""

    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    SPAN = "span"


class Holder(StrEnum):
    """Whose attitude it is."""

    AUTHOR = "author"
    SPEAKER = "speaker"
    READER = "reader"


class Certainty(StrEnum):
    """How sure the annotator is."""

    SURE = "sure"
    UNSURE = "unsure"


class Sentiment(Struct, frozen=True, gc=False, kw_only=True):
    """An attitude found in an article or a passage of it.

    `polarity` is about the target alone, not the event reported. A speaker is named by
    `holder_id`.
    """

    article_id: str
    scope: str = SentimentScope.SPAN
    anchor_id: str | None = None
    target_id: str | None = None
    target_text: str = ""
    holder: str = Holder.AUTHOR
    holder_id: str | None = None
    polarity: int = 0
    is_mixed: bool = False
    is_implicit: bool = False
    certainty: str = Certainty.SURE
    note: str = ""
    annotator_id: str
    created_at: str = field(default_factory=utc_now)
    updated_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
