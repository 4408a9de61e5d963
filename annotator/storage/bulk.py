"""Doing the changes of a long edit a table at a time."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from annotator.domain.edit import Change, Record
from annotator.storage.reader import StoredReader
from annotator.storage.rows import TABLES

_MANY: Final = 8


class Bulk:
    """The changes of one edit by what they do and to which table.

    What it does comes to the same as the changes one after the other, but for those that take
    the place of one another: these the engine refuses.
    """

    def __init__(self, reader: StoredReader, changes: Sequence[Change]) -> None:
        self._reader = reader
        self._added: defaultdict[type, list[Record]] = defaultdict(list)
        self._swapped: defaultdict[type, list[tuple[Record, Record]]] = defaultdict(list)
        self._removed: defaultdict[type, list[Record]] = defaultdict(list)
        for change in changes:
            kind = type(change.record)
            if change.before is None:
                self._added[kind].append(change.record)
            elif change.after is None:
                self._removed[kind].append(change.before)
            else:
                self._swapped[kind].append((change.before, change.after))

    def fits(self) -> bool:
        """Return whether everything that is changed is as the edit says it was."""
        for table in TABLES:
            former = [before for before, _ in self._swapped[table.kind]]
            former += self._removed[table.kind]
            if former and not self._reader.of(table.kind).are_here(former):
                return False
        return True

    def apply(self) -> None:
        """Do it all: a table before those that refer to it, and the other way when removing."""
        kinds = [table.kind for table in TABLES]
        for kind in kinds:
            self._reader.of(kind).add(*self._added[kind])
        for kind in kinds:
            self._reader.of(kind).replace(*self._swapped[kind])
        for kind in reversed(kinds):
            self._reader.of(kind).drop(*self._removed[kind])


def is_long(changes: Sequence[Change]) -> bool:
    """Return whether changes are many, each to another record."""
    return len(changes) >= _MANY and len({change.record.id for change in changes}) == len(changes)
