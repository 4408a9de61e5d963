"""Writing an edit: its changes and its line in the journal, in one transaction.

It is retried while another program locks the file; a thread may wait for the disk meanwhile, and
does all of it where thousands of records change.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import cached_property, partial
from operator import itemgetter
from time import monotonic
from typing import Final, TypeVar

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import ConflictError
from annotator.domain.giving_up import GivenUp
from annotator.domain.people import Annotator, same_name, tidy_name
from annotator.domain.stamp import utc_now
from annotator.domain.store import Steps
from annotator.i18n import N_, tr
from annotator.storage import derived, engine
from annotator.storage.codes import coded
from annotator.storage.counters import Counters
from annotator.storage.disk_thread import DiskThread
from annotator.storage.engine import Connection, EngineError
from annotator.storage.history_index import catch_up, last_line
from annotator.storage.journal import Journal, Tip
from annotator.storage.label_uses import require_unused
from annotator.storage.many_rows import Insertion
from annotator.storage.net_changes import NetChanges
from annotator.storage.packing import TEXT_COLUMNS, text_row
from annotator.storage.reader import StoredReader
from annotator.storage.record_names import record_name
from annotator.storage.rows import BY_KIND

T = TypeVar("T")

_PATIENCE: Final = 5.0  # seconds, while another program locks the file
_INDEXED: Final = 250  # lines of the journal, until they are added to the index and compressed
_MANY: Final = 1000  # records that they change, until the same
_TEXTS: Final = Insertion("text", TEXT_COLUMNS, " ON CONFLICT DO NOTHING")


class Writer:
    """Writes edits through one connection; with `aside`, that thread waits for the disk.

    `committing` returns what each commit is done in.

    A newcomer is an annotator not yet in the project, who is added with their first edit.
    """

    def __init__(
        self,
        db: Connection,
        reader: StoredReader,
        journal: Journal,
        committing: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self.aside: DiskThread | None = None
        self._committing = committing
        self._newcomers: dict[str, Annotator] = {}  # by id
        self._db = db
        self._cursor = db.cursor()
        self._reader = reader
        self._journal = journal
        self._counters = Counters(db)
        self._next_index = 0  # the line at which the index of the history is brought up to date
        self._missing = 0  # records changed by the lines that it lacks
        self._indexed = 0  # the line that came into it with its edit

    @cached_property
    def _transaction(self) -> "Transaction":
        return Transaction(self._db, self._committing)

    def person(self, name: str) -> Annotator:
        """Return the annotator of this name, new or known; case and spaces do not count.

        A new one is saved with their first edit, so that opening a project writes nothing. Raises
        StorageError for a name that cannot be stored.
        """
        with engine.refusing(lambda: tr("This name could not be saved")):
            name.encode()  # a lone surrogate fails now, not with the first edit
        everybody = [*self._reader.each(Annotator), *self._newcomers.values()]
        same = [each for each in everybody if same_name(each.name, name)]
        known = next((each for each in same if each.name == name), None) or next(iter(same), None)
        if known:
            return known
        new = Annotator(name=tidy_name(name))
        self._newcomers[new.id] = new
        return new

    def await_saves(self, come_further: Callable[[], object] | None = None) -> None:
        """Say that the window waits for saves; with `come_further`, they give way to it instead."""
        if self.aside:
            self.aside.come_further = come_further

    def await_disk(self) -> None:
        """Wait until the thread that waits for the disk is idle, if there is one."""
        if self.aside:
            self.aside.rest()

    def writing(
        self, edit: Edit, note: Callable[[Edit], Tip], name: Callable[[], str], by: str = ""
    ) -> Steps[tuple[Edit, Tip]]:
        """Apply an edit with the line that `note` adds; it is on disk when the steps have ended.

        The returned edit has the assigned codes. `name` returns its name for error messages, `by`
        is the id of who does it.
        """
        newcomer = self._newcomers.get(by)

        def write() -> tuple[Edit, Tip]:
            self._welcome(newcomer)
            written = coded(self._cursor, edit)
            if edit.contents:
                _keep(self._db, edit.contents)
            derived.unshadow(self._db)
            self._counters.foresee(written)
            self._change(written, name)
            tip = note(written)
            self._counters.follow(written, tip.seq)
            self._index_large(written, tip.seq)
            return written, tip

        # whether a label is used is looked for in all claims and fact-checks
        is_alone = self.aside is not None and not self.aside.is_awaited
        is_long = is_alone or edit.is_large or bool(edit.of(Scheme))
        done = yield from self.saved(write, is_long=is_long, edit_of=itemgetter(0))
        if newcomer:
            del self._newcomers[by]
        return done

    def saved(
        self,
        write: Callable[[], T],
        *,
        is_long: bool = False,
        edit_of: Callable[[T], Edit] | None = None,
    ) -> Steps[T]:
        """Write in one transaction, which is on disk when the steps have ended.

        It is retried while another program locks the file. What `is_long` is written in steps,
        and rolled back when GivenUp is thrown into them before it is being committed. The edit
        of what was written is returned by a step as soon as only the disk is waited for.
        """
        until = monotonic() + _PATIENCE
        while True:
            try:
                begun = partial(self._transaction.begun, write)
                done = (yield from self.in_steps(begun)) if is_long else begun()
                edit = edit_of(done) if edit_of else None
                yield from self.in_steps(self._transaction.commit, to_its_end=True, meanwhile=edit)
            except EngineError as error:
                if not engine.is_busy(error) or monotonic() > until:
                    raise
                with nullcontext() if is_long else suppress(GivenUp):
                    yield None
            else:
                return done

    def in_steps(
        self, act: Callable[[], T], *, to_its_end: bool = False, meanwhile: Edit | None = None
    ) -> Steps[T]:
        """Do something with the connection, on the thread that waits for the disk, if there is one.

        Nothing else may use the connection until the steps have ended.
        """
        if self.aside is None:
            return act()
        return (yield from self.aside.doing(act, to_its_end=to_its_end, meanwhile=meanwhile))

    def indexing(self, edit: Edit, tip: Tip) -> Steps[None]:
        """Bring the index of the history up to date, in steps, when it lacks much.

        An error is ignored, and GivenUp ends it: whoever reads the history indexes what is missing.
        """
        if tip.seq == self._indexed:
            return
        self._missing += len(edit.changes)
        with suppress(*engine.Unreadable, GivenUp):
            self._next_index = self._next_index or last_line(self._db) + _INDEXED
            if tip.seq < self._next_index and self._missing < _MANY:
                return
            self._next_index, self._missing = tip.seq + _INDEXED, 0
            yield from self.in_steps(partial(self._index, (tip.seq, edit)))

    def _index_large(self, edit: Edit, line: int) -> None:
        """Index a large edit as part of it, sparing a commit; most errors are ignored as later."""
        self._indexed = 0
        try:
            if len(edit.changes) >= _MANY and last_line(self._db) == line - 1:
                catch_up(self._db, (line, edit))
                self._indexed = line
        except engine.Unreadable:
            if not self._db.in_transaction:  # the engine ended it, as it may on a full disk
                raise

    def index(self) -> None:
        """Do it at once, if lines were written."""
        if self._next_index:
            self._next_index = 0
            with suppress(*engine.Unreadable):
                self._index()

    def _index(self, saved: tuple[int, Edit] | None = None) -> None:
        self._transaction.begun(partial(self._settle, saved))
        self._transaction.commit()

    def _settle(self, saved: tuple[int, Edit] | None) -> None:
        catch_up(self._db, saved)
        self._counters.settle()

    def _welcome(self, newcomer: Annotator | None) -> None:
        """Add the annotator of the edit, if new: in the same transaction, on a separate line."""
        if newcomer:
            label = EditLabel.of(N_("New annotator “{name}”"), name=newcomer.name)
            edit = Edit.add(label, newcomer)
            self._reader.of(Annotator).add(newcomer)
            self._journal.welcome(newcomer.id)
            self._journal.add_done(edit, "setup", newcomer.id, utc_now())

    def _change(self, edit: Edit, name: Callable[[], str]) -> None:
        changes = NetChanges(self._reader, edit)
        if record := changes.conflict():
            what = record_name(self._db, BY_KIND[type(record)].name, record.id)
            raise ConflictError(name(), what)
        with self._reader.coming(edit) if edit.contents else nullcontext():
            changes.apply()
        require_unused(self._db, changes.removed_labels(), name)


class Transaction:
    """Begins and commits transactions; an error rolls back.

    Made once for a connection: it changes a setting of it, after which SQLite prepares every
    statement again.
    """

    def __init__(
        self, db: Connection, committing: Callable[[], AbstractContextManager[None]] = nullcontext
    ) -> None:
        from sqlite_utils import Database  # noqa: PLC0415 - the first edit pays for it, not the start

        self._database = Database(db, execute_plugins=False)
        # Database.execute asks of each statement whether to commit after it, and
        # Database.commit says nothing when the transaction is gone
        self._execute = db.cursor().execute
        self._committing = committing

    def begun(self, write: Callable[[], T]) -> T:
        """Begin a transaction and write in it; it remains to be committed."""
        self._execute("BEGIN IMMEDIATE")  # a second writer waits here, not halfway
        try:
            return write()
        except BaseException:
            self._database.rollback()
            raise

    def commit(self) -> None:
        """Commit the transaction; raises EngineError also when it is gone."""
        try:
            with self._committing():
                self._execute("COMMIT")
        except BaseException:
            self._database.rollback()
            raise


def _keep(db: Connection, contents: Sequence[Content]) -> None:
    texts = [
        text_row(each.sha256, each.body.encode()) for each in contents if isinstance(each.body, str)
    ]
    _TEXTS.add(db.cursor(), texts)
    originals = [(each.sha256, each.body) for each in contents if isinstance(each.body, bytes)]
    db.executemany("INSERT INTO original VALUES (?, ?) ON CONFLICT DO NOTHING", originals)
