"""The current position in a project, which every view shows."""

from msgspec import Struct

from annotator.domain.span import Span


class Here(Struct, frozen=True):
    """An article, the current sentence in it, and the current mark there, if any.

    There is no sentence while text is selected. `mark_id` is the id of a mention or a sentiment.
    """

    article_id: str = ""
    sentence: Span | None = None
    mark_id: str | None = None
