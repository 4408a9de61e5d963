"""Locks of the operating system on files, released however the process ends."""

import errno
import os
import struct
import sys
from typing import Final

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# beyond what SQLite locks, up to 0x40000200 (sqlite.org/fileformat2.html, 1.4)
_BYTE: Final = 0x7FFF0000
_TAKEN: Final = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


def take(descriptor: int) -> None:
    """Lock an open file, or raise OSError; closing it releases the lock.

    Another descriptor of the same file cannot lock it meanwhile, in this process either.
    """
    if sys.platform == "win32":
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        return
    # owned by the open file: process locks are lost when anything closes the file
    order = getattr(fcntl, "F_OFD_SETLK", 90)
    fields = (fcntl.F_WRLCK, os.SEEK_SET, _BYTE, 1, 0)
    layout = "hhqqi0q"
    if sys.platform == "darwin":
        layout, fields = "qqihh", (_BYTE, 1, 0, fcntl.F_WRLCK, os.SEEK_SET)
    fcntl.fcntl(descriptor, order, struct.pack(layout, *fields))


def is_taken(error: OSError) -> bool:
    """Return whether a lock was refused because another one is held."""
    return error.errno in _TAKEN
