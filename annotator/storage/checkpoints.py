"""Moving the log of a project into its file, and whether what was moved is still there."""

import os
from collections.abc import Callable, Iterator, Set
from contextlib import closing, suppress
from itertools import takewhile
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from annotator.storage import engine
from annotator.storage.engine import Connection, EngineError

_LOG_HEADER, _FRAME_HEADER = 32, 24  # bytes (sqlite.org/fileformat2.html, 4.1)
_HEADER: Final = 100  # bytes, of the file
_LARGEST: Final = 65_536  # bytes of a page
_REMEMBERED: Final = 256  # pages
_CHOSEN: Final = 64  # pages of those that were moved
_AT_ONCE: Final = 256  # frames that are read
_LAST: Final = 32  # pages at the end of the file, which are the newest
_SPREAD: Final = 8  # other pages


class Moved(NamedTuple):
    """How many frames a log has, and how many of them have been moved into the file."""

    frames: int
    done: int


def empty_log(path: Path) -> Moved | None:
    """Move the log of a file into it, as far as possible without waiting; None if that failed.

    Done on a worker thread, it spares the writing thread the longest waits for the disk.
    """
    with suppress(EngineError), closing(engine.open_for_writing(path)) as db:
        return move_log(db)
    return None


def move_log(db: Connection) -> Moved | None:
    """Do the same with a connection; after a commit that did it by itself, nothing is left.

    None if the disk refused it; raises EngineError when the file cannot be read.
    """
    try:
        is_busy, frames, done = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except EngineError as error:
        if not engine.is_of_disk(error):
            raise
        return None
    return None if is_busy else Moved(frames, done)


class LogMark(NamedTuple):
    """Which log it is: SQLite gives it other salts when it begins it again."""

    page_size: int
    salts: bytes


class WrittenPages:
    """Compares some pages of the file with what they must be after a checkpoint.

    These are pages that it moved from the log into the file, and pages that stayed as they were.
    What another program wrote into the file meanwhile differs in some of them, as it is another
    project or another state of this one. `read` returns a number of bytes of the file, from a
    place on.
    """

    def __init__(self, log: str, read: Callable[[int, int], bytes]) -> None:
        self._log, self._read = log, read
        self._sums: dict[int, int] = {}  # by page
        self._mark: LogMark | None = None
        self._done = 0  # frames of the log that were moved
        self._is_unsure = False  # whether more may have been

    def mark(self) -> LogMark | None:
        """Return which log it is; None without one."""
        with suppress(OSError), open(self._log, "rb", buffering=0) as log:  # noqa: PTH123 - faster
            return _mark_of(log.read(_LOG_HEADER))
        return None

    def begin(self) -> None:
        """Remember some pages of the file as they are."""
        self._sums, self._mark, self._done, self._is_unsure = {}, None, 0, False
        header = self._read(_HEADER, 0)
        size, count = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
        size = _LARGEST if size == 1 else size
        spread = range(2, count, count // _SPREAD + 1)
        last = range(max(2, count - _LAST), count + 1)
        for page in (*spread, *last):
            self._sums[page] = crc32(self._read(size, (page - 1) * size))

    def are_kept(self, moved: Moved | None, mark: LogMark | None) -> bool:
        """Return whether they are as they must be after frames of a log were moved.

        Where it is not known which were, as the disk is full, pages of the log may be either way.
        Where that log was begun again meanwhile, the pages are remembered as they are.
        """
        with suppress(OSError), open(self._log, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            log, first = file.fileno(), self._done if mark == self._mark else 0
            last = _last_frames(log, first, moved, mark) if mark else None
            is_known = not self._is_unsure or mark == self._mark  # what the log before has moved
            if mark and last is not None and is_known:
                self._mark, self._done = mark, moved.done if moved else first
                self._is_unsure = moved is None
                self._sums |= self._sums_of(log, last, mark.page_size)
                return self._are_there(mark.page_size, set() if moved else last.keys())
        self.begin()
        return True

    def _sums_of(self, log: int, last: dict[int, int], size: int) -> dict[int, int]:
        """Return the sums of pages that were moved, each with its last frame.

        They are those that are remembered, and some others.
        """
        end = _LOG_HEADER + self._done * (_FRAME_HEADER + size)
        moved = {page: place for page, place in last.items() if place < end}
        step = len(moved) // _CHOSEN + 1
        chosen = [*moved.keys() & self._sums.keys(), *sorted(moved, reverse=True)[::step]]
        return {page: crc32(os.pread(log, size, moved[page] + _FRAME_HEADER)) for page in chosen}

    def _are_there(self, size: int, unsure: Set[int]) -> bool:
        """Return whether the file has the pages that are remembered, and forget the oldest."""
        are_there = all(
            crc32(self._read(size, (page - 1) * size)) == wanted
            for page, wanted in self._sums.items()
            if page not in unsure
        )
        self._sums = dict([*self._sums.items()][-_REMEMBERED:])
        return are_there


def _last_frames(log: int, first: int, moved: Moved | None, mark: LogMark) -> dict[int, int] | None:
    """Return the place of the last frame of each page, from a frame on; None for another log."""
    length = _FRAME_HEADER + mark.page_size
    frames = moved.frames if moved else os.fstat(log).st_size // length
    places = range(_LOG_HEADER + first * length, _LOG_HEADER + frames * length, length)
    heads = list(_heads(log, places, length))
    ours = [*takewhile(lambda head: head[8:16] == mark.salts, heads)]
    if _mark_of(os.pread(log, _LOG_HEADER, 0)) != mark or (moved and len(ours) < len(places)):
        return None
    return {int.from_bytes(head[:4], "big"): place for head, place in zip(ours, places)}  # noqa: B905 - those that are ours


def _heads(log: int, places: range, length: int) -> Iterator[bytes]:
    """Yield the headers of frames, which are read with the frames, many at once."""
    for some in (places[start : start + _AT_ONCE] for start in range(0, len(places), _AT_ONCE)):
        frames = os.pread(log, len(some) * length, some.start)
        for start in range(0, len(frames), length):
            yield frames[start : start + _FRAME_HEADER]


def _mark_of(header: bytes) -> LogMark:
    return LogMark(int.from_bytes(header[8:12], "big"), header[16:24])
