"""Errors with a message for the user."""

from enum import Enum, auto

from typing_extensions import override

from annotator.domain.direction import with_names_isolated
from annotator.i18n import tr


class Remedy(Enum):
    """What an error's message suggests, so that the window can offer it."""

    COPY = auto()
    CHECK = auto()
    RESTORE = auto()


class AnnotatorError(Exception):
    """An error whose text is a sentence for the user: what, where, and what to do.

    Names in it are isolated, so that right-to-left ones do not reorder it.
    """

    @override
    def __str__(self) -> str:
        return with_names_isolated(super().__str__())

    def __init__(self, message: str, *remedies: Remedy) -> None:
        super().__init__(message)
        self.remedies = remedies


class StorageError(AnnotatorError):
    """The project file cannot be opened, read or written as asked."""


class ConflictError(StorageError):
    """An edit expects a record in another state than it is: it was changed meanwhile."""

    def __init__(self, action: str, record: str) -> None:
        super().__init__(
            tr(
                "{edit} was not done: something else has changed {record}. Check it and try again.",
                edit=action,
                record=record,
            )
        )


class LaterEditError(ConflictError):
    """An edit cannot be undone or redone: another annotator has later changed what it concerns."""

    def __init__(self, action: str, person: str, later: str) -> None:
        StorageError.__init__(
            self,
            tr(
                "{edit} was not done: it concerns what {person} changed later (“{later}”)."
                " {person} can undo that first.",
                edit=action,
                person=person,
                later=later,
            ),
        )


class LostTextError(StorageError):
    """A text is missing from a project or cannot be read; the rest of the project can."""


class UnreadableFileError(AnnotatorError):
    """A file that was to be imported cannot be read as text."""
