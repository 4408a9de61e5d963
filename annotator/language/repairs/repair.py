"""A suggested repair of a text: what is wrong, where, and the edits that correct it."""

from enum import StrEnum

from msgspec import Struct

from annotator.domain.revision import TextEdit
from annotator.domain.span import Span


class RepairKind(StrEnum):
    """Kinds of damage that texts have."""

    MISSING_SPACE = "missing_space"
    DOUBLE_SPACE = "double_space"
    HYPHENATION = "hyphenation"
    MOJIBAKE = "mojibake"
    ONE_LINE = "one_line"
    PAGE_HEADER = "page_header"


class Repair(Struct, frozen=True):
    """A suggestion to correct one place of a text, which a person may accept.

    `edits` are sorted and do not overlap. `span` is the place with the words around it, shown
    with the `reason`, which completes a sentence such as "Here …".
    """

    kind: RepairKind
    edits: tuple[TextEdit, ...]
    span: Span
    reason: str
