"""Flushing what was written to the disk, so that it survives a loss of power."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final

_MANY: Final = 64  # files, from which on one flush of all is quicker


def flush_all(folder: Path) -> Iterator[None]:
    """Flush all files of a folder and the folders in it; yield after each file.

    Many are flushed by one call where the system has one for a whole file system: on Linux,
    syncfs(2), which reports errors since version 5.8. Raises OSError.
    """
    if len(list(islice(_files(folder), _MANY))) == _MANY and flush_file_system(folder):
        return
    for file in _files(folder):
        flush_file(file)
        yield
    for inner, _, _ in os.walk(folder):
        flush_folder(Path(inner))


def _files(folder: Path) -> Iterator[Path]:
    return (Path(inner, name) for inner, _, names in os.walk(folder) for name in names)


def flush_file_system(folder: Path) -> bool:
    """Flush the file system that a folder is on; return whether the system can do that.

    Raises OSError when it fails.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if _is_linux() else None
    if call is None:
        return False
    with _opened(folder) as descriptor:
        if call(descriptor):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True


def flush_file(path: Path) -> None:
    """Flush one file; raises OSError when that fails."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder; raises OSError when that fails."""
    with suppress(PermissionError), _opened(folder) as descriptor:  # Windows opens no folders
        os.fsync(descriptor)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_linux() -> bool:
    return sys.platform == "linux"
