"""Temporary folders that do not outlast their program for long, even where it is killed.

Each holds a lock file that is locked while the folder is used. Where nobody has that lock, the
program was killed, and the next one removes the folder.
"""

import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from time import time
from typing import Final
from weakref import finalize

from annotator.file_locks import is_taken, take

_PREFIX: Final = "annotator-"
_NAME: Final = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")  # as mkdtemp() names them
_MODE: Final = 0o700  # and makes them
_LOCK: Final = ".lock"
_ABANDONED: Final = 86_400.0  # seconds, after which a folder without a lock file is nobody's
_PLAIN: Final = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class TemporaryFolder:
    """A new folder, removed at the end of a `with` block, or by `remove`."""

    def __init__(self) -> None:
        self.path, lock = _made()
        self.remove = finalize(self, _remove, self.path, lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()


def remove_abandoned() -> Iterator[Path]:
    """Remove the folders of programs that were killed, and yield each.

    Those stay that are in use, of another user, or behind a link; for a day, so do those without a
    lock file: such a folder was just made, or its disk has no locks.
    """
    for path in _own():
        is_gone = False
        with suppress(OSError):  # such as that another program removes it, too
            is_gone = _is_removed(path)
        if is_gone:
            yield path


def _made() -> tuple[Path, int | None]:
    """Return a new folder and the descriptor of its lock; None where the disk has no locks."""
    path = Path(mkdtemp(prefix=_PREFIX))
    mark = path / _LOCK
    try:
        lock = os.open(mark, os.O_CREAT | os.O_EXCL | os.O_RDWR | _PLAIN, 0o600)
    except OSError:
        path.rmdir()
        raise
    try:
        take(lock)
    except OSError as error:
        os.close(lock)
        if is_taken(error):  # another program takes it for abandoned
            return _made()
        mark.unlink(missing_ok=True)
        return path, None
    if not mark.exists():  # or did so, and has removed it
        os.close(lock)
        return _made()
    return path, lock


def _own() -> list[Path]:
    """Return the folders that this user's programs made, without those behind links."""
    found = []
    with suppress(OSError), os.scandir(gettempdir()) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                owner = entry.stat(follow_symlinks=False).st_uid
                if sys.platform == "win32" or owner == os.getuid():
                    found.append(Path(entry.path))
    return found


def _is_removed(path: Path) -> bool:
    """Remove a folder unless it is in use, and return whether nothing is left of it."""
    try:
        lock = os.open(path / _LOCK, os.O_RDWR | _PLAIN)
    except FileNotFoundError:
        info = path.lstat()
        if time() - info.st_mtime < _ABANDONED or stat.S_IMODE(info.st_mode) != _MODE:
            return False
        _remove(path, None)
        return not path.exists()
    try:
        take(lock)
    except OSError:
        os.close(lock)
        return False
    _remove(path, lock)
    return not path.exists()


def _remove(path: Path, lock: int | None) -> None:
    """Remove a folder; while something in it cannot be removed, its lock file stays."""
    mark = path / _LOCK
    with suppress(OSError):
        for each in [*path.iterdir()]:
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each)
            elif each != mark:
                each.unlink()
        mark.unlink(missing_ok=True)
    if lock is not None:
        os.close(lock)
    with suppress(OSError):
        if all(each == mark for each in path.iterdir()):  # Windows removes no file that is open
            shutil.rmtree(path)
