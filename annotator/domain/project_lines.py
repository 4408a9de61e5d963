"""A whole project as lines of JSON: what each line is, and how a reader knows that all are there.

The first line is a header, the last one a manifest; between them is a line for each text, each
original and each record, those that are referred to before those that refer to them.
`docs/project-lines.schema.json` describes a line as a JSON Schema.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Scheme
from annotator.domain.edit import Record
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.domain.unconfirmed import Unconfirmed
from annotator.domain.zone import Zone

FORMAT_NAME: Final = "annotator-project"
FORMAT_VERSION: Final = 1

KINDS: Final[Mapping[str, type[Record]]] = {
    "project": Project,
    "annotator": Annotator,
    "scheme": Scheme,
    "entity": Entity,
    "article": Article,
    "text_version": TextVersion,
    "zone": Zone,
    "anchor": Anchor,
    "claim": Claim,
    "mention": Mention,
    "sentiment": Sentiment,
    "fact_check": FactCheck,
    "source": Source,
    "evidence": Evidence,
    "suggestion": Suggestion,
}
"""The kinds of records by the names that the lines give them, in the order of the lines."""


class Header(Struct, frozen=True, tag="header", tag_field="kind"):
    """The first line."""

    format: str
    version: int
    tool: str
    written_at: str


class TextLine(Struct, frozen=True, tag="text", tag_field="kind"):
    """A text, stored once under the hash of its UTF-8 bytes."""

    sha256: str
    content: str


class OriginalLine(Struct, frozen=True, tag="original", tag_field="kind"):
    """The bytes of an imported file, stored once under their hash; Base64 in JSON."""

    sha256: str
    content: bytes


class UnconfirmedLine(Struct, frozen=True, tag="unconfirmed", tag_field="kind"):
    """A text that was typed into a field and is not its value yet."""

    record: Unconfirmed


class Manifest(Struct, frozen=True, tag="manifest", tag_field="kind"):
    """The last line: how many lines of each kind there are, and the hash of all lines before.

    The hash is the SHA-256 of their bytes, line ends included.
    """

    counts: Mapping[str, int]
    sha256: str
