"""Where a person is in a project: one place, which every view of it shows."""

from msgspec import Struct

from annotator.domain.span import Span


class Here(Struct, frozen=True):
    """An article, the sentence that is read in it, and the mark that is meant there, if any.

    There is no sentence while words are selected. `mark_id` names a mention or a sentiment.
    """

    article_id: str = ""
    sentence: Span | None = None
    mark_id: str | None = None
