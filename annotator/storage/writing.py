"""Writing an edit: its changes and its line in the journal, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from functools import cached_property
from typing import Final

from annotator.domain.edit import Change, Content, Edit
from annotator.domain.errors import StorageError
from annotator.storage import engine
from annotator.storage.bulk import Bulk, is_long
from annotator.storage.engine import Connection
from annotator.storage.journal import Tip
from annotator.storage.reader import StoredReader
from annotator.storage.rows import BY_KIND
from annotator.storage.saving import Aside, Steps, patiently

_COUNT: Final = (
    "INSERT INTO code_counter VALUES (?, ?)"
    " ON CONFLICT DO UPDATE SET last = excluded.last WHERE excluded.last > last"
)


class Writer:
    """Writes edits through one connection; with `aside`, the disk is waited for there.

    `first` is what each transaction begins with.
    """

    def __init__(self, db: Connection, reader: StoredReader, first: Callable[[], None]) -> None:
        self.aside: Aside | None = None
        self._db = db
        self._reader = reader
        self._first = first

    def writing(self, edit: Edit, note: Callable[[], Tip], name: str) -> Steps[Tip]:
        """Do an edit with the line that `note` adds; on the disk when the steps are at their end.

        `name` is what a refusal calls it.
        """
        bulk = Bulk(self._reader, edit.changes) if is_long(edit.changes) else None
        if bulk and bulk.fits():
            # many changes a table at a time; without a trace, when that cannot be.
            # not in a savepoint: with one, every removal takes longer than the one before
            with suppress(engine.ConstraintError):
                return (yield from self._saved(edit, note, bulk.apply))
        return (
            yield from self._saved(edit, note, lambda: _change(self._reader, edit.changes, name))
        )

    def _saved(self, edit: Edit, note: Callable[[], Tip], act: Callable[[], None]) -> Steps[Tip]:
        def attempt(transaction: ExitStack) -> Tip:
            transaction.enter_context(self._transaction())
            self._first()
            if edit.contents:
                _keep(self._db, edit.contents)
            act()
            self._count(edit)
            return note()

        return patiently(attempt, self.aside)

    def _count(self, edit: Edit) -> None:
        """Note the last short codes; those of one kind at once, as in a long import."""
        last: dict[str, int] = {}
        for change in edit.changes:
            if change.before is None and (prefix := BY_KIND[type(change.record)].prefix):
                number = int(str(getattr(change.record, "code", "")).removeprefix(prefix))
                last[prefix] = max(number, last.get(prefix, 0))
        for pair in last.items():
            self._db.execute(_COUNT, pair)

    @cached_property
    def _transaction(self) -> Callable[[], AbstractContextManager[object]]:
        return engine.transactions(self._db)


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
