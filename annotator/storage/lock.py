"""One writer at a time: a lock beside the project that dies with its process."""

import getpass
import os
import platform
from pathlib import Path

from annotator.domain.errors import StorageError
from annotator.domain.stamp import utc_now
from annotator.storage.engine import EngineBusy, EngineError, sqlite3


class LockedProjectError(StorageError):
    """Another window or command has the project open for writing."""


class ProjectLock:
    """Holds the right to write to one project; raises LockedProjectError when another has it.

    A tiny SQLite file beside the real file, in which a transaction is kept open: the system
    lets go of it however the process ends, and others can read in it who holds it.
    """

    def __init__(self, project: Path) -> None:
        real = project.resolve()
        self._path = real.with_name(f".{real.name}-lock")
        try:
            self._connection = _taken(self._path)
        except EngineBusy as error:
            words = f"“{project.name}” is open already, {_holder(self._path)}."
            advice = "Close it there, or open it here for reading only."
            raise LockedProjectError(f"{words} {advice}") from error
        except EngineError:  # the lock file itself is damaged, so that nobody can hold it
            self._path.unlink(missing_ok=True)
            self._connection = _taken(self._path)

    def release(self) -> None:
        """Give the right up and remove the file."""
        self._path.unlink(missing_ok=True)
        self._connection.close()


def _taken(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS holder (words TEXT NOT NULL)")
        connection.execute("DELETE FROM holder")
        connection.execute("INSERT INTO holder VALUES (?)", [_myself()])
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
    except EngineError:
        connection.close()
        raise
    return connection


def _holder(path: Path) -> str:
    connection = sqlite3.connect(path, timeout=0)
    try:
        row = connection.execute("SELECT words FROM holder").fetchone()
    except EngineError:
        row = None
    finally:
        connection.close()
    return str(row[0]) if row else "in another window"


def _myself() -> str:
    return f"by {getpass.getuser()} on {platform.node()} since {utc_now()} (process {os.getpid()})"
