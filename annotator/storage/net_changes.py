"""What the changes of an edit come to, and how that is written."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from annotator.domain.edit import Change, Record
from annotator.storage.reader import StoredReader
from annotator.storage.rows import TABLES

_ORDER: Final = {table.kind: place for place, table in enumerate(TABLES)}
_MANY: Final = 8  # records, from which on they are compared together


class NetChanges:
    """The changes of one edit, one for each record: what it was before, and is after.

    They are written a table at a time, and what leaves goes first, so that what comes can take
    its place. What is left without a record that it refers to is refused with the commit.
    """

    def __init__(self, reader: StoredReader, changes: Iterable[Change]) -> None:
        self._reader = reader
        self._broken: Record | None = None  # its changes do not follow on one another
        self._added: defaultdict[type[Record], list[Record]] = defaultdict(list)
        self._swapped: defaultdict[type[Record], list[tuple[Record, Record]]] = defaultdict(list)
        self._removed: defaultdict[type[Record], list[Record]] = defaultdict(list)
        for change in self._net(changes):
            kind = type(change.record)
            if change.before is None:
                self._added[kind].append(change.record)
            elif change.after is None:
                self._removed[kind].append(change.before)
            else:
                self._swapped[kind].append((change.before, change.after))

    def _net(self, changes: Iterable[Change]) -> list[Change]:
        found: dict[tuple[type[Record], str], Change] = {}
        twins = []  # the engine refuses these
        for change in changes:
            key = type(change.record), change.record.id
            former = found.get(key)
            if former is None:
                found[key] = change
            elif former.after and change.before is None:
                twins.append(change)
            else:
                if former.after != change.before:
                    self._broken = former.record
                found[key] = Change(former.before, change.after)
        return [each for each in (*found.values(), *twins) if each.before or each.after]

    def conflict(self) -> Record | None:
        """Return a record that is not as the edit says it was; None when it can be done."""
        for kind in _in_order({*self._swapped, *self._removed}):
            former = [before for before, _ in self._swapped.get(kind, ())]
            former += self._removed.get(kind, ())
            repository = self._reader.of(kind)
            if len(former) < _MANY or not repository.are_here(former):
                for record in former:
                    if repository.get(record.id) != record:  # also of a damaged row
                        return record
        return self._broken

    def apply(self) -> None:
        """Do it all: a table before those that refer to it, and the other way when removing."""
        for kind in _in_order(self._removed)[::-1]:
            self._reader.of(kind).drop(*self._removed[kind])
        for kind in _in_order(self._swapped):
            self._reader.of(kind).replace(*self._swapped[kind])
        for kind in _in_order(self._added):
            self._reader.of(kind).add(*self._added[kind])


def _in_order(kinds: Iterable[type[Record]]) -> list[type[Record]]:
    return sorted(kinds, key=_ORDER.__getitem__)
