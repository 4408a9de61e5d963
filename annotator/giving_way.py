"""Long work on other threads gives way while the window answers a person.

Python runs on one thread at a time. The window lets go of the interpreter hundreds of times for one
key, whenever it calls Qt or the database, and would have to get it back from the work each time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, local
from time import monotonic
from typing import Any, Final

LONGEST: Final = 0.25
"""Seconds after which work goes on beside a window that is still answering."""

_FREED: Final = 500  # things, which take half a millisecond to free


class Window:
    """Whether the window is answering a person: its thread says so, those that work ask."""

    def __init__(self) -> None:
        self._is_free = Event()
        self._is_free.set()
        self._until = 0.0

    @property
    def is_answering(self) -> bool:
        """Return whether it has begun to answer, and has not ended."""
        return not self._is_free.is_set()

    def begin(self) -> None:
        """Say that it is answering; while it is, this prolongs nothing."""
        if not self.is_answering:  # or a key that is held down would keep the work for long
            self._until = monotonic() + LONGEST
            self._is_free.clear()

    def end(self) -> None:
        """Say that it has answered, or waits for the work itself."""
        self._is_free.set()

    def let_pass(self) -> None:
        """Return when it has answered, or has taken too long."""
        if self.is_answering:
            self._is_free.wait(max(0.0, self._until - monotonic()))


WINDOW: Final = Window()


class _Thread(local):
    gives_way = False


_THREAD: Final = _Thread()


@contextmanager
def giving_way() -> Iterator[None]:
    """Let this thread give way while the block runs."""
    _THREAD.gives_way = True
    try:
        yield
    finally:
        _THREAD.gives_way = False


def give_way() -> None:
    """Rest while the window answers a person; do nothing on a thread that does not give way.

    Long work calls it between two pieces of at most a millisecond or two.
    """
    if _THREAD.gives_way:
        WINDOW.let_pass()


def let_go(things: list[Any]) -> None:
    """Free things a few at a time; nothing else may hold them any more.

    What is freed at once, as the last who holds it goes, keeps the interpreter until it is done.
    """
    while things:
        del things[-_FREED:]
        give_way()
