"""One writer at a time: a lock beside the project that dies with its process."""

import os
import platform
from contextlib import closing
from datetime import datetime
from pathlib import Path

from annotator.domain.errors import StorageError
from annotator.places import user_name
from annotator.storage.engine import EngineError, is_busy, sqlite3


class LockedProjectError(StorageError):
    """Another window or command has the project open for writing."""


class ProjectLock:
    """Holds the right to write to one project; raises LockedProjectError when another has it.

    A tiny SQLite file beside the real file, in which a transaction is kept open: the system
    lets go of it however the process ends, and others can read in it who holds it.
    """

    def __init__(self, project: Path) -> None:
        self._project = project
        self._place = _place(project)
        real = project.resolve()
        self._path = real.with_name(f".{real.name}-lock")
        try:
            self._connection = self._take()
        except EngineError as error:
            if is_busy(error):
                raise LockedProjectError(self._refusal()) from error
            if "not a database" not in str(error) and "malformed" not in str(error):
                raise
            self._path.unlink()  # damaged, so that nobody can hold it
            self._connection = self._take()

    def require_place(self) -> None:
        """Refuse when the project's name no longer leads to the file that is open."""
        if _place(self._project) != self._place:
            raise StorageError(
                f"“{self._project}” was moved, removed or replaced while it was open. Put it back,"
                " or close it here and open it at its new place."
            )

    def release(self) -> None:
        """Give the right up and remove the file."""
        is_gone = self._remove()
        self._connection.close()
        if not is_gone:  # Windows removes no open file
            self._remove()

    def _remove(self) -> bool:
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def _take(self) -> sqlite3.Connection:
        words = f"{_myself()} since {_now()} (process {os.getpid()})"
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS holder (words TEXT NOT NULL)")
            connection.execute("DELETE FROM holder")
            connection.execute("INSERT INTO holder VALUES (?)", [words])
            connection.execute("COMMIT")
            connection.execute("BEGIN IMMEDIATE")
        except EngineError:
            connection.close()
            raise
        return connection

    def _refusal(self) -> str:
        with closing(sqlite3.connect(self._path, timeout=0)) as connection:
            try:
                holder = connection.execute("SELECT words FROM holder").fetchone()[0]
            except EngineError:
                holder = "in another window"
        return (
            f"“{self._project.name}” is open already, {holder}."
            " Close it there, or open it here for reading only."
        )


def _place(path: Path) -> tuple[int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked before every edit, and faster so
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _myself() -> str:
    return f"by {user_name() or 'somebody'} on {platform.node()}"


def _now() -> str:
    return f"{datetime.now().astimezone():%H:%M on %d %B %Y}"
