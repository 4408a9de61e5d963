"""Backups of a project: checked copies in a folder, made while it is being worked in."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotator.domain.backup import (
    FOLDER,
    SUFFIX,
    Backup,
    BackupContents,
    BackupDetails,
    BackupReason,
    ProjectKey,
    RestoreLoss,
)
from annotator.domain.copying import Progress
from annotator.domain.errors import StorageError
from annotator.domain.stamp import new_id
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.copying import flush, flush_folder, megabytes, pages
from annotator.storage.drafts import discard, remove_drafts
from annotator.storage.engine import SEALED, Connection, ask
from annotator.storage.journal import Journal
from annotator.storage.last_edit import last_edit
from annotator.storage.looking import opened, real, shared, tip_of
from annotator.storage.opening import require_project
from annotator.storage.quick_check import quick_findings
from annotator.storage.shared_folders import sharer
from annotator.storage.trust import apart
from annotator.storage.upgraded_copy import size_of

Surplus = Callable[[Sequence[Backup]], Iterable[Backup]]
"""Returns those of a project's backups that are not kept."""

_PAUSE: Final = 0.002  # seconds after each megabyte
_SPARE: Final = 100_000_000  # bytes that stay free beside a backup, or as many as it has
_ABANDONED: Final = 600.0  # seconds without a write, after which a draft is nobody's
_NO_ROOM: Final = N_(
    "No backup was made: it needs {needed} MB, and its disk has {free} MB free. Free some space,"
    " or choose another folder for backups in the settings."
)
_COUNTED: Final = (
    "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM claim),"
    " (SELECT count(*) FROM claim_mention) + (SELECT count(*) FROM sentiment),"
    " (SELECT ifnull(max(seq), 0) FROM journal)"
)


def folder_for(project: Path, chosen: str, own: Path) -> Path:
    """Return the folder for the backups of a project: the chosen one, or one beside it.

    In a folder that is shared with other computers they would be sent there, and could be removed
    from there: then `own` is taken, a folder of this computer.
    """
    if chosen:
        return Path(chosen)
    return own if sharer(project) else real(project).parent / FOLDER


def backups_of(project: ProjectKey, *folders: Path) -> list[Backup]:
    """Return the backups of a project, the newest first; a missing folder has none.

    Each comes once, also where a folder is given by two names.
    """
    found: dict[Path, Backup] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                backup = Backup.of(path)
                if backup and project.has(backup):
                    found.setdefault(real(path), backup)
    return sorted(found.values(), key=lambda each: each.number, reverse=True)


def snapshot(path: Path) -> Connection:
    """Return a connection that reads a project as it is now, whatever is written to it later.

    Without a log there are no snapshots: then it reads what is there when it reads.
    """
    path = real(path)
    require_project(path)
    with (
        engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)),
        ExitStack() as failed,
    ):
        first, _ = opened(path)
        failed.callback(first.close)
        db = shared(first, path)
        failed.callback(db.close)
        if engine.keeps_log(db):
            db.execute("BEGIN")
            db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
        failed.pop_all()
    return db


def key_of(path: Path, db: Connection | None) -> ProjectKey:
    """Return what a project is known by, by its name alone where it cannot be read."""
    with suppress(StorageError):
        for (project_id,) in ask(db, "SELECT id FROM project") if db else ():
            return ProjectKey.of(path, str(project_id))
    return ProjectKey.of(path)


