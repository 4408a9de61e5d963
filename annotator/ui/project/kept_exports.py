"""What was chosen for an export, kept for each project so that it can be done again."""

from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Part(StrEnum):
    """Which part of a project is exported."""

    ALL = "all"
    LISTED = "listed"
    """The articles that pass a filter of the list, as they are when the export is done."""
    SELECTED = "selected"
    ARTICLE = "article"
    CLAIM = "claim"


class ExportChoice(Struct, frozen=True, kw_only=True):
    """An export as it was chosen: the format with its options, the part, and where to.

    `ids` are those of the articles, or of the claim; `query` and `status` are the filter of a
    listed part. `size` and `changed_at` (nanoseconds) are those of the file when it was written.
    """

    format_id: str
    path: str = ""
    options: dict[str, bool | str] = {}
    part: str = Part.ALL
    ids: tuple[str, ...] = ()
    query: str = ""
    status: str = ""
    annotator_id: str = ""
    has_pseudonyms: bool = False
    omits_excluded: bool = False
    size: int = -1
    changed_at: int = -1

    @property
    def file(self) -> Path:
        """Return the folder or file that it is written to."""
        return Path(self.path)

    @property
    def is_as_written(self) -> bool:
        """Return whether the file is there as the export wrote it."""
        return self.size >= 0 and marks_of(self.file) == (self.size, self.changed_at)


def marks_of(path: Path) -> tuple[int, int]:
    """Return the size of a file and when it was changed; -1 and -1 when it is not there."""
    try:
        found = path.stat()
    except OSError:
        return -1, -1
    return found.st_size, found.st_mtime_ns
