"""A short limit of real time, in which a query may also have to wait for the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from typing_extensions import override

from annotator.storage.clock import Clock, Limit
from annotator.storage.engine import Connection
from annotator.storage.pages import asking_often


class _Moment(Limit):
    """A limit of real time."""

    __slots__ = ()

    def __init__(self, clock: Clock, seconds: float) -> None:
        super().__init__(clock, seconds)
        self._until = monotonic() + seconds

    @override
    def is_over(self, now: float) -> bool:
        return monotonic() > self._until


@contextmanager
def moment(db: Connection, seconds: float) -> Iterator[None]:
    """Let queries inside the block fail when they have not ended after these seconds."""
    with asking_often(db), _Moment(db.clock, seconds):
        yield
