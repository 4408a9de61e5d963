"""How long queries may take."""

from collections.abc import Callable
from time import thread_time
from types import FrameType
from typing import Final

from annotator.domain import giving_up
from annotator.domain.giving_up import is_given_up
from annotator.giving_way import give_way
from annotator.storage.sql_functions import FUNCTIONS

_CALLED: Final = frozenset(act.__module__ for _, _, act in FUNCTIONS)
_interrupts: Final[list[int]] = []


def interrupt(number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, during a query when that has ended; it is a handler of signals.

    The engine drops what is raised while it asks the clock or calls a function, and the query would
    seem to fail.
    """
    while frame:
        if frame.f_code is Clock.is_over.__code__ or frame.f_globals["__name__"] in _CALLED:
            _interrupts.append(number)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def require_wanted() -> None:
    """Raise KeyboardInterrupt, or GivenUp, where the work of this thread is to end.

    For loops that take long without the engine, and when a query has failed.
    """
    if _interrupts:
        _interrupts.clear()
        raise KeyboardInterrupt
    giving_up.require_wanted()


class Clock:
    """Decides when a query has taken too long or was cancelled.

    It does not refer to its connection: the cycle would keep both in memory forever.
    """

    def __init__(self) -> None:
        self.limit: Limit | None = None
        self.is_wanted: Callable[[], bool] = lambda: True

    def is_over(self) -> bool:
        """Return whether to give up; called on the waiting thread, often during a long query."""
        give_way()
        now, limit = thread_time(), self.limit
        if _interrupts or is_given_up():
            return True
        while limit:
            if limit.is_over(now):
                return True
            limit = limit.outer
        return not self.is_wanted()


class Limit:
    """Lets queries inside the block fail when they take too long in total.

    It is made for most queries: a generator would be slower. Its time begins with the first look
    at the clock, which costs more than a short query.
    """

    __slots__ = ("_clock", "_seconds", "_until", "outer")

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._until = 0.0
        self.outer: Limit | None = None

    def is_over(self, now: float) -> bool:
        """Return whether it is over at this time of the thread."""
        if not self._until:
            self._until = now + self._seconds
        return now > self._until

    def __enter__(self) -> None:
        self.outer = self._clock.limit
        self._clock.limit = self

    def __exit__(self, *_: object) -> None:
        self._clock.limit = self.outer
        require_wanted()
