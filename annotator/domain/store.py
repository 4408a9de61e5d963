"""ProjectStore: the protocol for changing a project."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from annotator.domain.edit import Edit
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Annotator
from annotator.domain.project import Project
from annotator.domain.reading import ProjectReader
from annotator.domain.unconfirmed import Unconfirmed

if TYPE_CHECKING:
    from annotator.domain.search import SearchSession  # the start need not wait

T = TypeVar("T")

Steps: TypeAlias = Generator[Edit | None, None, T]
"""Slow work in steps of at most a tenth of a second; the caller may do other work in between.

A step returns an edit when that is written and only the disk is waited for.

It can be given up by throwing GivenUp into the steps: they end with it once everything is as before
the work, or go on when that is nearly done.
"""


def run_to_end(steps: Steps[T]) -> T:
    """Run all steps at once and return their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found


def begun(steps: Steps[T]) -> Steps[T]:
    """Do the first step now, and return the others."""
    others = _in_two(steps)
    next(others)
    return others


def _in_two(steps: Steps[T]) -> Steps[T]:
    try:
        next(steps)
    except StopIteration as end:
        yield None
        found: T = end.value
        return found
    yield None
    return (yield from steps)


class LostProjectError(StorageError):
    """The project was moved, replaced or overwritten while it was open.

    `done` is the edit that was applied before this was noticed, if any: it is only in the project
    that is still open here.
    """

    def __init__(self, sentence: str, *ways: Remedy, done: Edit | None = None) -> None:
        super().__init__(sentence, *ways)
        self.done = done


class UnconfirmedStore(Protocol):
    """Stores unconfirmed text, apart from the records."""

    def keeping(self, typed: Unconfirmed) -> Steps[None]:
        """Store a text, replacing what was typed into the same field before."""

    def dropping(self, typed: Unconfirmed) -> Steps[None]:
        """Delete the text of a field."""


class ProjectStore(Protocol):
    """Applies edits to one project, each atomically, with its line in the history.

    When a method returns, the edit is saved. The order of the changes within an edit does not
    matter. A refused edit leaves no trace: ConflictError when a record is not in the state that
    the edit expects, LostProjectError when the project was moved or replaced, StorageError for
    anything else.

    Each annotator undoes and redoes their own edits: those of the one who is signed in, unless the
    id of another is given; and without a name those of whoever worked last. LaterEditError says
    that somebody else has later changed what a step concerns.

    `warning` says what is wrong with the project, `news` what was done when it was opened,
    `cut_off_at` when it was saved last if it was not closed, and `cut_off_after` which edit that
    was; each may be empty.
    """

    warning: str
    news: str
    cut_off_at: str
    cut_off_after: str

    @property
    def reader(self) -> ProjectReader:
        """Return the reader for this thread."""

    @property
    def unconfirmed(self) -> UnconfirmedStore:
        """Return the store of unconfirmed text."""

    @property
    def project(self) -> Project:
        """Return the project's record; raises StorageError when it is missing."""

    @property
    def annotator(self) -> Annotator:
        """Return the annotator to whom new edits are attributed."""

    @property
    def is_read_only(self) -> bool:
        """Return whether the project is open as read-only."""

    def listen(self, hear: Callable[[Edit], None]) -> None:
        """Pass every edit to `hear` once it is saved, whoever made it, in the order of the history.

        Edits of this store, their undo and redo are passed on before the method that saves them
        returns; those that another writer adds to the project, on the thread of this store.
        """

    @property
    def person(self) -> Callable[[str], Annotator]:
        """Return what finds the annotator of a name, who is added with their first edit if new."""

    def sign_in(self, name: str) -> None:
        """Attribute the following edits to the annotator of this name, who is added if needed."""

    def apply(self, edit: Edit) -> Edit:
        """Apply an edit and return it as it was saved, with its new records' short codes."""

    def applying(self, edit: Edit, annotator_id: str = "") -> Steps[Edit]:
        """Do what `apply` does, in steps; as an edit of another annotator if their id is given."""

    def save_aside(self, at_once: float | None = None) -> None:
        """Wait for the disk on a thread from now on; a step returns after `at_once` seconds."""

    def await_disk(self) -> None:
        """Wait until the thread that waits for the disk is idle; then the project can be read."""

    def await_saves(self, come_further: Callable[[], object] | None = None) -> None:
        """Say that the window waits for saves or, with `come_further`, that they give way to it.

        Then all of a save is done on the thread that waits for the disk, which calls that when the
        next step can be made; each ends at once.
        """

    def set_up(self, edit: Edit) -> None:
        """Apply an edit that is recorded in the history but cannot be undone."""

    def next_step(self, annotator_id: str = "", *, redo: bool = False) -> Edit | None:
        """Return the edit that undo, or redo, would apply next; None when there is none."""

    def finding_step(self, *, redo: bool = False) -> Steps[Edit | None]:
        """Do what `next_step` does, in steps."""

    def undo(self, annotator_id: str = "") -> Edit | None:
        """Undo the last step and return the edit that this applied; None for none."""

    @property
    def top_of_steps(self) -> Callable[..., int]:
        """Return what numbers the step that undo, or redo, would apply next; 0 for none.

        It is asked as `next_step` is. No other step has that number.
        """

    def undoing(self, annotator_id: str = "", top: int | None = None) -> Steps[Edit | None]:
        """Do what `undo` does, in steps, unless another step than `top` would be undone."""

    def redo(self, annotator_id: str = "") -> Edit | None:
        """Redo the last undone step and return the edit that this applied; None for none."""

    def redoing(self, annotator_id: str = "", top: int | None = None) -> Steps[Edit | None]:
        """Do what `redo` does, in steps, unless another step than `top` would be redone."""

    def undo_label(self, annotator_id: str = "") -> str:
        """Return the label of the step that undo would undo; empty when there is none."""

    def redo_label(self, annotator_id: str = "") -> str:
        """Return the label of the step that redo would redo; empty when there is none."""

    def accept(self) -> None:
        """Accept the project as it is, in spite of the warning."""

    def loss(self) -> StorageError | None:
        """Return why nothing can be saved any more; None when saving works."""

    @property
    def searching(self) -> Callable[..., AbstractContextManager["SearchSession"]]:
        """Return what opens the project for searching on a thread, given a folder for its index."""

    @property
    def reading(self) -> Callable[..., AbstractContextManager[ProjectReader]]:
        """Return what reads a snapshot of the project on a thread.

        It may be given the folder of the index that finds words in the history.
        """

    def reading_meanwhile(self) -> AbstractContextManager[ProjectReader | None]:
        """Read the last saved state while a save is under way; None when that is not possible."""

    @property
    def is_readable_meanwhile(self) -> bool:
        """Return whether the project can be read while a save is under way."""

    def close(self) -> None:
        """Close the project."""
