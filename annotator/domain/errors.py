"""Failures written for people."""

from typing_extensions import override

from annotator.domain.direction import sentence


class AnnotatorError(Exception):
    """A failure whose text is one sentence for the person: what, where, and what to do.

    A name in it turns nothing round, whatever direction it is written in.
    """

    @override
    def __str__(self) -> str:
        return sentence(super().__str__())


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class LostTextError(StorageError):
    """Words are missing from a project, or cannot be read; everything else of it can."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
