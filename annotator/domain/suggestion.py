"""Suggestions: labels that a model or another tool proposes, which a person takes or refuses."""

from enum import StrEnum

from msgspec import Struct, field

from annotator.domain.label_key import LabelKey
from annotator.domain.stamp import new_id, utc_now


class SuggestionKind(StrEnum):
    """What becomes of a suggestion when it is taken; verdicts are never suggested."""

    CLAIM = "claim"
    SENTIMENT = "sentiment"


class SuggestionState(StrEnum):
    """What became of a suggestion."""

    OPEN = "open"
    TAKEN = "taken"
    REFUSED = "refused"
    GONE = "gone"  # its text is not in the newest version any more


class Suggestion(Struct, frozen=True, gc=False, kw_only=True):
    """A label proposed for a passage: no label, and counted nowhere, until a person takes it.

    `text` is the wording of the claim, '' for the passage itself; `labels` are those of the claim,
    `polarity` (−3 to +3) and `target_text` those of the sentiment. `source` is the file or model,
    `score` what it says of its certainty, 0 to 1. `mark_id` is the mention or sentiment it became.
    """

    article_id: str
    anchor_id: str
    kind: str = SuggestionKind.CLAIM
    text: str = ""
    labels: frozenset[LabelKey] = frozenset()
    polarity: int = 0
    target_text: str = ""
    note: str = ""
    source: str = ""
    score: float | None = None
    state: str = SuggestionState.OPEN
    mark_id: str = ""
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
