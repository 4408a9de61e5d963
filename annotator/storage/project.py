"""Opening and making project files."""

import os
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from annotator.domain.codebook import Scheme
from annotator.domain.errors import StorageError
from annotator.storage import engine, schema
from annotator.storage.folders import sharer
from annotator.storage.lock import ProjectLock, is_linked_twice
from annotator.storage.older import at_present
from annotator.storage.opening import make_file, require_project
from annotator.storage.place import Place
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
    path = Path(os.path.realpath(path))  # the log lies beside the real file
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
    if is_linked_twice(path):
        raise StorageError(
            f"“{path.name}” is known under a second name (a hard link), and what is saved under one"
            " is not seen under the other. Save a copy and work in that."
        )
    with ExitStack() as failed:
        lock = ProjectLock(path)
        failed.callback(lock.release)
        shared_by = sharer(path)
        db = engine.open_for_writing(path, is_shared=bool(shared_by))
        failed.callback(db.close)
        schema.upgrade(db)
        place = Place(path, lock.descriptor, has_log=engine.keeps_log(db), shared_by=shared_by)
        failed.pop_all()
    return Store(db, lock=lock, place=place)
