"""Telling on a terminal how far a command is that takes long for a large project."""

import sys
from collections.abc import Generator, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

import click

from annotator.domain.copying import Progress
from annotator.i18n import format_number, tr

if TYPE_CHECKING:
    from annotator.storage.search_reader import StoredSearch  # few commands search

T = TypeVar("T")

_PAUSE: Final = 0.2  # seconds between two lines
_WIDTH: Final = 79  # columns that a line takes at most


class ProgressLine:
    """One line on the error stream, written over again; nothing where that is no terminal."""

    def __init__(self) -> None:
        self._is_shown = is_terminal()
        self._begun = monotonic()
        self._next = self._begun + _PAUSE
        self._words = ""

    def show(self, step: Progress) -> None:
        """Show how far it is."""
        self._words = _words(step)
        self.tick()

    def tick(self) -> bool:
        """Write the line again, with its time, unless it was just written; always true."""
        now = monotonic()
        if self._is_shown and now >= self._next:
            self._next = now + _PAUSE
            seconds = int(now - self._begun)
            self._write(f"{self._words} ({seconds // 60}:{seconds % 60:02})")
        return True

    def clear(self) -> None:
        """Remove the line."""
        if self._is_shown:
            self._write("")

    def _write(self, words: str) -> None:
        click.echo(f"\r{words[:_WIDTH]:{_WIDTH}}\r", err=True, nl=False)


def is_terminal() -> bool:
    """Return whether somebody looks at the error stream."""
    return sys.stderr.isatty()


def followed(steps: Iterator[Progress | T]) -> Iterator[T]:
    """Yield the results among steps, while their progress is told; they are closed in any case."""
    line = ProgressLine()
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
        line.clear()


def catch_up(finder: "StoredSearch") -> None:
    """Index what the search lacks, while that is told: it takes minutes the first time."""
    states = finder.catching_up()
    list(followed(Progress(tr("Indexing"), each.done, each.total) for each in states))


def _words(step: Progress) -> str:
    if not step.total:
        return tr("{stage}…", stage=step.step)
    done, total = format_number(step.done), format_number(step.total)
    return tr("{stage}: {done} of {total}", stage=step.step, done=done, total=total)
