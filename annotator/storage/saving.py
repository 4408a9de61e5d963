"""How an edit gets to the disk: tried again while others hold the file, and in steps."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cached_property
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from annotator.domain.store import Steps
from annotator.storage import engine
from annotator.storage.engine import Connection, EngineError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")

_PATIENCE: Final = 5.0  # seconds, as long as another program holds the file
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


def drawn(steps: Steps[T]) -> T:
    """Return what comes of steps, drawn to their end without doing anything between."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def patiently(attempt: Callable[[ExitStack], T], aside: "Aside | None") -> Steps[T]:
    """Do an attempt and leave what it entered; again, while another program holds the file.

    `attempt` enters a transaction, which is committed on leaving: `aside`, if that is given.
    """
    until = monotonic() + _PATIENCE
    while True:
        try:
            with ExitStack() as transaction:
                done = attempt(transaction)
                commit = transaction.pop_all().close
            if aside:
                yield from aside.doing(commit)
            else:
                commit()
        except EngineError as error:
            if not engine.is_busy(error) or monotonic() > until:
                raise
            yield
        else:
            return done


class Aside:
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
