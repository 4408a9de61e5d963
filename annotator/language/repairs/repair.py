"""A repair of a text that a person may take: what is wrong, where, and the edits against it."""

from enum import StrEnum

from msgspec import Struct

from annotator.domain.revision import TextEdit
from annotator.domain.span import Span


class RepairKind(StrEnum):
    """What went wrong with a text on its way."""

    MISSING_SPACE = "missing_space"
    DOUBLE_SPACE = "double_space"
    HYPHENATION = "hyphenation"
    MOJIBAKE = "mojibake"
    ONE_LINE = "one_line"
    PAGE_HEADER = "page_header"


class Repair(Struct, frozen=True):
    """A proposal to put one place of a text right; nothing is changed before a person agrees.

    `edits` are sorted and apart. `span` is the place with the words around it, to be shown
    with the `reason`, which ends a sentence such as "Here …".
    """

    kind: RepairKind
    edits: tuple[TextEdit, ...]
    span: Span
    reason: str
