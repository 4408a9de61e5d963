"""A check of a fresh copy: of its pages and texts, without its history."""

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Final

from annotator.i18n import N_, tr
from annotator.storage import engine, verification
from annotator.storage.content_check import contents
from annotator.storage.engine import SEALED, Connection, EngineError

_MOST: Final = 100  # findings of one part


def quick_findings(path: Path, is_wanted: Callable[[], bool]) -> Iterator[str]:
    """Yield the faults of the pages and texts of a fresh copy.

    It ends soon after `is_wanted` returns false. Raises StorageError when the disk fails: that
    says nothing about the copy.
    """
    with (
        engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)),
        closing(engine.open_for_reading(path, SEALED)) as db,
    ):
        db.clock.is_wanted = is_wanted
        for title, look in _LOOKS:
            try:
                with db.limited():
                    yield from islice(look(db), _MOST)
            except verification.READ_ERRORS as error:
                if isinstance(error, EngineError) and engine.is_of_disk(error):
                    raise
                yield verification.failure(tr(title), error)


def _pages(db: Connection) -> Iterator[str]:
    yield from verification.integrity(db, [])


_LOOKS: Final[tuple[tuple[str, Callable[[Connection], Iterator[str]]], ...]] = (
    (N_("File"), _pages),
    (N_("Texts and originals"), contents),
)
