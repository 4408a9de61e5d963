"""Opening and creating project files."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Edit
from annotator.domain.edit_label import words_of
from annotator.domain.errors import StorageError
from annotator.domain.store import run_to_end
from annotator.domain.unconfirmed import Unconfirmed
from annotator.i18n import N_, tr
from annotator.storage import engine
from annotator.storage.drafts import remove_drafts
from annotator.storage.engine import Connection, EngineError
from annotator.storage.high_water import is_first_advice
from annotator.storage.journal import Journal, label_of
from annotator.storage.lock import ProjectLock, is_linked_twice
from annotator.storage.logs import handle_leftover_log
from annotator.storage.looking import leaving_nothing, look_at, look_into, real
from annotator.storage.open_file import OpenFile
from annotator.storage.opening import make_file, require_project
from annotator.storage.shared_folders import sharer
from annotator.storage.store import Store
from annotator.storage.trust import SMALL
from annotator.storage.upgraded_copy import at_current_version
from annotator.storage.upgrading import bring_up_to_date

_READ_ONLY: Final = N_("“{file}” or its folder is read-only, so nothing can be changed.")
_LINKED_TWICE: Final = N_(
    "“{file}” has a second name (a hard link), and changes under one are not seen under the other."
    " Save a copy and work in that."
)
_ADVICE: Final = N_(
    "This project is on {service}, which can replace it with an older file while you work. "
    "Save a copy on this computer's own drive and work there."
)
_FULL: Final = N_(
    "The disk of “{file}” is full or read-only, so nothing can be changed. Free some space "
    "and open it again."
)


def create_project(path: Path, name: str, schemes: Iterable[Scheme], state_folder: Path) -> Store:
    """Create a project file and open it; raises StorageError when the file exists.

    `state_folder` holds the high-water marks of projects.
    """
    make_file(path, lambda db: Store(db).set_up_project(name, schemes))
    return open_project(path, state_folder)


def create_project_from(
    path: Path, found: Iterable[Edit | Unconfirmed], state_folder: Path
) -> Store:
    """Create a project file of edits and unconfirmed texts, completely or not at all; open it.

    Raises StorageError when the file exists, or when the edits do not make a whole project.
    """

    def fill(db: Connection) -> None:
        store = Store(db)
        for each in found:
            if isinstance(each, Edit):
                store.set_up(each)
            else:
                run_to_end(store.unconfirmed.keeping(each))
        store.project  # noqa: B018 - refuses a file without one

    make_file(path, fill)
    return open_project(path, state_folder)


def open_project(path: Path, state_folder: Path, *, read_only: bool = False) -> Store:
    """Open a project file; `state_folder` holds the high-water marks of projects.

    Raises LockedProjectError when another window has it open, StorageError for anything else that
    prevents opening; then nothing was written. A file that cannot or should not be written is
    opened as read-only. The store's `warning` says what is wrong, if anything, and its `news` what
    was done to the files beside it.
    """
    path = real(path)
    require_project(path)
    with (
        engine.refusing(lambda: tr("“{file}” could not be opened", file=path.name)),
        ExitStack() as failed,
    ):
        if read_only:
            store = _for_reading(path)
        elif engine.can_write(path):
            store = _for_writing_if_room(path)
        else:
            store = _for_reading(path, _READ_ONLY)
        failed.callback(store.close)
        store.watch(state_folder)
        failed.pop_all()
    return store


def open_sound(path: Path, state_folder: Path) -> Store:
    """Open a project for a command that changes it unattended.

    Raises StorageError also for a damaged one, if it is small enough to be checked quickly.
    """
    store = open_project(path, state_folder)
    if path.stat().st_size <= SMALL and (problem := next(problems_of(path), "")):
        store.close()
        raise StorageError(
            tr(
                "“{file}” is damaged and was not changed. {problem}",
                file=path.name,
                problem=problem,
            )
        )
    return store


def problems_of(path: Path, is_wanted: Callable[[], bool] = lambda: True) -> Iterator[str]:
    """Yield the problems of a project, one sentence each, while `is_wanted` returns true."""
    from annotator.storage.verification import findings  # noqa: PLC0415 - the window need not wait

    yield from findings(path, is_wanted=is_wanted)


def advice(store: Store) -> str:
    """Return advice about the folder, once for each project; otherwise ''."""
    service, folder = store.place.shared_by if store.place else "", store.state_folder
    is_due = service and folder and is_first_advice(folder, store.project.id)
    return tr(_ADVICE, service=service) if is_due else ""


def _for_reading(path: Path, otherwise: str = "") -> Store:
    db, remarks = look_into(path)
    return _that_reads(path, db, remarks or tr(otherwise, file=path.name))


def _that_reads(path: Path, db: Connection, warning: str, news: str = "") -> Store:
    store = Store(db, path=path, is_read_only=True)
    store.warning, store.news = warning, news
    return store


def _for_writing_if_room(path: Path) -> Store:
    try:
        return _for_writing(path)
    except EngineError as error:
        if not engine.is_of_disk(error):
            raise
        return _for_reading(path, _FULL)


def _for_writing(path: Path) -> Store:
    if is_linked_twice(path):
        raise StorageError(tr(_LINKED_TWICE, file=path.name))
    with ExitStack() as failed:
        lock = ProjectLock(path)
        failed.callback(lock.release)
        remove_drafts(path)
        is_cut_off = engine.has_log(path)
        news = handle_leftover_log(path)
        db, remarks = look_at(path, is_log_own=engine.has_log(path))
        if remarks:  # the lock is released: nothing will be written
            return _that_reads(path, at_current_version(db), remarks, news)
        db.close()
        shared_by = sharer(path)
        failed.enter_context(leaving_nothing(path))
        db = engine.open_for_writing(path, is_shared=bool(shared_by))
        failed.callback(db.close)
        if shared_by:
            engine.write_with_log(db)  # without a log, also while somebody only reads
        news = f"{news} {bring_up_to_date(db, path)}".strip()
        place = OpenFile(path, lock.descriptor, has_log=engine.keeps_log(db), shared_by=shared_by)
        store = Store(db, lock=lock, place=place, path=path)
        store.news = news
        if is_cut_off:
            _note_cut_off(store, Journal(db))
        failed.pop_all()
    return store


def _note_cut_off(store: Store, journal: Journal) -> None:
    if last := journal.last_step():
        store.cut_off_at, store.cut_off_after = last.at, words_of(label_of(last))
