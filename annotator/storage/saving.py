"""What begins a transaction, and a thread that waits for the disk while others act."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from annotator.domain.store import Steps
from annotator.storage.engine import Connection

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

_AT_ONCE, _THEN = 0.08, 0.03  # seconds until the first step ends, and each of the others


def warm_up() -> None:
    """Import what the first edit needs; on a worker's thread, once the window is there."""
    import_module("sqlite_utils")


def transactions(db: Connection) -> Callable[[], AbstractContextManager[None]]:
    """Return what begins a transaction, which an error inside its block rolls back.

    To be asked for once: making it sets a switch of the connection, after which SQLite prepares
    every statement anew.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - the first edit pays for it, not the start

    database = Database(db, execute_plugins=False)

    @contextmanager
    def transaction() -> Iterator[None]:
        database.execute("BEGIN IMMEDIATE")  # a second writer waits here, and not in the middle
        try:
            yield
            database.execute("COMMIT")  # commit() says nothing when the transaction is gone
        except BaseException:
            database.rollback()
            raise

    return transaction


def run_to_end(steps: Steps[T]) -> T:
    """Return what comes of steps, drawn to their end without doing anything between."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


class DiskThread:
    """A thread of its own that does one thing after the other, while others wait or act."""

    @cached_property
    def _thread(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the start need not wait

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saving")

    def doing(self, act: Callable[[], None]) -> Steps[None]:
        """Do it; what it raises is raised here."""
        done = self._thread.submit(act)
        patience = _AT_ONCE
        while True:
            try:
                return done.result(timeout=patience)
            except TimeoutError:
                patience = _THEN
                yield

    def close(self) -> None:
        """End the thread when it has done what it was given."""
        self._thread.shutdown()
