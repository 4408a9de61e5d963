"""Opening and making project files."""

from collections.abc import Iterable
from pathlib import Path

from annotator.domain.codebook import Scheme
from annotator.storage import engine, schema
from annotator.storage.lock import ProjectLock
from annotator.storage.opening import make_file, require_project
from annotator.storage.store import Store


def create_project(path: Path, name: str, schemes: Iterable[Scheme], marks: Path) -> Store:
    """Make a project file and open it; raises StorageError when the file exists.

    `marks` is the folder that remembers what was seen of each project.
    """
    make_file(path)
    with engine.refusing(f"“{path.name}” could not be made"):
        store = _for_writing(path)
        store.found(name, schemes)
        store.watch(marks)
    return store


def open_project(path: Path, marks: Path, *, read_only: bool = False) -> Store:
    """Open a project file; `marks` is the folder that remembers what was seen of it.

    Raises LockedProjectError when another window has it, StorageError for anything else that keeps
    it from being opened. The store's `warning` then says what is odd about it, if anything.
    """
    require_project(path)
    with engine.refusing(f"“{path.name}” could not be opened"):
        store = _for_reading(path) if read_only else _for_writing(path)
        store.watch(marks)
    return store


def _for_writing(path: Path) -> Store:
    lock = ProjectLock(path)
    try:
        db = engine.open_for_writing(path)
        schema.upgrade(db)
    except engine.EngineError:
        lock.release()
        raise
    return Store(db, lock=lock)


def _for_reading(path: Path) -> Store:
    return Store(engine.open_for_reading(path), is_read_only=True)
