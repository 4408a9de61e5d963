"""Transactions, and a thread that waits for the disk while others go on."""

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
    """Import what the first edit needs, on a worker thread after the window is shown."""
    import_module("sqlite_utils")


def transactions(db: Connection) -> Callable[[], AbstractContextManager[None]]:
    """Return a context manager for transactions, which rolls back on an error.

    Call it once: it changes a setting of the connection, after which SQLite prepares every
    statement again.
    """
    from sqlite_utils import Database  # noqa: PLC0415 - the first edit pays for it, not the start

    database = Database(db, execute_plugins=False)

    @contextmanager
    def transaction() -> Iterator[None]:
        database.execute("BEGIN IMMEDIATE")  # a second writer waits here, not halfway
        try:
            yield
            database.execute("COMMIT")  # commit() says nothing when the transaction is gone
        except BaseException:
            database.rollback()
            raise

    return transaction


def run_to_end(steps: Steps[T]) -> T:
    """Run all steps at once and return their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


class DiskThread:
    """A worker thread that runs one task after another."""

    @cached_property
    def _thread(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the start need not wait

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saving")

    def doing(self, act: Callable[[], None]) -> Steps[None]:
        """Run a task in steps; its errors are raised here."""
        done = self._thread.submit(act)
        patience = _AT_ONCE
        while True:
            try:
                return done.result(timeout=patience)
            except TimeoutError:
                patience = _THEN
                yield

    def close(self) -> None:
        """End the thread after its last task."""
        self._thread.shutdown()
