"""The open project file: the one place that writes."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.domain.people import Annotator
from annotator.domain.project import Project
from annotator.domain.stamp import utc_now
from annotator.storage import engine, schema
from annotator.storage.bulk import Bulk, is_long
from annotator.storage.engine import Connection
from annotator.storage.journal import DONE, UNDONE, Journal, Line, Tip
from annotator.storage.lock import ProjectLock
from annotator.storage.marks import HighWater, oddity, seen
from annotator.storage.reader import StoredReader
from annotator.storage.rows import BY_KIND

_COUNT: Final = (
    "INSERT INTO code_counter VALUES (?, ?)"
    " ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last > last"
)


class Store:
    """Applies edits to one project, each in one transaction with its line in the journal.

    An edit that returned is on the disk. Failures raise StorageError and leave no trace.
    """

    def __init__(
        self, db: Connection, *, lock: ProjectLock | None = None, is_read_only: bool = False
    ) -> None:
        self.reader = StoredReader(db)
        self.is_read_only = is_read_only
        self.warning = ""
        self.news = ""
        self.annotator = Annotator(name="")
        self._db = db
        self._journal = Journal(db)
        self._lock = lock
        self._marks: HighWater | None = None
        self._newcomer: Annotator | None = None  # written with the first edit

    @classmethod
    def in_memory(cls, schemes: Iterable[Scheme] = ()) -> Self:
        """Return a project without a file, for tests and trials."""
        db = engine.in_memory()
        schema.upgrade(db)
        store = cls(db)
        store.found("Trial", schemes)
        return store

    def found(self, name: str, schemes: Iterable[Scheme]) -> None:
        """Give a new file its project and codebook."""
        self.set_up(Edit.add(f"New project “{name}”", Project(name=name), *schemes))

    def watch(self, marks: Path) -> None:
        """Compare the file with what was seen of it, and remember each edit from here on.

        `marks` is the folder that remembers; `warning` says what is odd about the file, if
        anything. Nothing more is remembered until that is accepted.
        """
        project_id = self.project.id
        if self.is_read_only and self.warning:
            return  # the history is not to be relied on, and nothing will be added to it
        if found := oddity(seen(marks, project_id), self._journal):
            self._warn(found)
        try:
            self._marks = HighWater(marks, project_id)
        except OSError as error:
            self._warn(f"What was seen of a project cannot be remembered: {error.strerror}.")
        self._note(self._journal.tip())

    @property
    def project(self) -> Project:
        """Return what the project is called; raises StorageError when the file does not say."""
        found = self.reader.find(Project)
        if not found and self.reader.noticed():
            words = "its project record cannot be read. Run “annotator check” on it"
            raise StorageError(f"The file is damaged: {words} and restore a backup.")
        if not found:
            raise StorageError("The project has no name. Run “annotator check” on it.")
        return found[0]

    def sign_in(self, name: str) -> None:
        """Let the edits from here on be those of the annotator of this name, new or known.

        A new one is written with the first of these edits: looking is no reason to write. Raises
        StorageError for a name that cannot be kept.
        """
        with engine.refusing("Nobody can work under this name"):
            name.encode()  # half a character is told now, and not with the first edit
        known = self.reader.find(Annotator, name=name)
        self.annotator = known[0] if known else Annotator(name=name)
        self._newcomer = None if known else self.annotator

    def next_code(self, prefix: str) -> str:
        """Return the short code that the next record of its kind gets."""
        return self.next_codes(prefix, 1)[0]

    def next_codes(self, prefix: str, count: int) -> list[str]:
        """Return the next few short codes; those of records that are gone never return."""
        rows = engine.ask(self._db, "SELECT last FROM code_counter WHERE prefix = ?", [prefix])
        last = rows[0][0] if rows else 0
        return [f"{prefix}{last + number}" for number in range(1, count + 1)]

    def apply(self, edit: Edit) -> None:
        """Do an edit: on the disk when this returns."""
        self._write(edit, lambda: self._journal.add_done(edit, "do", self.annotator.id, utc_now()))

    def set_up(self, edit: Edit) -> None:
        """Do an edit that is journalled but not a step for undo."""
        at = utc_now()
        self._write(edit, lambda: self._journal.add_done(edit, "setup", self.annotator.id, at))

    def undo(self) -> Edit | None:
        """Take the last step back and return what that did; None when there is none."""
        lines = self._journal.step(self._journal.tip().undo_top, DONE)
        return self._turn(lines, "Undo", self._journal.add_undone)

    def redo(self) -> Edit | None:
        """Do the last undone step again and return what that did; None when there is none."""
        lines = self._journal.step(self._journal.tip().redo_top, UNDONE)
        return self._turn(lines, "Redo", self._journal.add_redone)

    def undo_label(self) -> str:
        """Return what undo would take back; empty when nothing."""
        return "" if self.is_read_only else self._label(self._journal.tip().undo_top)

    def redo_label(self) -> str:
        """Return what redo would do again; empty when nothing."""
        return "" if self.is_read_only else self._label(self._journal.tip().redo_top)

    def accept(self) -> None:
        """Take the file as it is for the true one, in spite of the warning."""
        self.warning = ""
        self._note(self._journal.tip())

    def close(self) -> None:
        """Close the project; what is left is one file."""
        with ExitStack() as last:
            if self._marks:
                last.callback(self._marks.close)
            if self._lock:
                last.callback(self._lock.release)
            last.callback(self._db.close)
            if self._lock:
                last.enter_context(suppress(engine.EngineError))  # what stays in the log is safe
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    @cached_property
    def _transaction(self) -> Callable[[], AbstractContextManager[object]]:
        return engine.transactions(self._db)

    def _label(self, top: int) -> str:
        return self._journal.line(top).label if top else ""

    def _turn(
        self,
        lines: list[Line],
        action: str,
        note: Callable[[Line, str, str], Tip],
    ) -> Edit | None:
        if not lines:
            return None
        edits = [self._journal.edit(line).inverse() for line in lines]
        edit = Edit.joined(lines[0].label, edits)

        def note_all() -> Tip:
            return [note(line, self.annotator.id, utc_now()) for line in lines][-1]

        self._write(edit, note_all, action)
        return edit

    def _write(self, edit: Edit, note: Callable[[], Tip], action: str = "") -> None:
        name = f"{action} “{edit.label}”" if action else f"“{edit.label}”"
        if self.is_read_only:
            raise StorageError(f"{name} was not done: the project is open for reading only.")
        if self._lock:
            self._lock.require_place()
        with engine.refusing(f"{name} was not saved"):
            tip = self._written_at_once(edit, note) if is_long(edit.changes) else None
            tip = tip or self._written(edit, note, lambda: _change(self.reader, edit.changes, name))
        self._note(tip)

    def _written_at_once(self, edit: Edit, note: Callable[[], Tip]) -> Tip | None:
        """Do many changes a table at a time; None, without a trace, when that cannot be."""
        bulk = Bulk(self.reader, edit.changes)
        if not bulk.fits():
            return None
        try:  # not in a savepoint: with one, every removal takes longer than the one before
            return self._written(edit, note, bulk.apply)
        except engine.ConstraintError:
            return None

    def _written(self, edit: Edit, note: Callable[[], Tip], act: Callable[[], None]) -> Tip:
        with self._transaction():
            if self._newcomer:
                self._welcome(self._newcomer)
            _keep(self._db, edit.contents)
            act()
            self._count(edit)
            tip = note()
        self._newcomer = None
        return tip

    def _welcome(self, newcomer: Annotator) -> None:
        """Write who does the edit: in its transaction, on a line of the journal of its own."""
        edit = Edit.add(f"New annotator “{newcomer.name}”", newcomer)
        self.reader.of(Annotator).add(newcomer)
        self._journal.add_done(edit, "setup", newcomer.id, utc_now())

    def _count(self, edit: Edit) -> None:
        """Note the last short codes; those of one kind at once, as in a long import."""
        last: dict[str, int] = {}
        for change in edit.changes:
            if change.before is None and (prefix := BY_KIND[type(change.record)].prefix):
                number = int(str(getattr(change.record, "code", "")).removeprefix(prefix))
                last[prefix] = max(number, last.get(prefix, 0))
        for pair in last.items():
            self._db.execute(_COUNT, pair)

    def _note(self, tip: Tip) -> None:
        if self._marks and not self.warning:
            self._marks.note(tip)

    def _warn(self, words: str) -> None:
        self.warning = f"{self.warning} {words}".strip()


def _keep(db: Connection, contents: Sequence[Content]) -> None:
    for table, kind in (("text", str), ("original", bytes)):
        query = f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO NOTHING"
        mine = ((each.sha256, each.body) for each in contents if isinstance(each.body, kind))
        db.executemany(query, mine)


def _change(reader: StoredReader, changes: Iterable[Change], name: str) -> None:
    for change in changes:
        before, after = change.before, change.after
        repository = reader.of(type(change.record))
        if before is None:
            repository.add(change.record)
        elif repository.get(before.id) != before:
            words = "something else has changed the same place."
            raise StorageError(f"{name} was not done: {words}")
        elif after is None:
            repository.drop(before)
        else:
            repository.replace((before, after))
