"""Failures written for people."""

from enum import Enum, auto

from typing_extensions import override

from annotator.domain.direction import sentence
from annotator.i18n import tr


class Remedy(Enum):
    """A way out that a failure's sentence advises, so that the window can offer it."""

    COPY = auto()
    CHECK = auto()


class AnnotatorError(Exception):
    """A failure whose text is one sentence for the person: what, where, and what to do.

    A name in it turns nothing round, whatever direction it is written in.
    """

    @override
    def __str__(self) -> str:
        return sentence(super().__str__())

    def __init__(self, message: str, *remedies: Remedy) -> None:
        super().__init__(message)
        self.remedies = remedies


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class ConflictError(StorageError):
    """An edit was made of a record that is not as it was then: somebody else has changed it."""

    def __init__(self, action: str, record: str) -> None:
        super().__init__(
            tr(
                "{edit} was not done: something else has changed {record}. Check it and try again.",
                edit=action,
                record=record,
            )
        )


class LostTextError(StorageError):
    """Words are missing from a project, or cannot be read; everything else of it can."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