def backing_up(
    db: Connection,
    project: Path,
    folders: Sequence[Path],
    reason: BackupReason,
    surplus: Surplus,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Iterator[Progress | Backup]:
    """Back up the project of a connection, check the backup, and remove those not kept any more.

    It goes into the first folder. The last item is the backup, the newest one when nothing was
    changed since; there is none after `is_wanted` returned false. Raises StorageError.
    """
    with engine.refusing(lambda: tr("No backup was made")):
        key = key_of(project, db)
        if not key.mark:
            raise StorageError(tr("No backup was made: the project cannot be read."))
        remove_drafts(real(project))  # each is as large as a backup, and hidden
        (folder := folders[0]).mkdir(parents=True, exist_ok=True)
        known = backups_of(key, *folders)
        is_same = known and reason is not BackupReason.ASKED and _is_same(known[0], db)
        if not is_same:
            _require_room(db, folder)
            number = known[0].number + 1 if known else 1
            name = key.name(number, datetime.now(UTC), reason)
            yield from _copied(db, folder / name, is_wanted)
            known = backups_of(key, *folders)
            _remove(surplus(known))
    if is_wanted():
        yield known[0]


def _remove(backups: Iterable[Backup]) -> None:
    for each in backups:
        with suppress(OSError):  # it is tried again with the next backup
            each.path.unlink()


def _copied(db: Connection, path: Path, is_wanted: Callable[[], bool]) -> Iterator[Progress]:
    draft = path.with_name(f".{path.name}{SUFFIX}-{new_id()[-8:]}")
    with ExitStack() as end:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        end.callback(discard, draft)
        _clean(draft)
        with closing(engine.new_file(draft)) as copy:
            copy.execute("PRAGMA journal_mode = OFF").fetchone()
            copy.execute("PRAGMA synchronous = OFF")  # flushed below, all at once
            yield from pages(db, copy, _PAUSE)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
            _require_all(db, copy)
        yield Progress(tr("Checking the backup"), 0, 0)
        is_damaged = any([*quick_findings(draft, is_wanted)])
        if not is_wanted():
            return
        flush(draft)
        draft.rename(path.with_name(f"{path.name}{' damaged' * is_damaged}{SUFFIX}"))
        flush_folder(path.parent)


def _require_all(db: Connection, copy: Connection) -> None:
    """Refuse a copy without the last edit of the state that was to be copied."""
    if db.in_transaction and tip_of(db) != tip_of(copy):
        raise StorageError(tr("No backup was made: the copy is not complete."))


def _require_room(db: Connection, folder: Path) -> None:
    need, free = size_of(db), shutil.disk_usage(folder).free
    if free < need + min(need, _SPARE):  # or the next edit would find the disk full
        raise StorageError(tr(_NO_ROOM, needed=megabytes(need), free=megabytes(free)))


def _clean(draft: Path) -> None:
    """Remove the drafts of backups that were broken off, such as by a crash."""
    now = draft.stat().st_mtime  # by the clock of that disk
    for other in draft.parent.glob(f".*{SUFFIX}-????????*"):
        with suppress(OSError):
            if other != draft and abs(now - other.stat().st_mtime) > _ABANDONED:
                other.unlink()


def _is_same(backup: Backup, db: Connection) -> bool:
    with suppress(StorageError), closing(reading_backup(backup.path)) as found:
        return not backup.is_damaged and Journal(found).tip() == Journal(db).tip()
    return False


def reading_backup(path: Path) -> Connection:
    """Return a connection to a backup, which nobody writes; raises StorageError for others."""
    require_project(path)
    with engine.refusing(lambda: tr("“{file}” could not be read", file=path.name)):
        db = engine.open_for_reading(path, SEALED)
        try:
            missing, _ = apart(db)
        except BaseException:
            db.close()
            raise
    if missing:
        db.close()
        raise StorageError(tr("“{file}” does not have the tables of a project.", file=path.name))
    return db


def contents_of(db: Connection) -> BackupContents:
    """Return what a state of a project holds; raises StorageError where it cannot be read."""
    ((articles, claims, marks, edits),) = ask(db, _COUNTED)
    last = last_edit(db)
    return BackupContents(
        articles=articles,
        claims=claims,
        marks=marks,
        edits=edits,
        last_at=last.at,
        last_edit=last.label,
    )


def described(backup: Backup, present: Connection | None) -> BackupDetails:
    """Return what a backup holds, and what restoring it would discard, as far as it is known."""
    with closing(reading_backup(backup.path)) as db:
        contents, loss = contents_of(db), None
        with suppress(StorageError):  # of a damaged project
            loss = loss_between(present, db) if present else None
    return BackupDetails(contents=contents, loss=loss)


def loss_between(present: Connection, backup: Connection) -> RestoreLoss:
    """Return what restoring a backup would discard of the present state."""
    line, tip = Journal(backup).tip(), Journal(present).tip()
    shared_until = line.seq
    if Journal(present).hash_of(line.seq) != line.hash:
        shared_until = _fork(Journal(present), Journal(backup), min(line.seq, tip.seq))
    edits = tip.seq - shared_until
    label = last_edit(present).label if edits else ""
    return RestoreLoss(edits=edits, last=label, is_other=shared_until < line.seq)


def _fork(one: Journal, other: Journal, most: int) -> int:
    """Return the last line that two histories share: each line's hash covers all before it."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one.hash_of(middle) == other.hash_of(middle):
            low = middle
        else:
            high = middle - 1
    return low
