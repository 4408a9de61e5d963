"""Failures written for people."""

from enum import Enum, auto


class Way(Enum):
    """A way out that a failure's sentence advises, so that the window can offer it."""

    COPY = auto()
    CHECK = auto()


class AnnotatorError(Exception):
    """A failure whose text is one sentence for the person: what, where, and what to do."""

    def __init__(self, sentence: str, *ways: Way) -> None:
        super().__init__(sentence)
        self.ways = ways


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
