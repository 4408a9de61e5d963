"""Telling on a terminal how far a command is that takes long for a large project."""

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

import click

from annotator.domain.copying import Progress
from annotator.i18n import format_number, tr

if TYPE_CHECKING:
    from annotator.storage.search_reader import StoredSearch  # few commands search

T = TypeVar("T")

_PAUSE: Final = 0.2  # seconds between two lines
_TICK: Final = 1.0  # seconds until a line is written again during one step
_COLUMNS: Final = 80  # where the terminal does not know how many it has


class ProgressLine:
    """One line on the error stream, written over again; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._is_shown = is_terminal()
        self._begun = monotonic()
        self._next = self._begun + _PAUSE
        self._words = ""
        self._lock = Lock()

    @contextmanager
    def ticking(self) -> Iterator[None]:
        """Write the line every second, however long a step takes, and remove it at the end."""
        is_over = Event()

        def tick_on() -> None:
            while not is_over.wait(_TICK):
                self._tick()

        ticker = Thread(target=tick_on, name="progress", daemon=True)
        if self._is_shown:
            ticker.start()
        try:
            yield
        finally:
            is_over.set()
            if self._is_shown:
                ticker.join()
            self.clear()

    def show(self, step: Progress) -> None:
        """Show how far it is."""
        self._words = _words(step)
        self._tick()

    def clear(self) -> None:
        """Remove the line."""
        with self._lock:
            self._words = ""
            if self._is_shown:
                self._write("")

    def _tick(self) -> None:
        """Write the line again, with its time, unless it was just written."""
        with self._lock:
            now = monotonic()
            if self._is_shown and self._words and now >= self._next:
                self._next = now + _PAUSE
                seconds = int(now - self._begun)
                self._write(f"{self._words} ({seconds // 60}:{seconds % 60:02})")

    def _write(self, words: str) -> None:
        width = _columns() - 1  # in the last column, some terminals begin the next line
        click.echo(f"\r{words[:width]:{width}}\r", err=True, nl=False)


def is_terminal() -> bool:
    """Return whether somebody looks at the error stream."""
    return sys.stderr.isatty()


def followed(steps: Iterator[Progress | T]) -> Iterator[T]:
    """Yield the results among steps, while their progress is told; they are closed in any case."""
    line = ProgressLine()
    with line.ticking():
        try:
            for step in steps:
                if isinstance(step, Progress):
                    line.show(step)
                else:
                    line.clear()
                    yield step
        finally:
            if isinstance(steps, Generator):
                steps.close()


def catch_up(finder: "StoredSearch") -> None:
    """Index what the search lacks, while that is told: it takes minutes the first time."""
    states = finder.catching_up()
    list(followed(Progress(tr("Indexing"), each.done, each.total) for each in states))


def _words(step: Progress) -> str:
    if not step.total:
        return tr("{stage}…", stage=step.step)
    done, total = format_number(step.done), format_number(step.total)
    return tr("{stage}: {done} of {total}", stage=step.step, done=done, total=total)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS
