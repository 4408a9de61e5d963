"""Finding out what can be brought back of a damaged project; nothing is changed by that."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Final

from annotator.domain.copying import Progress
from annotator.domain.errors import StorageError
from annotator.domain.recovery import Recovery, RecoverySource
from annotator.i18n import tr
from annotator.storage import engine, verification
from annotator.storage.backups import contents_of, key_of, reading_backup
from annotator.storage.damages import require_room
from annotator.storage.engine import Connection
from annotator.storage.lock import copy_bytes
from annotator.storage.looking import opened, real
from annotator.storage.lost_header import with_new_header
from annotator.storage.opening import missing_bytes
from annotator.storage.quick_check import quick_findings
from annotator.storage.rebuilding import Rebuild, from_history, from_records
from annotator.storage.salvaged_copy import salvaged_copy
from annotator.storage.trust import apart
from annotator.storage.upgrade_copies import restorable
from annotator.storage.upgraded_copy import at_current_version

_WAYS: Final[tuple[tuple[RecoverySource, Rebuild], ...]] = (
    (RecoverySource.HISTORY, from_history),
    (RecoverySource.RECORDS, from_records),
)


def recoveries(
    path: Path, folders: Sequence[Path], workplace: Path
) -> Iterator[Progress | Recovery]:
    """Yield the states that can take the place of a damaged project, in the order of `_WAYS`.

    The newest sound backup comes first. What is rebuilt from the damaged file lies in `workplace`.
    Raises StorageError when the disk of that is full.
    """
    path = real(path)
    with ExitStack() as end:
        yield Progress(tr("Reading the file"), 0, 0)
        damaged = _damaged(path, workplace, end)
        for backup in restorable(path, key_of(path, damaged), *folders):
            yield Progress(tr("Checking the backups"), 0, 0)
            if found := _of_backup(backup.path):
                yield found
                break
        if damaged is None:
            return
        for source, rebuild in _WAYS:
            draft = workplace / f"{source}.annotator"
            try:
                with closing(engine.new_file(draft)) as db:
                    yield from rebuild(damaged, db, path.stem)
                    contents = contents_of(db)
            except (StorageError, *engine.Unreadable) as error:
                require_room(error)
                continue
            problems = yield from _problems(draft)
            yield Recovery(source=source, file=draft, contents=contents, problems=problems)


def _damaged(path: Path, workplace: Path, end: ExitStack) -> Connection | None:
    """Return a connection to what is readable of a file; None for nothing."""
    for copied in (_readable, with_new_header):
        try:
            readable = copied(path, workplace)
            db = _opened(readable, end)
            if not apart(db)[0]:
                return _at_current_version(db, readable, end)
        except (OSError, StorageError, *engine.Unreadable) as error:
            require_room(error)
    return None


def _opened(path: Path, end: ExitStack) -> Connection:
    db, _ = opened(path)
    end.callback(db.close)
    return db


def _at_current_version(db: Connection, path: Path, end: ExitStack) -> Connection:
    try:
        db = at_current_version(db)
    except (StorageError, *engine.Unreadable) as error:
        require_room(error)
        db = salvaged_copy(_opened(path, end))
    end.callback(db.close)
    return db


def _problems(draft: Path) -> Generator[Progress, None, int]:
    problems = 0
    for number, step in enumerate(verification.steps(draft)):
        yield Progress(tr("Checking"), number, verification.STEPS - 1)
        problems += len(step.findings)
    return problems


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
