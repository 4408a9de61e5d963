"""The project itself: one file, one name."""

from pathlib import Path
from typing import Final

from msgspec import Struct, field

from annotator.domain.stamp import new_id, utc_now

SUFFIX: Final = ".annotator"
"""The suffix of project files."""

_ENDS: Final = tuple(f"{SUFFIX}{end}" for end in ("", "-wal", "-shm", "-journal"))


def is_of_project(file_name: str) -> bool:
    """Return whether a file name is that of a project or of SQLite's files beside one.

    Only SQLite may open these: closing a second descriptor of an open one releases its locks
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    return file_name.lower().endswith(_ENDS)


def project_path(path: Path) -> Path:
    """Return a path with the suffix of a project, added where it is missing."""
    return path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)


class Project(Struct, frozen=True, gc=False, kw_only=True):
    """The name of a project, and its id, which stays the same when the file is moved."""

    name: str
    created_at: str = field(default_factory=utc_now)
    id: str = field(default_factory=new_id)
