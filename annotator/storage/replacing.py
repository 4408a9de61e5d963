"""Replacing a project, which nobody may have open, by another state of it."""

import os
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct

from annotator.domain.backup import Backup, BackupReason, Restored
from annotator.domain.copying import Progress
from annotator.domain.errors import StorageError
from annotator.domain.project import SUFFIX
from annotator.i18n import tr
from annotator.storage import engine, verification
from annotator.storage.backups import Surplus, backing_up, key_of, reading_backup, snapshot
from annotator.storage.copying import complete, flush, flush_folder, pages
from annotator.storage.drafts import discard, draft_of, remove_drafts
from annotator.storage.high_water import HighWater
from annotator.storage.journal import Journal
from annotator.storage.lock import ProjectLock, copy_bytes
from annotator.storage.looking import real
from annotator.storage.pages import check_pages
from annotator.storage.schema import upgrade
from annotator.storage.trust import SMALL, apart
from annotator.storage.upgrading import fill_in

_LOGS: Final = ("-wal", "-journal", "-shm")


class Keeping(Struct, frozen=True):
    """The folders of backups, the first for new ones, and which are not kept any more."""

    folders: Sequence[Path]
    surplus: Surplus


def restoring(
    path: Path, backup: Path, keeping: Keeping, state_folder: Path, *, is_partial: bool = False
) -> Iterator[Progress | Restored]:
    """Put a backup in the place of a project; the last item says where the state before is kept.

    That is a backup of its own; a damaged file, or one that is no project, is kept beside the
    project. Raises StorageError, changing nothing, when the backup is damaged (unless it
    `is_partial`, as what was recovered), the state before cannot be kept, or the project is open.
    """
    path = real(path)
    with (
        engine.refusing(lambda: tr("“{file}” could not be restored", file=path.name)),
        ExitStack() as end,
    ):
        lock = ProjectLock(path) if path.exists() else None
        draft = draft_of(path)
        end.callback(discard, draft)
        if lock:
            remove_drafts(path)
            end.callback(lock.release)
        yield from _made(draft, backup)
        if not is_partial:
            yield from _verified(draft)
        complete(draft)
        kept = yield from _kept(path, keeping)
        if lock:
            lock.release()  # Windows replaces no open file
        put_in_place(draft, path)
    _remember(path, state_folder)
    yield Restored(kept)


def put_in_place(draft: Path, path: Path) -> None:
    """Replace a project, whose log is empty or kept elsewhere, by a draft that is on the disk."""
    for log in _LOGS:
        path.with_name(path.name + log).unlink(missing_ok=True)
    draft.replace(path)
    flush_folder(path.parent)


def _made(draft: Path, backup: Path) -> Iterator[Progress]:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    with closing(reading_backup(backup)) as source, closing(engine.new_file(draft)) as db:
        yield from pages(source, db)
        if not any(apart(db)):
            upgrade(db, fill=fill_in)  # or opening it would keep another copy of the same
        db.execute("PRAGMA journal_mode = DELETE").fetchone()


def _verified(draft: Path) -> Iterator[Progress]:
    for number, step in enumerate(verification.steps(draft), start=1):
        for problem in step.findings:
            raise StorageError(
                tr(
                    "Nothing was restored, because this state is damaged. {problem}",
                    problem=problem,
                )
            )
        yield Progress(tr("Checking"), number, verification.STEPS - 1)


def _kept(path: Path, keeping: Keeping) -> Generator[Progress, None, Path | None]:
    """Back up the present state, or keep its file aside where it is damaged; return the place."""
    if not path.exists():
        return None
    if not is_sound(path):
        return _kept_aside(path)
    with closing(snapshot(path)) as db:
        made = path
        for step in backing_up(db, path, keeping.folders, BackupReason.RESTORE, keeping.surplus):
            if isinstance(step, Backup):
                made = step.path
            else:
                yield step
    with suppress(engine.EngineError), closing(engine.open_for_writing(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()  # or the log would be lost now
    return made


def is_sound(path: Path, *, is_quick: bool = False) -> bool:
    """Return whether the pages of a project, its id and the end of its history can be read.

    With `is_quick`, the pages of a large file are not read.
    """
    try:
        with closing(snapshot(path)) as db:
            Journal(db).tip()
            if not key_of(path, db).mark:
                return False
            if is_quick and path.stat().st_size > SMALL:
                return True
            failed = tr("“{file}” could not be read", file=path.name)
            with engine.refusing(lambda: failed), db.limited():
                return check_pages(db, "quick_check(1)") == ["ok"]
    except StorageError:
        return False


def _kept_aside(path: Path) -> Path:
    """Keep a file under another name, with the logs beside it, and return that name."""
    names = (tr("{file} (damaged {number})", file=path.stem, number=each) for each in count(1))
    kept = next(
        place for name in names if not (place := path.with_name(f"{name}{SUFFIX}")).exists()
    )
    for end in ("", *_LOGS[:2]):
        with suppress(FileNotFoundError):
            _copy(path.with_name(path.name + end), kept.with_name(kept.name + end), draft_of(path))
    return kept


def _copy(file: Path, target: Path, draft: Path) -> None:
    """Give a file another name, or copy it by a draft where it can have only one."""
    with suppress(OSError, NotImplementedError):
        os.link(file, target)
        return
    with ExitStack() as end:
        end.callback(discard, draft)
        copy_bytes(file, draft)
        shutil.copystat(file, draft)
        flush(draft)
        draft.rename(target)


def _remember(path: Path, state_folder: Path) -> None:
    """Note where the history ends now, so that the next start does not miss the rest."""
    with closing(snapshot(path)) as db:
        (project_id,) = db.execute("SELECT id FROM project").fetchone()
        tip = Journal(db).tip()
    with suppress(OSError), closing(HighWater(state_folder, str(project_id))) as seen:
        seen.note(tip)
