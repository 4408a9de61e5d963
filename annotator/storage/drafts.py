"""Drafts of a file: hidden beside it until they are whole, and take its name."""

from contextlib import suppress
from pathlib import Path
from time import time
from typing import Final

from annotator.domain.stamp import new_id

_MARK: Final = ".draft-"
_ABANDONED: Final = 600.0  # seconds without a write, after which a draft is nobody's


def draft_of(path: Path) -> Path:
    """Return the path of a new draft of a file."""
    return path.with_name(f".{path.name}{_MARK}{new_id()[-8:]}")


def discard(draft: Path) -> None:
    """Remove a draft that did not take its name, with its logs, which a full disk leaves."""
    for end in ("", "-wal", "-shm", "-journal"):
        draft.with_name(draft.name + end).unlink(missing_ok=True)


def remove_drafts(path: Path) -> None:
    """Remove the drafts of a file, with their logs, that were broken off, such as by a crash."""
    with suppress(OSError):
        for other in path.parent.iterdir():
            is_draft = other.name.startswith(f".{path.name}{_MARK}")
            if is_draft and time() - other.stat().st_mtime > _ABANDONED:
                other.unlink(missing_ok=True)
