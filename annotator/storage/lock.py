"""One writer at a time: a lock on the project file itself, released when the process ends."""

import os
import platform
import stat
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Final

from annotator.domain.errors import StorageError
from annotator.file_locks import is_taken, take
from annotator.i18n import tr
from annotator.places import user_name
from annotator.storage.clock import require_wanted

_PLAIN: Final = (
    getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)
_FOLLOW_NOTHING: Final = getattr(os, "O_NOFOLLOW", 0)
_LONGEST: Final = 400  # bytes
_PIECE: Final = 8_000_000  # bytes

_held: Final[dict[tuple[int, int], "ProjectLock"]] = {}
"""The locks of this process. Nothing else here may open their files: closing a second
descriptor releases the locks of SQLite, too (sqlite.org/howtocorrupt.html, 2.2)."""

_reading: Final = Lock()


class LockedProjectError(StorageError):
    """Another window or command has the project open for writing."""


class ProjectLock:
    """Locks one project for writing; raises LockedProjectError when it is locked already.

    The operating system locks the file itself, under whatever name, and releases the lock however
    the process ends. A note beside the file says who holds it, for people only.
    """

    def __init__(self, project: Path) -> None:
        real = Path(os.path.realpath(project))
        self._note = real.with_name(f".{real.name}-lock")
        self._file = _file_of(project)
        if self._file in _held:
            raise self._refusal(project)
        self.descriptor = os.open(project, os.O_RDWR | _PLAIN)
        try:
            take(self.descriptor)
        except OSError as error:
            os.close(self.descriptor)
            if is_taken(error):
                raise self._refusal(project) from error
            message = tr(
                "The drive of “{file}” does not support locks, so two windows could write at once."
                " Move the project to another drive, or open it as read-only.",
                file=project.name,
            )
            raise StorageError(message) from error
        _held[self._file] = self
        self._write_note()

    def release(self) -> None:
        """Release the lock and remove the note; call it after the last connection is closed."""
        if _held.pop(self._file, None) is self:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            os.close(self.descriptor)

    def _write_note(self) -> None:
        note_text = f"by {user_name() or 'somebody'} on {platform.node()} since {_now()}"
        with suppress(OSError):  # the lock works without the note
            self._note.unlink(missing_ok=True)  # left by a crash, or any other file with this name
            # created exclusively: no existing file or link is written to
            fresh = os.open(self._note, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _PLAIN, 0o644)
            with open(fresh, "wb") as note:  # noqa: PTH123 - a descriptor
                note.write(f"{note_text} (process {os.getpid()})\n".encode("utf-8", "replace"))

    def _refusal(self, project: Path) -> LockedProjectError:
        message = tr(
            "“{file}” is already open, {where}. Close it there, or open it here as read-only.",
            file=project.name,
            where=_holder(self._note),
        )
        return LockedProjectError(message)


def first_bytes(path: Path, count: int) -> bytes:
    """Return the first bytes of a file, reusing the descriptor of an open project.

    Closing a second descriptor would release SQLite's own locks.
    """
    with suppress(OSError):
        if lock := _held.get(_file_of(path)):
            return start_of(lock.descriptor, count)
    with path.open("rb") as file:
        return file.read(count)


def copy_bytes(path: Path, target: Path) -> None:
    """Copy a file of any size, reusing the descriptor of an open project, as `first_bytes` does."""
    lock, place = _held.get(_file_of(path)), 0
    with target.open("wb") as copy:
        if lock is None:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    require_wanted()
                    copy.write(piece)
            return
        # one read returns 2 GB at most
        while piece := start_of(lock.descriptor, _PIECE, place):
            require_wanted()
            place += copy.write(piece)


def start_of(descriptor: int, count: int, place: int = 0) -> bytes:
    """Return bytes of an open file, from its start or a place on; safe on several threads."""
    with _reading:
        os.lseek(descriptor, place, os.SEEK_SET)
        return os.read(descriptor, count)


def is_linked_twice(path: Path) -> bool:
    """Return whether the file has a second hard link, beside which its log would be missing."""
    return os.stat(path).st_nlink > 1  # noqa: PTH116 - as below


def _file_of(path: Path) -> tuple[int, int]:
    found = os.stat(path)  # noqa: PTH116 - the same for every name that leads there
    return (found.st_dev, found.st_ino)


def _holder(note: Path) -> str:
    """Return the text of a note, cut to a plausible length: any file may be in its place."""
    line = ""
    with suppress(OSError):
        found = os.open(note, os.O_RDONLY | _FOLLOW_NOTHING | _PLAIN)
        try:
            info = os.fstat(found)
            if stat.S_ISREG(info.st_mode) and info.st_nlink == 1:
                said = os.read(found, _LONGEST).decode("utf-8", "replace")
                line = said.partition("\n")[0]
        finally:
            os.close(found)
    return line if line.startswith("by ") and line.isprintable() else tr("in another window")


def _now() -> str:
    return f"{datetime.now().astimezone():%H:%M on %d %B %Y}"
