"""ProjectStore: the protocol through which everything changes a project, whatever stores it."""

from collections.abc import Generator
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias, TypeVar

from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Annotator
from annotator.domain.project import Project
from annotator.domain.reading import ProjectReader
from annotator.domain.unconfirmed import Unconfirmed

T = TypeVar("T")

Steps: TypeAlias = Generator[None, None, T]
"""Long work in steps of at most a tenth of a second, so that the caller can act in between."""


class LostProjectError(StorageError):
    """The project is no longer where it was opened, or no longer what was saved there.

    `done` is the edit that was done before that was seen, if one was: it is in what is open here,
    to which nothing else leads.
    """

    def __init__(self, sentence: str, *ways: Remedy, done: Edit | None = None) -> None:
        super().__init__(sentence, *ways)
        self.done = done


class UnconfirmedStore(Protocol):
    """Stores the unconfirmed texts of fields, apart from the records."""

    def keeping(self, typed: Unconfirmed) -> Steps[None]:
        """Store a text in place of the field's previous one."""

    def dropping(self, typed: Unconfirmed) -> Steps[None]:
        """Forget what was typed into a field."""


class ProjectStore(Protocol):
    """Applies edits to one project, each whole or not at all, with its line in the history.

    An edit that returned is kept. It is judged by what it comes to, whatever the order of its
    changes. A refusal leaves no trace: ConflictError when a record is not as the edit says it was,
    LostProjectError when the project is out of reach, StorageError for anything else. `warning`
    says what is odd about the project, `news` what was done when it was opened, and `cut_off_at`
    when the last step was saved if it was not closed; they are empty when there is nothing.
    """

    warning: str
    news: str
    cut_off_at: str

    @property
    def reader(self) -> ProjectReader:
        """Return what reads the project on this thread."""

    @property
    def unconfirmed(self) -> UnconfirmedStore:
        """Return what keeps what was typed and is not a value yet."""

    @property
    def project(self) -> Project:
        """Return what the project is called; raises StorageError when that is lost."""

    @property
    def annotator(self) -> Annotator:
        """Return whose edits the next ones are."""

    @property
    def is_read_only(self) -> bool:
        """Return whether nothing can be changed."""

    def sign_in(self, name: str) -> None:
        """Let the edits from here on be those of the annotator of this name, new or known."""

    def apply(self, edit: Edit) -> Edit:
        """Do an edit and return it as it was written: with the short codes that were given."""

    def applying(self, edit: Edit) -> Steps[Edit]:
        """Do in steps what `apply` does."""

    def set_up(self, edit: Edit) -> None:
        """Do an edit that is in the history but not a step for undo."""

    def next_step(self, *, redo: bool = False) -> Edit | None:
        """Return what undo, or redo, would do next; None when there is nothing."""

    def undo(self) -> Edit | None:
        """Take the last step back and return what that did; None when there is none."""

    def undoing(self) -> Steps[Edit | None]:
        """Do in steps what `undo` does."""

    def redo(self) -> Edit | None:
        """Do the last undone step again and return what that did; None when there is none."""

    def redoing(self) -> Steps[Edit | None]:
        """Do in steps what `redo` does."""

    def undo_label(self) -> str:
        """Return what undo would take back; empty when nothing."""

    def redo_label(self) -> str:
        """Return what redo would do again; empty when nothing."""

    def accept(self) -> None:
        """Take the project as it is for the true one, in spite of the warning."""

    def loss(self) -> StorageError | None:
        """Return why nothing could be saved any more, if something happened to the project."""

    def reading(self) -> AbstractContextManager[ProjectReader]:
        """Read the project on this thread, as it is at one moment."""

    def reading_meanwhile(self) -> AbstractContextManager[ProjectReader | None]:
        """Read the project as it was before, while a save is under way; None when nobody can."""

    @property
    def is_readable_meanwhile(self) -> bool:
        """Return whether the project can be read while a save is under way."""

    def close(self) -> None:
        """Close the project."""
