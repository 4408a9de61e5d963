"""Upgrading the file of an older version, after saving a copy of it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from annotator.domain.codebook import Scheme, in_order, numbered
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import StorageError
from annotator.domain.stamp import utc_now
from annotator.i18n import N_, tr
from annotator.storage import counters, derived, engine
from annotator.storage.engine import Connection
from annotator.storage.journal import Journal
from annotator.storage.pages import check_pages, copy_pages
from annotator.storage.reader import StoredReader
from annotator.storage.schema import SCRIPTS, script, upgrade
from annotator.storage.upgraded_copy import version_of

_LARGE: Final = 50_000_000  # bytes
_VERSION: Final = slice(60, 64)  # of the header: sqlite.org/fileformat2.html
_SHORT_NAMES: Final = 5  # labels have them from this file version on


def takes_long(path: Path) -> bool:
    """Return whether opening a file takes seconds: a large one, old or left by a crash."""
    with suppress(OSError):
        with path.open("rb") as file:
            version = int.from_bytes(file.read(_VERSION.stop)[_VERSION], "big")
        is_large = path.stat().st_size > _LARGE
        return is_large and (version < len(SCRIPTS) or engine.has_log(path))
    return False


def bring_up_to_date(db: Connection, path: Path) -> str:
    """Upgrade a file, and return a message about it; empty when it was up to date.

    A copy of the old file is saved beside it first. Raises StorageError, leaving the file
    unchanged, when that fails.
    """
    former = version_of(db)
    if former == len(SCRIPTS):
        if not counters.are_current(db):
            derived.shadow(db)  # looking at a project writes nothing: its first edit does
        return ""
    kept = _kept(db, path)
    upgrade(db, fill=fill_in)
    return tr(
        "“{file}” was upgraded from version {former} to {version}. The original was kept "
        "as “{copy}”.",
        file=path.name,
        former=former,
        version=len(SCRIPTS),
        copy=kept.name,
    )


def fill_in(db: Connection, former: int) -> None:
    """Fill in what newer versions know of the codebook; this cannot be undone."""
    if former < _SHORT_NAMES:
        with _noting(db, N_("Give labels their short names")):
            db.execute(script("short_names.sql"))
    schemes = in_order(StoredReader(db).each(Scheme))
    with _noting(db, N_("Number the schemes of the codebook")):
        places = [(scheme.ordinal, scheme.id) for scheme in numbered(schemes)]
        db.executemany("UPDATE scheme SET ordinal = ? WHERE id = ?", places)


@contextmanager
def _noting(db: Connection, label: str) -> Iterator[None]:
    """Add a line to the journal with what the block changes of the codebook, if anything."""
    before = {scheme.id: scheme for scheme in StoredReader(db).each(Scheme)}
    yield
    changes = tuple(
        Change(before[scheme.id], scheme)
        for scheme in StoredReader(db).each(Scheme)
        if scheme != before[scheme.id]
    )
    if changes:
        Journal(db).add_done(Edit(label=EditLabel(label), changes=changes), "setup", "", utc_now())


def _kept(db: Connection, path: Path) -> Path:
    from annotator.storage.upgrade_copies import place_for_copy  # noqa: PLC0415 - few starts need it

    kept = place_for_copy(path, len(SCRIPTS))
    draft = path.with_name(f".{kept.name}-new")
    with engine.refusing(
        lambda: tr("No copy of “{file}” could be kept, so it was not upgraded", file=path.name)
    ):
        draft.unlink(missing_ok=True)
        try:
            with closing(engine.new_file(draft)) as copy:
                copy_pages(db, copy)
                _require_same(copy, db)
            draft.rename(kept)
        finally:
            draft.unlink(missing_ok=True)
    return kept


def _require_same(copy: Connection, db: Connection) -> None:
    (said,) = check_pages(copy, "integrity_check(1)")
    if said != "ok" or Journal(copy).tip() != Journal(db).tip():
        raise StorageError(tr("The copy does not match the original ({error}).", error=said))
