"""Copying the open project: the copy is checked before it gets its name."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from math import ceil
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import sleep
from typing import Final

from annotator.domain.copying import Copied, Progress
from annotator.domain.errors import StorageError
from annotator.i18n import tr
from annotator.storage import engine, verification
from annotator.storage.drafts import discard, draft_of, remove_drafts
from annotator.storage.engine import Connection, Unreadable
from annotator.storage.lock import ProjectLock
from annotator.storage.upgraded_copy import size_of

_PAGES: Final = 256
_PAUSE: Final = 0.05  # seconds, while another program locks the original


_News = SimpleQueue[Progress | BaseException | None]


class _StoppedError(Exception):
    """The copy is no longer wanted."""


def copied(db: Connection, target: Path) -> Iterator[Progress | Copied]:
    """Copy the project of a connection into another file, completely or not at all.

    It reads through the connection, so that the original may be removed, locked or on a full
    disk, and can still be edited. An existing file is replaced, unless it is an open project: the
    caller must ask before. Raises StorageError.
    """
    with (
        engine.refusing(lambda: tr("“{file}” could not be created", file=target.name)),
        ExitStack() as end,
    ):
        former = _file_at(target)
        _require_closed(target)
        _require_clean(target)
        require_room(db, target)
        remove_drafts(target)
        draft = draft_of(target)
        # created exclusively, so that no existing file or link is written to
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        end.callback(discard, draft)
        with closing(engine.new_file(draft)) as copy:
            yield from pages(db, copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        found: list[str] = []
        for number, step in enumerate(verification.steps(draft), start=1):
            found += step.findings
            yield Progress(tr("Checking the copy"), number, verification.STEPS - 1)
        _put(draft, target, former)
    yield Copied(target, tuple(found))


def pages(db: Connection, copy: Connection, pause: float = 0.0) -> Iterator[Progress]:
    """Copy every page, and wait a moment (seconds) after each megabyte.

    Changes made meanwhile through the connection are included.
    """
    news, is_stopped = _News(), Event()
    (size,) = db.execute("PRAGMA page_size").fetchone()

    def tell(_: int, remaining: int, total: int) -> None:
        if is_stopped.is_set():
            raise _StoppedError
        sleep(pause)
        done, whole = (ceil(each * size / 1_000_000) for each in (total - remaining, total))
        news.put(Progress(tr("Copying (MB)"), done, whole))

    def run() -> None:
        try:
            db.backup(copy, pages=_PAGES, progress=tell, sleep=_PAUSE)
        except (_StoppedError, *Unreadable) as error:
            news.put(error)
        finally:
            news.put(None)

    worker = Thread(target=run, name="copying")
    worker.start()
    try:
        yield from _heard(news)
    finally:
        is_stopped.set()
        worker.join()


def _heard(news: _News) -> Iterator[Progress]:
    while said := news.get():
        if isinstance(said, BaseException):
            raise said
        yield said


def require_room(db: Connection, target: Path) -> None:
    """Raise StorageError when a copy of a project does not fit on the disk of its target."""
    need, free = size_of(db), shutil.disk_usage(target.parent).free
    if free < need:
        raise StorageError(
            tr(
                "“{file}” was not created: it needs {needed} MB, and its disk has "
                "{free} MB free. Choose another place.",
                file=target.name,
                needed=megabytes(need),
                free=megabytes(free),
            )
        )


def _require_closed(target: Path) -> None:
    if target.exists():
        ProjectLock(target).release()


def _require_clean(target: Path) -> None:
    """Refuse a name with a leftover log, which SQLite would write into the copy."""
    for end in ("-wal", "-journal"):
        rest = target.with_name(target.name + end)
        if rest.exists() and rest.stat().st_size:
            raise StorageError(
                tr(
                    "“{file}” was not created: “{log}” there belongs to another project. "
                    "Choose another name.",
                    file=target.name,
                    log=rest.name,
                )
            )


def megabytes(count: int) -> str:
    """Return a number of bytes in megabytes, as text."""
    return f"{count / 1_000_000:,.1f}"


def _file_at(path: Path) -> tuple[int, int] | None:
    if not path.exists():
        return None
    found = path.stat()
    return (found.st_dev, found.st_ino)


def _put(draft: Path, target: Path, former: tuple[int, int] | None) -> None:
    """Rename the draft to its name, unless another file was created there meanwhile."""
    complete(draft)
    _require_closed(target)
    if _file_at(target) != former:  # the user did not agree to replace this one
        raise StorageError(tr("“{file}” already exists. Choose another name.", file=target.name))
    draft.replace(target)
    flush_folder(target.parent)


def complete(draft: Path) -> None:
    """Let a draft be written with a log, and wait until it is on the disk."""
    with closing(engine.open_for_writing(draft)) as db:
        engine.write_with_log(db)  # the first edit cannot begin one while somebody reads
    flush(draft)


def flush(file: Path) -> None:
    """Wait until a file is on the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened)


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    with suppress(OSError):  # the rename then reaches the disk a little later, as on Windows
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
