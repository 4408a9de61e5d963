"""Searching the project while somebody types, on a thread of its own."""

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from functools import partial
from threading import Event
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.search import IndexState, Query, SearchSession, at_once
from annotator.giving_way import WINDOW, give_way, giving_way
from annotator.operations.searching import search
from annotator.ui.project.workspace import Workspace

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

_REST: Final = 0.01  # seconds between two steps of indexing, for the window
_AT_A_TIME: Final = 0.01  # seconds of indexing, after which the window goes first
_BUSY: Final = 0.25  # seconds that a busy window is waited for
_PATIENCE: Final = 0.05  # seconds that a search waits for what was not indexed yet


class Searches(QObject):
    """Finds what was asked last; an earlier search that is still under way is interrupted.

    What the index lacks is taken in afterwards, and the search is repeated when it has all. That
    waits while the window is at work: two threads of Python hold each other up. A project in memory
    is searched at once, on the thread of the window.
    """

    found = Signal(int, object)  # the number of the search, Found
    ended = Signal(int)  # the number of the search
    indexed = Signal(object)  # IndexState
    failed = Signal(object)  # AnnotatorError
    _waiting = Signal()  # of the worker, for the window

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._number = 0
        self._thread: ThreadPoolExecutor | None = None
        self._open = ExitStack()
        self._session: SearchSession | None = None
        self._is_idle, self._rested = Event(), 0.0
        self._waiting.connect(self._let_go_on, Qt.ConnectionType.QueuedConnection)

    @property
    def last(self) -> int:
        """Return the number of the last search."""
        return self._number

    def ask(self, query: Query) -> int:
        """Search for something, and return the number of this search."""
        self._begin_another()
        self._run(partial(self._search, self._number, query))
        return self._number

    def index(self) -> None:
        """Take in what the index lacks, and close the project for searching again."""
        self.ask(Query())
        self._run(self._close)

    def close(self) -> None:
        """End the search, and close the project for it."""
        self._begin_another()
        self._run(self._close)

    def finish(self) -> None:
        """Close, and wait until it is closed; nothing can be asked after that."""
        self.close()
        if self._thread:
            WINDOW.end()  # or what is waited for would give way to the window
            self._thread.shutdown(wait=True)

    def _run(self, act: Callable[[], None]) -> None:
        if self._workspace.path is None:
            act()
            return
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._thread.submit(act)

    def _search(self, number: int, query: Query) -> None:
        was_open = self._session is not None
        try:
            self._answer(number, query)
        except AnnotatorError as error:
            self._close()
            if was_open:  # its index may have been damaged since, and is made anew
                self._search(number, query)
            elif number == self._number:
                self.failed.emit(error)

    def _answer(self, number: int, query: Query) -> None:
        if number != self._number:
            return
        session = self._session or self._begun()
        session.while_wanted(lambda: number == self._number)
        is_complete = self._catch_up(session, number, monotonic() + _PATIENCE)
        self._find(session, number, query)
        if not is_complete and self._catch_up(session, number):
            self._find(session, number, query)

    def _find(self, session: SearchSession, number: int, query: Query) -> None:
        for found in search(session.reader, session, query):
            if number != self._number:
                return
            self.found.emit(number, found)
        self.ended.emit(number)

    def _catch_up(self, session: SearchSession, number: int, until: float = 0.0) -> bool:
        """Take in what the index lacks, and return whether it has all."""
        is_hurried = until or self._thread is None
        rest = at_once if is_hurried else partial(self._wait_for_window, number)
        steps = session.catching_up(rest)
        with nullcontext() if is_hurried else giving_way():
            for state in steps:
                self.indexed.emit(state)
                if number != self._number or (until and monotonic() > until):
                    steps.close()
                    return False
                if not until:
                    sleep(_REST)
        self.indexed.emit(IndexState(1, 1))
        return True

    def _begin_another(self) -> None:
        self._number += 1
        self._is_idle.set()  # what waits for the window gives up

    def _wait_for_window(self, number: int) -> None:
        """Wait, on the worker, until the window has done what it had to do.

        When something else was asked meanwhile, what has been begun is ended without a rest.
        """
        if number == self._number:
            give_way()  # to a key that was just pressed
        if monotonic() - self._rested < _AT_A_TIME:
            return
        self._is_idle.clear()
        if number == self._number:
            self._waiting.emit()
            self._is_idle.wait(_BUSY)
        self._rested = monotonic()

    def _let_go_on(self) -> None:
        self._is_idle.set()

    def _begun(self) -> SearchSession:
        self._session = self._open.enter_context(self._workspace.searching())
        return self._session

    def _close(self) -> None:
        self._session = None
        self._open.close()
