"""Checking and copying the pages of a file, which ends soon when it is not wanted any more."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from annotator.storage.clock import require_wanted
from annotator.storage.engine import STEPS, Connection

_PAGES: Final = 1024  # that are copied at once
_STEPS: Final = 200  # of the engine, between two checks of the clock: each may wait for the disk


@contextmanager
def asking_often(db: Connection) -> Iterator[None]:
    """Let the engine ask the clock more often inside the block, where each step reads a page."""
    db.set_progress_handler(db.clock.is_over, _STEPS)
    try:
        yield
    finally:
        db.set_progress_handler(db.clock.is_over, STEPS)


def check_pages(db: Connection, pragma: str) -> list[str]:
    """Return what `integrity_check` or `quick_check` says; a sound file is “ok”."""
    with asking_often(db):
        return [str(said) for (said,) in db.execute(f"PRAGMA {pragma}")]


def copy_pages(db: Connection, copy: Connection) -> None:
    """Copy every page into another file."""
    db.backup(copy, pages=_PAGES, progress=lambda *_: require_wanted())
