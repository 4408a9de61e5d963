"""Cancelling the work of a thread, even during one long read."""

from collections.abc import Callable
from threading import local
from types import TracebackType

from annotator.domain.errors import AnnotatorError

_INTERRUPTED = "interrupted"  # what the engine says of a query that ended early


class GivenUp(BaseException):
    """The work is cancelled; like KeyboardInterrupt, it should not be caught as an error."""


class _Thread(local):
    is_wanted: Callable[[], bool] | None = None


_thread = _Thread()


class WantedWhile:
    """Cancels the work of this thread inside the block once it is no longer wanted.

    Whatever fails because of that is not raised.
    """

    def __init__(self, is_wanted: Callable[[], bool]) -> None:
        self._is_wanted = is_wanted

    def __enter__(self) -> None:
        self._former, _thread.is_wanted = _thread.is_wanted, self._is_wanted

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        _thread.is_wanted = self._former
        if error is None or self._is_wanted():
            return False
        return isinstance(error, GivenUp | AnnotatorError) or str(error) == _INTERRUPTED


def is_given_up() -> bool:
    """Return whether the work of this thread is cancelled."""
    return _thread.is_wanted is not None and not _thread.is_wanted()


def require_wanted() -> None:
    """Raise GivenUp when the work of this thread is cancelled; for long loops."""
    if _thread.is_wanted is not None and not _thread.is_wanted():
        raise GivenUp
