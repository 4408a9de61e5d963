"""How long queries may take."""

from collections.abc import Callable
from math import inf
from time import thread_time


class Clock:
    """Decides when a query has taken too long or was cancelled.

    It does not refer to its connection: the cycle would keep both in memory forever.
    """

    def __init__(self) -> None:
        self.until = inf
        self.is_wanted: Callable[[], bool] = lambda: True

    def is_over(self) -> bool:
        """Return whether to give up; called on the waiting thread."""
        return thread_time() > self.until or not self.is_wanted()


class Limit:
    """Lets queries inside the block fail when they take too long in total.

    It is made for most queries: a generator would be slower.
    """

    __slots__ = ("_clock", "_former", "_seconds")

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock = clock
        self._seconds = seconds
        self._former = inf

    def __enter__(self) -> None:
        self._former = self._clock.until
        self._clock.until = min(self._former, thread_time() + self._seconds)

    def __exit__(self, *_: object) -> None:
        self._clock.until = self._former
