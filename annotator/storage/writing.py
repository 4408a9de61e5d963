"""Writing an edit: its changes and its line in the journal, in one transaction."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import cached_property
from typing import Final, TypeVar

from annotator.domain.edit import Content, Edit
from annotator.domain.errors import ConflictError
from annotator.domain.people import Annotator
from annotator.domain.stamp import utc_now
from annotator.storage import engine, saving
from annotator.storage.engine import Connection
from annotator.storage.journal import Journal, Tip
from annotator.storage.naming import named
from annotator.storage.net_changes import NetChanges
from annotator.storage.reader import StoredReader
from annotator.storage.rows import BY_KIND
from annotator.storage.saving import Aside, Steps, patiently

T = TypeVar("T")

_COUNT: Final = (
    "INSERT INTO code_counter VALUES (?, ?)"
    " ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last > last"
)


class Writer:
    """Writes edits through one connection; with `aside`, the disk is waited for there.

    A `newcomer`, who does the edits and is not in the project yet, is written with the first one.
    """

    def __init__(self, db: Connection, reader: StoredReader, journal: Journal) -> None:
        self.aside: Aside | None = None
        self.newcomer: Annotator | None = None
        self._db = db
        self._reader = reader
        self._journal = journal

    @cached_property
    def _transaction(self) -> Callable[[], AbstractContextManager[None]]:
        return saving.transactions(self._db)

    def writing(self, edit: Edit, note: Callable[[], Tip], name: str) -> Steps[Tip]:
        """Do an edit with the line that `note` adds; on the disk when the steps are at their end.

        `name` is what a refusal calls it.
        """
        return (yield from self._saved(edit, note, lambda: self._change(edit, name)))

    def _saved(self, edit: Edit, note: Callable[[], Tip], act: Callable[[], None]) -> Steps[Tip]:
        def write() -> Tip:
            self._welcome()
            if edit.contents:
                _keep(self._db, edit.contents)
            act()
            self._count(edit)
            return note()

        tip = yield from self.saved(write)
        self.newcomer = None
        return tip

    def saved(self, write: Callable[[], T]) -> Steps[T]:
        """Write in one transaction, which is on the disk when the steps are at their end."""

        def attempt(transaction: ExitStack) -> T:
            transaction.enter_context(self._transaction())
            return write()

        return patiently(attempt, self.aside)

    def _welcome(self) -> None:
        """Write who does the edit, unless known: in its transaction, on a line of its own."""
        if newcomer := self.newcomer:
            edit = Edit.add(f"New annotator “{newcomer.name}”", newcomer)
            self._reader.of(Annotator).add(newcomer)
            self._journal.add_done(edit, "setup", newcomer.id, utc_now())

    def _change(self, edit: Edit, name: str) -> None:
        changes = NetChanges(self._reader, edit.changes)
        if record := changes.conflict():
            what = named(self._db, BY_KIND[type(record)].name, record.id)
            raise ConflictError(name, what)
        changes.apply()

    def last_code(self, prefix: str) -> int:
        """Return the number of the last short code that was given to a kind of record."""
        rows = engine.ask(self._db, "SELECT last FROM code_counter WHERE prefix = ?", [prefix])
        return int(rows[0][0]) if rows else 0

    def _count(self, edit: Edit) -> None:
        """Note the last short codes; those of one kind at once, as in a long import."""
        last: dict[str, int] = {}
        for change in edit.changes:
            if change.before is None and (prefix := BY_KIND[type(change.record)].prefix):
                number = int(str(getattr(change.record, "code", "")).removeprefix(prefix))
                last[prefix] = max(number, last.get(prefix, 0))
        for pair in last.items():
            self._db.execute(_COUNT, pair)


def _keep(db: Connection, contents: Sequence[Content]) -> None:
    for table, kind in (("text", str), ("original", bytes)):
        query = f"INSERT INTO {table} VALUES (?, ?) ON CONFLICT DO NOTHING"
        mine = ((each.sha256, each.body) for each in contents if isinstance(each.body, kind))
        db.executemany(query, mine)
