"""The open project for the window: changes go in through `do`, one signal reports them."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from annotator import places
from annotator.domain.codebook import Codebook, Scheme
from annotator.domain.copying import Copied, Progress
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.domain.people import Annotator
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import utc_now
from annotator.domain.store import ProjectStore
from annotator.i18n import N_, tr
from annotator.operations.review import concerns_review
from annotator.operations.undo import title_of
from annotator.storage.project import open_project
from annotator.storage.store import Store
from annotator.ui.project.bookmarks import Bookmarks
from annotator.ui.project.notices import Notices
from annotator.ui.project.pending import Pending
from annotator.ui.project.saving import Save, Saving
from annotator.ui.project.signing import Signing
from annotator.ui.project.turns import Turns

if TYPE_CHECKING:
    from annotator.storage.open_file import OpenFile
    from annotator.storage.verification import Step

_CUT_OFF: Final = N_("Annotator was not closed properly.")

__all__ = ["Step", "Workspace"]


class Workspace(QObject):
    """The open project: every change is made by `do`, every view follows `edited`.

    While a save takes long, the window processes events, except keys and mouse,
    which follow after the save, in their order.
    """

    edited = Signal(object)  # Edit
    codebook_changed = Signal()  # before `edited`
    turned = Signal(object, str)  # Edit, “Undone: {edit}” or “Redone: {edit}”
    saved = Signal()
    moved = Signal()
    protecting = Signal(object)  # BackupReason, before a large change

    def __init__(self, store: ProjectStore, path: Path | None = None) -> None:
        super().__init__()
        self.path, self.is_open = path, True
        self._store = store
        self.searching = partial(store.searching, places.search_folder())  # on a worker thread
        self._file = file = _file_of(store, path)
        self._codebook = store.reader.codebook()
        self.notices = Notices(self)
        self.bookmarks = Bookmarks(file.state_folder if file else None, store.project.id)
        self._waiting: Mapping[str, int] | None = None
        self.saves = Saving(store, self)
        self.saves.edited.connect(self._follow)
        self.saves.ended.connect(self._tell)
        self.signing = Signing(store, self.saves, self)
        turns = Turns(self.saves, self.signing, self.notices)
        self.undo, self.redo, self.next_step = turns.undo, turns.redo, turns.next_step
        self.undo_label, self.redo_label = turns.undo_label, turns.redo_label
        self.top_of_steps = turns.top_of_steps  # numbers of what undo and redo would do
        self.pending = Pending(self.saves, store.reader.unconfirmed(), self)
        self.pending.who = lambda: self.annotator.name
        self.pending.text_saved.connect(self.saved)

    @property
    def reader(self) -> ProjectReader:
        """Return the reader of the project on this thread."""
        return self.saves.reader

    @property
    def codebook(self) -> Codebook:
        """Return the codebook."""
        return self._codebook

    @property
    def waiting(self) -> Mapping[str, int]:
        """Return the number of marks to review, for each article that has some, in order."""
        if self._waiting is None:
            self._waiting = self.reader.waiting()
        return self._waiting

    @property
    def annotator(self) -> Annotator:
        """Return the annotator of this session's edits."""
        return self.signing.annotator

    @property
    def name(self) -> str:
        """Return the name of the project."""
        return self.saves.settled().project.name

    @property
    def notice(self) -> str:
        """Return the message after a crash in this project; empty for none."""
        typed = ", ".join(each.restored for each in self.pending.unfinished())
        cut_off_at = self._store.cut_off_at
        sentences = [tr(_CUT_OFF)] if cut_off_at else []
        if typed:
            sentences.append(tr("Restored unsaved text: {typed}.", typed=typed))
        elif cut_off_at:
            at = datetime.fromisoformat(cut_off_at).astimezone()
            edit = self._store.cut_off_after
            sentences.append(tr("Restored up to {time:%H:%M:%S}: {edit}.", time=at, edit=edit))
        return " ".join(sentences)

    @property
    def is_read_only(self) -> bool:
        """Return whether the project is read-only."""
        return self._store.is_read_only

    @property
    def warning(self) -> str:
        """Return the warning about the project file; empty for none."""
        return self._store.warning

    @property
    def is_shared(self) -> bool:
        """Return whether the file is in a folder shared by a cloud service or a network."""
        return bool(self.place and self.place.shared_by)

    def accept(self) -> None:
        """Accept the file in spite of the warning."""
        self.saves.settled().accept()

    def reading(self) -> AbstractContextManager[ProjectReader]:
        """Open the project for reading, on a worker thread."""
        return self._store.reading(places.search_folder())

    @property
    def place(self) -> "OpenFile | None":
        """Return the open file in its place; None for a project that is only read, or in memory."""
        return self._file.place if self._file else None

    def loss(self) -> AnnotatorError | None:
        """Return what another program did to the file; None while a save runs, which checks it."""
        return None if self.saves.is_under_way else self._store.loss()

    def copying(self, target: Path) -> Iterator[Progress | Copied]:
        """Copy the project into another file, on a worker thread."""
        assert self._file is not None  # noqa: S101 - only projects in files are copied
        return self._file.copying(target)

    def checking(self) -> Iterator["Step"]:
        """Verify the project, part by part, on a worker thread."""
        from annotator.storage.verification import steps  # noqa: PLC0415 - as below

        assert self.path is not None  # noqa: S101 - only projects in files have workers
        return steps(self.path, self._file.state_folder if self._file else None)

    def check_length(self) -> int:
        """Return the number of parts of a verification."""
        from annotator.storage.verification import STEPS  # noqa: PLC0415 - the start need not wait

        return STEPS

    def move(self, path: Path) -> None:
        """Continue in a copy just made of the project, and leave the former file.

        Raises StorageError, changing nothing, when the copy cannot be edited.
        """
        self.saves.settle()
        former = self._file
        assert former is not None  # noqa: S101 - only projects in files are copied
        store = open_project(path, former.state_folder or path.parent)
        _require_editable(store, former, path.name)
        self.signing.follow(store)
        self._store, self._file, self.path = store, _file_of(store, path), path
        self.saves.follow(store)
        self.pending.follow(store.reader.unconfirmed())
        with suppress(StorageError):
            former.close()
        self.saved.emit()
        self.moved.emit()

    def do(
        self, *edits: Edit, keeps_times: bool = False, typist: str | None = None, by: str = ""
    ) -> bool:
        """Apply edits as one step, and return whether they were saved.

        The first one names the step. A refused edit is reported by `notices` and changes nothing.
        With `keeps_times`, records keep the time of their last change that the edits give. With
        `typist`, it is text of a field, which tries again by itself. `by` names somebody else.
        """
        edit = Edit.joined(edits[0].label, edits) if len(edits) > 1 else edits[0]
        stamped = edit if keeps_times else edit.stamped(utc_now())
        if typist is not None:
            save = self.signing.save_of_text(stamped, typist)
        else:
            again = partial(self.do, edit, keeps_times=keeps_times)
            save = self.signing.save_of(stamped, again, by=by)
        return bool(save and self.saves.draw(save).edit)

    def close(self) -> None:
        """Close the project file."""
        self.is_open = False
        self.saves.settled().close()

    def _follow(self, edit: Edit) -> None:
        self.pending.age()
        if concerns_review(edit):
            self._waiting = None
        if edit.of(Scheme):
            self._codebook = self.reader.codebook()
            self.codebook_changed.emit()
        self.edited.emit(edit)

    def _tell(self, save: Save) -> None:
        if save.edit and save.turn:
            self.turned.emit(save.edit, save.turn)
            self.notices.post(tr(save.turn, edit=title_of(save.edit)))
        if save.error:
            self.notices.refuse(save.error)
        elif save.edit:
            self.saved.emit()


def _file_of(store: ProjectStore, path: Path | None) -> Store | None:
    """Return the store of a project in a file, which saves on its own thread."""
    if path is None or not isinstance(store, Store):
        return None
    if not store.is_read_only:
        store.save_aside()
    return store


def _require_editable(copy: Store, former: Store, file: str) -> None:
    """Close a copy that cannot be edited, and raise StorageError."""
    if copy.is_read_only:
        problem = tr("it is read-only. {reason}", reason=copy.warning)
    elif copy.tip() != former.tip():
        problem = tr("the project was changed after the copy was saved. Save a copy again.")
    else:
        return
    copy.close()
    raise StorageError(tr("“{file}” could not be opened: {reason}", file=file, reason=problem))
