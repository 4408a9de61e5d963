"""News articles and the versions of their text."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now


class ArticleStatus(StrEnum):
    """How far the labelling of an article has progressed."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    EXCLUDED = "excluded"


UNFINISHED: Final = frozenset({ArticleStatus.TODO, ArticleStatus.IN_PROGRESS})
"""The statuses of articles that are still to be worked on."""


class Article(Struct, frozen=True, gc=False, kw_only=True):
    """The bibliographic record of one news article; its text is in its text versions.

    `code` is its short name (`A1`): assigned by the project, never changed and never reused.
    `published_at` and `retrieved_at` are dates as `YYYY[-MM[-DD]]`, empty when unknown.
    """

    code: str = ""
    headline: str
    byline: str = ""
    publisher: str = ""
    source_url: str = ""
    archive_url: str = ""
    published_at: str = ""
    retrieved_at: str = ""
    imported_at: str = field(default_factory=utc_now)
    language: str = "en"
    word_count: int = 0
    status: str = ArticleStatus.TODO
    notes: str = ""
    id: str = field(default_factory=new_id)


class TextKind(StrEnum):
    """How a text version was made: imported, or corrected by a person."""

    NORMALISED = "normalised"
    REPAIRED = "repaired"


class TextVersion(Struct, frozen=True, gc=False, kw_only=True):
    """One immutable version of an article's text, identified by the SHA-256 of its UTF-8 bytes.

    `length` counts code points. `original_sha256` is the hash of the imported bytes, `encoding`
    and `file_name` say how they were read. `edits` is the diff from the previous version,
    `parent_id`, as JSON (`annotator.domain.revision`); empty without one.
    """

    article_id: str
    sha256: str
    length: int
    version_no: int = 1
    kind: str = TextKind.NORMALISED
    original_sha256: str = ""
    encoding: str = ""
    file_name: str = ""
    parent_id: str | None = None
    edits: str = ""
    reason: str = ""
    created_by: str
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)


def was_paged(versions: Iterable[TextVersion]) -> bool:
    """Return whether an article's text was read page by page, which leaves running heads in it."""
    return any(version.encoding == "pdf" for version in versions)
