"""Writing an edit: its changes and its line in the journal, in one transaction.

It is retried while another program locks the file.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import cached_property
from time import monotonic
from typing import Final, TypeVar

from annotator.domain.edit import Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import ConflictError
from annotator.domain.people import Annotator, same_name, tidy_name
from annotator.domain.stamp import utc_now
from annotator.domain.store import Steps
from annotator.i18n import N_, tr
from annotator.storage import engine, saving
from annotator.storage.codes import Codes
from annotator.storage.engine import Connection, EngineError
from annotator.storage.journal import Journal, Tip
from annotator.storage.label_uses import require_unused
from annotator.storage.net_changes import NetChanges
from annotator.storage.reader import StoredReader
from annotator.storage.record_names import record_name
from annotator.storage.rows import BY_KIND
from annotator.storage.saving import DiskThread

T = TypeVar("T")

_PATIENCE: Final = 5.0  # seconds, while another program locks the file


class Writer:
    """Writes edits through one connection; with `aside`, that thread waits for the disk.

    A `newcomer` is an annotator not yet in the project, who is added with the first edit.
    """

    def __init__(self, db: Connection, reader: StoredReader, journal: Journal) -> None:
        self.aside: DiskThread | None = None
        self.newcomer: Annotator | None = None
        self.codes = Codes(db)
        self._db = db
        self._reader = reader
        self._journal = journal

    @cached_property
    def _transaction(self) -> Callable[[], AbstractContextManager[None]]:
        return saving.transactions(self._db)

    def sign_in(self, name: str) -> Annotator:
        """Return the annotator of this name, new or known; case and spaces do not count.

        A new one is saved with the next edit, so that opening a project writes nothing. Raises
        StorageError for a name that cannot be stored.
        """
        with engine.refusing(tr("Nobody can work under this name")):
            name.encode()  # a lone surrogate fails now, not with the first edit
        everybody = list(self._reader.each(Annotator))
        same = [each for each in everybody if same_name(each.name, name)]
        known = next((each for each in same if each.name == name), None) or next(iter(same), None)
        annotator = known or Annotator(name=tidy_name(name))
        self.newcomer = None if known else annotator
        return annotator

    def writing(
        self, edit: Edit, note: Callable[[Edit], Tip], name: str
    ) -> Steps[tuple[Edit, Tip]]:
        """Apply an edit with the line that `note` adds; it is on disk when the steps have ended.

        The returned edit has the assigned codes. `name` is its name in error messages.
        """

        def write() -> tuple[Edit, Tip]:
            self._welcome()
            written = self.codes.given(edit)
            if edit.contents:
                _keep(self._db, edit.contents)
            self._change(written, name)
            return written, note(written)

        done = yield from self.saved(write)
        self.newcomer = None
        return done

    def saved(self, write: Callable[[], T]) -> Steps[T]:
        """Write in one transaction, which is on disk when the steps have ended."""

        def attempt(transaction: ExitStack) -> T:
            transaction.enter_context(self._transaction())
            return write()

        return _patiently(attempt, self.aside)

    def _welcome(self) -> None:
        """Add the annotator of the edit, if new: in the same transaction, on a separate line."""
        if newcomer := self.newcomer:
            label = EditLabel.of(N_("New annotator “{name}”"), name=newcomer.name)
            edit = Edit.add(label, newcomer)
            self._reader.of(Annotator).add(newcomer)
            self._journal.add_done(edit, "setup", newcomer.id, utc_now())

    def _change(self, edit: Edit, name: str) -> None:
        changes = NetChanges(self._reader, edit.changes)
        if record := changes.conflict():
            what = record_name(self._db, BY_KIND[type(record)].name, record.id)
            raise ConflictError(name, what)
        changes.apply()
        require_unused(self._db, changes.removed_labels(), name)


def _keep(db: Connection, contents: Sequence[Content]) -> None:
    for table, kind in (("text", str), ("original", bytes)):
        query = f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO NOTHING"
        mine = ((each.sha256, each.body) for each in contents if isinstance(each.body, kind))
        db.executemany(query, mine)


def _patiently(attempt: Callable[[ExitStack], T], aside: DiskThread | None) -> Steps[T]:
    """Run an attempt and commit it; retry while another program locks the file.

    `attempt` enters a transaction, which is committed on the thread `aside`, if given.
    """
    until = monotonic() + _PATIENCE
    while True:
        try:
            with ExitStack() as transaction:
                done = attempt(transaction)
                commit = transaction.pop_all().close
            if aside:
                yield from aside.doing(commit)
            else:
                commit()
        except EngineError as error:
            if not engine.is_busy(error) or monotonic() > until:
                raise
            yield
        else:
            return done
