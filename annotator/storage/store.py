"""The open project file: the one place that writes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from annotator.domain.codebook import Scheme
from annotator.domain.copying import Copied, Progress
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import Remedy, StorageError
from annotator.domain.people import Annotator
from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.domain.store import Steps, run_to_end
from annotator.i18n import N_, tr
from annotator.storage import engine, schema
from annotator.storage.disk_thread import DiskThread
from annotator.storage.engine import Connection
from annotator.storage.high_water import HighWater, open_high_water
from annotator.storage.journal import Journal, Tip
from annotator.storage.lock import ProjectLock
from annotator.storage.open_file import OpenFile
from annotator.storage.reader import StoredReader, reading, reading_beside
from annotator.storage.unconfirmed import UnconfirmedTexts
from annotator.storage.undo_stacks import UndoStacks
from annotator.storage.writing import Writer

if TYPE_CHECKING:
    from annotator.storage.search_reader import StoredSearch

_LOG: Final = 16_384  # pages
_READ_ONLY: Final = N_("{edit} was not done: the project is open as read-only.")
_WAYS: Final = (Remedy.CHECK, Remedy.RESTORE)
_NAMELESS: Final = N_("The project has no name. Run “annotator check” on it.")
_UNREADABLE: Final = N_(
    "The file is damaged: its project record cannot be read. Run “annotator check” on "
    "it and restore a backup."
)


class Store:
    """Applies edits to one project, each in one transaction with its line in the journal.

    When a method returns, the edit is on disk. Failures raise StorageError and leave no trace.
    """

    def __init__(
        self,
        db: Connection,
        *,
        lock: ProjectLock | None = None,
        place: OpenFile | None = None,
        path: Path | None = None,
        is_read_only: bool = False,
    ) -> None:
        self.reader, self.annotator = StoredReader(db), Annotator(name="")
        self.warning = self.news = self.cut_off_at = self.cut_off_after = ""
        self.is_read_only, self.place, self.path = is_read_only, place, path
        self.state_folder: Path | None = None
        self._db, self._lock, self._journal = db, lock, Journal(db)
        self.tip = self._journal.tip  # asked for, it says where the history ends
        self.copying = partial(_copying, db)  # into another file, on any thread
        self.searching = partial(_searching, db, path)  # with an index in a folder
        self.let_log_grow = partial(_let_log_grow, db)  # where it is closed soon
        committing = partial(place.committing, db) if place else nullcontext
        self._writer = Writer(db, self.reader, self._journal, committing)
        self.person = self._writer.person  # of a name, in the project or new to it
        self.await_disk, self.await_saves = self._writer.await_disk, self._writer.await_saves
        self._stacks = UndoStacks(db, self.reader, self._journal, lambda: self.annotator)
        self.next_step, self.top_of_steps = self._stacks.next_edit, self._stacks.top
        self._turning = partial(self._stacks.turning, self._writer, self._write)
        self.unconfirmed = UnconfirmedTexts(db, self._writer.saved, self._writing)
        self._label = self._stacks.label if not is_read_only else _no_label
        self._high_water: HighWater | None = None
        self._listeners: list[Callable[[Edit], None]] = []
        self.listen = self._listeners.append  # for every edit, once it is saved

    @classmethod
    def in_memory(cls, schemes: Iterable[Scheme] = ()) -> Self:
        """Return a project without a file, for tests and experiments."""
        schema.upgrade(db := engine.in_memory())
        store = cls(db)
        store.set_up_project("Trial", schemes)
        return store

    def set_up_project(self, name: str, schemes: Iterable[Scheme]) -> None:
        """Give a new file its project and codebook."""
        label = EditLabel.of(N_("New project “{name}”"), name=name)
        self.set_up(Edit.add(label, Project(name=name), *schemes))

    def watch(self, state_folder: Path) -> None:
        """Compare the journal with the last line seen of it, and record each new line from now on.

        They are recorded in `state_folder`; not after a `warning`, until `accept`.
        """
        project_id = self.project.id
        self.state_folder = state_folder
        if self.is_read_only and self.warning:
            return  # the history is not reliable, and nothing will be added to it
        self._high_water, remark = open_high_water(state_folder, project_id, self._journal)
        self.warning = f"{self.warning} {remark}".strip()
        self._note(self._journal.tip())

    @property
    def project(self) -> Project:
        """Return the project's record; raises StorageError when it is missing."""
        if found := self.reader.find(Project):
            return found[0]
        raise StorageError(tr(_UNREADABLE if self.reader.noticed() else _NAMELESS), *_WAYS)

    def sign_in(self, name: str) -> None:
        """Attribute the following edits to the annotator of this name, who is added if needed."""
        self.annotator = self.person(name)

    def apply(self, edit: Edit) -> Edit:
        """Apply an edit and return it as it was saved, with its new records' short codes."""
        return run_to_end(self.applying(edit))

    def applying(self, edit: Edit, annotator_id: str = "") -> Steps[Edit]:
        """Do what `apply` does, in steps."""
        return self._add("do", edit, annotator_id)

    def set_up(self, edit: Edit) -> None:
        """Apply an edit that is recorded in the journal but cannot be undone."""
        run_to_end(self._add("setup", edit))

    def finding_step(self, *, redo: bool = False) -> Steps[Edit | None]:
        """Do what `next_step` does, in steps."""
        return self._writer.in_steps(partial(self.next_step, redo=redo))

    def undo(self, annotator_id: str = "") -> Edit | None:
        """Undo the last step and return the edit that this applied; None for none."""
        return run_to_end(self.undoing(annotator_id))

    def undoing(self, annotator_id: str = "", top: int | None = None) -> Steps[Edit | None]:
        """Do what `undo` does, in steps, if `top` is the top of their steps, where it is given."""
        return self._turning(annotator_id, top, redo=False)

    def redo(self, annotator_id: str = "") -> Edit | None:
        """Redo the last undone step and return the edit that this applied; None for none."""
        return run_to_end(self.redoing(annotator_id))

    def redoing(self, annotator_id: str = "", top: int | None = None) -> Steps[Edit | None]:
        """Do what `redo` does, in steps, if `top` is the top of their undone steps."""
        return self._turning(annotator_id, top, redo=True)

    def save_aside(self, at_once: float | None = None) -> None:
        """Wait for the disk on a separate thread; a step returns after `at_once` seconds."""
        self._writer.aside = DiskThread(at_once)

    def undo_label(self, annotator_id: str = "") -> str:
        """Return the label of the step that undo would undo; empty when there is none."""
        return self._label(annotator_id, redo=False)

    def redo_label(self, annotator_id: str = "") -> str:
        """Return the label of the step that redo would redo; empty when there is none."""
        return self._label(annotator_id, redo=True)

    def accept(self) -> None:
        """Accept the file as it is, in spite of the warning."""
        self.warning = ""
        self._note(self._journal.tip())

    def loss(self) -> StorageError | None:
        """Return the error that prevents saving; None when saving works."""
        return self.place.lost() if self.place else None

    def reading(self, indexes: Path | None = None) -> AbstractContextManager[StoredReader]:
        """Read a snapshot of the project on this thread; it needs a file."""
        assert self.path is not None  # noqa: S101 - only projects in files have workers
        return reading(self.path, indexes)

    @property
    def is_readable_meanwhile(self) -> bool:
        """Return whether the project can be read during a save: with a log, or in memory."""
        return self.place is None or self.place.has_log

    def reading_meanwhile(self) -> AbstractContextManager[StoredReader | None]:
        """Read the last saved state while a save is under way; None when that is not possible."""
        path = self.path if self.is_readable_meanwhile else None
        return reading_beside(path) if path else nullcontext()

    def close(self) -> None:
        """Close the project, leaving a single file."""
        with ExitStack() as last:
            if self._high_water:
                last.callback(self._high_water.close)
            if self._lock:
                last.callback(self._lock.release)
            last.callback(self._db.close)
            if self._writer.aside:
                last.callback(self._writer.aside.close)
            place, self.place = self.place, None
            if place and place.is_overwritten():
                place.drop_log()  # or it would go into what the other program wrote
            elif self._lock:
                self._writer.index()
                last.enter_context(suppress(engine.EngineError))  # what stays in the log is safe
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _add(self, kind: str, edit: Edit, annotator_id: str = "") -> Steps[Edit]:
        by = annotator_id or self.annotator.id
        return self._write(edit, lambda it: self._journal.add_done(it, kind, by, utc_now()), by=by)

    def _write(
        self, edit: Edit, note: Callable[[Edit], Tip], action: str = "", by: str = ""
    ) -> Steps[Edit]:
        def name() -> str:
            return f"{action} “{edit.title}”".lstrip()

        with self._writing(name) as done:
            written, tip = yield from self._writer.writing(edit, note, name, by)
            done.append(written)
            self._note(tip)
            for hear in self._listeners:
                hear(written)
            yield from self._writer.indexing(written, tip)  # here: it may checkpoint the log
        return written

    @contextmanager
    def _writing(self, name: Callable[[], str]) -> Iterator[list[Edit]]:
        """Turn failures into a sentence that names the edit; list what was written."""
        done: list[Edit] = []
        if self.is_read_only:
            raise StorageError(tr(_READ_ONLY, edit=name()))
        checked = self.place.checked(name, done) if self.place else nullcontext()
        with checked, engine.refusing(lambda: tr("{edit} was not saved", edit=name())):
            if self.place:
                self.place.begin_log(self._db)
            yield done

    def _note(self, tip: Tip) -> None:
        if self._high_water and not self.warning:
            self._high_water.note(tip)


def _no_label(_who: str, *, redo: bool) -> str:  # noqa: ARG001 - as of the stacks
    return ""


def _let_log_grow(db: Connection) -> None:
    """Move the log into the file on closing, or when it has 64 MB, rather than after an edit.

    Pages that many edits change are then moved once.
    """
    db.execute(f"PRAGMA wal_autocheckpoint = {_LOG}").fetchone()


def _copying(db: Connection, target: Path) -> Iterator[Progress | Copied]:
    from annotator.storage.copying import copied  # noqa: PLC0415 - the start need not wait

    return copied(db, target)


def _searching(
    db: Connection, path: Path | None, folder: Path
) -> AbstractContextManager["StoredSearch"]:
    from annotator.storage.search_reader import searching, searching_in  # noqa: PLC0415 - as above

    return searching(path, folder) if path else searching_in(db)
