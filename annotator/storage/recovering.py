"""Finding out what can be brought back of a damaged project; nothing is changed by that."""

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from annotator.domain.copying import Progress
from annotator.domain.errors import StorageError
from annotator.domain.recovery import Recovery, RecoverySource
from annotator.i18n import tr
from annotator.storage import engine
from annotator.storage.backups import contents_of, key_of, reading_backup
from annotator.storage.damages import require_room
from annotator.storage.engine import Connection
from annotator.storage.lock import copy_bytes
from annotator.storage.looking import opened, real
from annotator.storage.lost_header import with_new_header
from annotator.storage.opening import missing_bytes
from annotator.storage.quick_check import quick_findings
from annotator.storage.rebuilding import Rebuild, from_history, from_records
from annotator.storage.rebuilt_rows import brings_back_all, has_later_lines, has_later_records
from annotator.storage.salvaged_copy import has_lost_rows, salvaged_copy
from annotator.storage.trust import apart
from annotator.storage.upgrade_copies import restorable
from annotator.storage.upgraded_copy import at_current_version

_WAYS: Final[tuple[tuple[RecoverySource, Rebuild], ...]] = (
    (RecoverySource.HISTORY, from_history),
    (RecoverySource.RECORDS, from_records),
)


def recoveries(
    path: Path,
    folders: Sequence[Path],
    workplace: Path,
    wanted: Collection[RecoverySource] = frozenset(RecoverySource),
) -> Iterator[Progress | Recovery]:
    """Yield the states that can take the place of a damaged project.

    Of backups, it is the newest sound one. What is rebuilt from the damaged file lies in
    `workplace`; what is not `wanted` is not looked for. Raises StorageError when its disk is
    full.
    """
    path = real(path)
    with ExitStack() as end:
        yield Progress(tr("Reading the file"), 0, 0)
        damaged = yield from _damaged(path, workplace, end)
        kept = restorable(path, key_of(path, damaged), *folders)
        for backup in kept if RecoverySource.BACKUP in wanted else ():
            yield Progress(tr("Checking the backups"), 0, 0)
            if found := _of_backup(backup.path):
                yield found
                break
        if damaged:
            yield from _rebuilt(damaged, path.stem, workplace, wanted)


def _rebuilt(
    damaged: Connection, name: str, workplace: Path, wanted: Collection[RecoverySource]
) -> Iterator[Progress | Recovery]:
    """Yield what can be made of what is readable, checked as a backup is.

    What can be read without the history is left unread where the history brings back all of it.
    """
    for source, rebuild in _WAYS:
        if source not in wanted:
            continue
        draft = workplace / f"{source}.annotator"
        try:
            with closing(engine.new_file(draft)) as db:
                yield from rebuild(damaged, db, name)
                contents = contents_of(db)
                yield Progress(tr("Comparing with what can be read"), 0, 0)
                is_whole, is_cut_off = _reach(source, damaged, db, contents.edits)
        except (StorageError, *engine.Unreadable) as error:
            require_room(error)
            continue
        yield Progress(tr("Checking"), 0, 0)
        problems = sum(1 for _ in quick_findings(draft, lambda: True))
        found = Recovery(
            source=source, file=draft, contents=contents, problems=problems, is_cut_off=is_cut_off
        )
        yield found
        if is_whole and not found.problems:
            return


def _reach(
    source: RecoverySource, damaged: Connection, draft: Connection, edits: int
) -> tuple[bool, bool]:
    """Return whether a draft of the history has every record, and whether it breaks off early."""
    if source is not RecoverySource.HISTORY:
        return False, False
    is_whole = brings_back_all(damaged, draft)
    is_later = has_later_lines(damaged, edits)
    return is_whole, is_later or (not is_whole and has_later_records(damaged, draft))


def _damaged(
    path: Path, workplace: Path, end: ExitStack
) -> Generator[Progress, None, Connection | None]:
    """Return a connection to what is readable of a file; None for nothing."""
    for copied in (_readable, with_new_header):
        try:
            readable = copied(path, workplace)
            db = _opened(readable, end)
            if not apart(db)[0]:
                return (yield from _whole(db, readable, end))
        except (OSError, StorageError, *engine.Unreadable) as error:
            require_room(error)
    return None


def _opened(path: Path, end: ExitStack) -> Connection:
    db, _ = opened(path)
    end.callback(db.close)
    return db


def _whole(db: Connection, path: Path, end: ExitStack) -> Generator[Progress, None, Connection]:
    """Return a database of the current version whose tables can be read from end to end."""
    try:
        db = (yield from salvaged_copy(db)) if has_lost_rows(db) else at_current_version(db)
    except (StorageError, *engine.Unreadable) as error:
        require_room(error)
        db = yield from salvaged_copy(_opened(path, end))
    end.callback(db.close)
    return db


def _readable(path: Path, workplace: Path) -> Path:
    """Return a file, or a copy with empty pages in the place of those cut off at its end."""
    missing = missing_bytes(path)
    if not missing:
        return path
    copy = workplace / "cut"
    copy_bytes(path, copy)
    with copy.open("r+b") as file:
        file.truncate(path.stat().st_size + missing)
    return copy


def _of_backup(path: Path) -> Recovery | None:
    try:
        if any(quick_findings(path, lambda: True)):
            return None
        with closing(reading_backup(path)) as db:
            return Recovery(source=RecoverySource.BACKUP, file=path, contents=contents_of(db))
    except StorageError:
        return None
