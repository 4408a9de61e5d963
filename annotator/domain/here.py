"""Where a person is working in a project: all views show the same place."""

from msgspec import Struct

from annotator.domain.span import Span


class Here(Struct, frozen=True):
    """The current article, sentence and mark, if any.

    There is no sentence while words are selected. `mark_id` names a mention or a sentiment.
    """

    article_id: str = ""
    sentence: Span | None = None
    mark_id: str | None = None
