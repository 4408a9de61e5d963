"""A thread that waits for the disk."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from functools import cached_property, partial
from threading import Event
from typing import TYPE_CHECKING, Final, TypeVar

from annotator.domain.edit import Edit
from annotator.domain.giving_up import GivenUp, WantedWhile
from annotator.domain.store import Steps
from annotator.giving_way import giving_way
from annotator.storage.engine import EngineError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

_AT_ONCE: Final = 0.08  # seconds until the first step ends that waits for a task
_THEN: Final = 0.03  # seconds that each of the others takes


class DiskThread:
    """A worker thread that runs one task after another.

    `at_once` is after how many seconds the first step ends that waits for one; None as suits a
    window. With `come_further`, which is called on the thread after each task, steps end at once,
    and tasks give way.
    """

    def __init__(self, at_once: float | None = None) -> None:
        self.come_further: Callable[[], object] | None = None
        self._at_once = at_once

    @property
    def is_awaited(self) -> bool:
        """Return whether somebody waits for the tasks."""
        return self.come_further is None

    @cached_property
    def _thread(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - the start need not wait

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saving")

    def doing(
        self, act: Callable[[], T], *, to_its_end: bool = False, meanwhile: Edit | None = None
    ) -> Steps[T]:
        """Run a task in steps; its errors are raised here.

        GivenUp that is thrown into the steps gives the task up, unless it is to run `to_its_end`,
        and is raised once that is done. The first step returns the edit for `meanwhile`, if any, as
        soon as the task is running.
        """
        is_wanted, is_running = True, Event()
        way = nullcontext() if self.is_awaited else giving_way()

        def work() -> T:
            is_running.set()
            with way, WantedWhile(lambda: is_wanted):
                return act()
            raise GivenUp

        done = self._begun(work)
        waits = self._waits(is_divided=meanwhile is not None)
        if meanwhile:
            is_running.wait()  # it needs the interpreter to begin
        while True:
            with suppress(TimeoutError):
                return _result(done, next(waits), is_wanted=is_wanted)
            try:
                yield meanwhile
            except GivenUp:
                is_wanted = to_its_end
            meanwhile = None

    def _begun(self, work: Callable[[], T]) -> "Future[T]":
        task = self._thread.submit(work)
        if self.come_further:
            task.add_done_callback(partial(_tell, self.come_further))
        return task

    def _waits(self, *, is_divided: bool) -> Iterator[float]:
        """Yield how long to wait in each step; the first is divided in two by a step at once."""
        if is_divided:
            yield 0.0
        wait = _AT_ONCE if self._at_once is None else self._at_once
        while True:
            yield wait if self.is_awaited else 0.0
            wait = _THEN

    def rest(self) -> None:
        """Wait until no task is running: one that does nothing comes after all others."""
        self._thread.submit(bool).result()

    def close(self) -> None:
        """End the thread after its last task."""
        self._thread.shutdown()


def _tell(come_further: Callable[[], object], _done: object) -> None:
    come_further()


def _result(done: "Future[T]", wait: float, *, is_wanted: bool) -> T:
    try:
        return done.result(timeout=wait)
    except EngineError as error:
        if is_wanted:
            raise
        raise GivenUp from error  # not to be tried again
