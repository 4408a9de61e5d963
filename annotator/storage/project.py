"""Opening and making project files."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from annotator.domain.codebook import Scheme
from annotator.storage import engine, schema
from annotator.storage.journal import Journal
from annotator.storage.lock import ProjectLock
from annotator.storage.older import at_present
from annotator.storage.opening import make_file, require_project
from annotator.storage.store import Store


def create_project(path: Path, name: str, schemes: Iterable[Scheme], marks: Path) -> Store:
    """Make a project file and open it; raises StorageError when the file exists.

    `marks` is the folder that remembers what was seen of each project.
    """
    make_file(path, lambda db: Store(db).found(name, schemes))
    return open_project(path, marks)


def open_project(path: Path, marks: Path, *, read_only: bool = False) -> Store:
    """Open a project file; `marks` is the folder that remembers what was seen of it.

    Raises LockedProjectError when another window has it, StorageError for anything else that keeps
    it from being opened. A file that cannot be written is opened for reading. The store's
    `warning` then says what is odd about it, if anything.
    """
    require_project(path)
    with engine.refusing(f"“{path.name}” could not be opened"):
        if read_only:
            store = Store(at_present(engine.open_for_reading(path)), is_read_only=True)
        elif engine.can_write(path):
            store = _for_writing(path)
        else:
            store = Store(at_present(engine.open_for_reading(path)), is_read_only=True)
            store.warning = f"“{path.name}” or its folder is read-only: nothing can be changed."
        with ExitStack() as failed:
            failed.callback(store.close)
            store.watch(marks)
            failed.pop_all()
    return store


def _for_writing(path: Path) -> Store:
    with ExitStack() as failed:
        lock = ProjectLock(path)
        failed.callback(lock.release)
        is_cut_off = engine.has_log(path)
        db = engine.open_for_writing(path)
        failed.callback(db.close)
        schema.upgrade(db)
        store = Store(db, lock=lock)
        if is_cut_off:
            store.cut_off_at = _last_step_at(Journal(db))
        failed.pop_all()
    return store


def _last_step_at(journal: Journal) -> str:
    top = journal.tip().undo_top
    return journal.line(top).at if top else ""
