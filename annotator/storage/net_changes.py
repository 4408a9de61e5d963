"""The net changes of an edit, and writing them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final, TypeAlias

from annotator.domain.codebook import Label, Scheme
from annotator.domain.edit import Change, Edit, Record
from annotator.giving_way import give_way
from annotator.storage.clock import require_wanted
from annotator.storage.reader import StoredReader
from annotator.storage.rows import TABLES

_ORDER: Final = {table.kind: place for place, table in enumerate(TABLES)}
_MANY: Final = 8  # from this many records on, they are compared in bulk


_Pair: TypeAlias = tuple[Record | None, Record | None]


class NetChanges:
    """The net changes of one edit: for each record, its state before and after.

    They are written table by table, removals first, so that added records can reuse unique values.
    A dangling reference makes the commit fail.
    """

    def __init__(self, reader: StoredReader, edit: Edit) -> None:
        self._reader = reader
        self._broken: Record | None = None  # one whose changes contradict each other
        self._added: dict[type[Record], list[Record]] = {}
        self._swapped: dict[type[Record], list[tuple[Record, Record]]] = {}
        self._removed: dict[type[Record], list[Record]] = {}
        for kind, changes in edit.by_kind.items():
            if only_new := _only_new(changes):  # as in an import, which has thousands
                self._added[kind] = only_new
                continue
            for before, after in self._net(changes):
                if before is None:
                    if after is not None:
                        self._added.setdefault(kind, []).append(after)
                elif after is None:
                    self._removed.setdefault(kind, []).append(before)
                else:
                    self._swapped.setdefault(kind, []).append((before, after))

    def _net(self, changes: Iterable[Change]) -> Iterable[_Pair]:
        found: dict[str, _Pair] = {}
        twins: list[_Pair] = []  # added twice: the engine refuses these
        for change in changes:
            require_wanted()
            give_way()
            pair = change.before, change.after
            record = change.record
            former = found.setdefault(record.id, pair)
            if former is pair:
                continue
            if former[1] and change.before is None:
                twins.append(pair)
            else:
                if former[1] != change.before:
                    self._broken = record
                found[record.id] = former[0], change.after
        return (*found.values(), *twins)

    def conflict(self) -> Record | None:
        """Return a record that is not in the state the edit expects; None when all are."""
        for kind in _in_order({*self._swapped, *self._removed}):
            former = [before for before, _ in self._swapped.get(kind, ())]
            former += self._removed.get(kind, ())
            repository = self._reader.of(kind)
            if len(former) < _MANY or not repository.are_here(former):
                for record in former:
                    if repository.get(record.id) != record:  # also for a damaged row
                        return record
        return self._broken

    def removed_labels(self) -> list[tuple[Scheme, Label]]:
        """Return the labels that are no longer in the codebook afterwards, with their schemes."""
        pairs: list[tuple[Record, Record | None]] = [*self._swapped.get(Scheme, ())]
        pairs += [(scheme, None) for scheme in self._removed.get(Scheme, ())]
        return [
            (before, label)
            for before, after in pairs
            if isinstance(before, Scheme)
            for label in before.labels
            if not (isinstance(after, Scheme) and after.label(label.code))
        ]

    def apply(self) -> None:
        """Write all changes: referenced tables first when adding, last when removing."""
        for kind in _in_order(self._removed)[::-1]:
            self._reader.of(kind).drop(*self._removed[kind])
        for kind in _in_order(self._swapped):
            self._reader.of(kind).replace(*self._swapped[kind])
        for kind in _in_order(self._added):
            self._reader.of(kind).add(*self._added[kind])


def _only_new(changes: Sequence[Change]) -> list[Record]:
    """Return the records that are added, if nothing else is done to them; otherwise none."""
    added: list[Record] = []
    for change in changes:
        require_wanted()
        give_way()
        if change.before is not None or change.after is None:
            return []
        added.append(change.after)
    return added if len({each.id for each in added}) == len(added) else []


def _in_order(kinds: Collection[type[Record]]) -> list[type[Record]]:
    return sorted(kinds, key=_ORDER.__getitem__) if kinds else []
