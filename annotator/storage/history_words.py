"""What the lines of the history say."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import msgspec

from annotator.domain.edit_label import EditLabel, words_of
from annotator.domain.errors import StorageError
from annotator.storage.engine import Connection, ask
from annotator.storage.history_tail import HistoryTail
from annotator.storage.letter_index import indexed

_LINE: Final = (
    "SELECT line.codes, done.label, ifnull(done.label_args, 'null'),"
    " unpacked(done.changes, done.packed) FROM every_line AS line JOIN journal AS done"
    " ON done.seq = ifnull(line.target, line.seq) WHERE line.seq = ?"
)
_SILENT: Final = frozenset(
    ("id", "created_at", "updated_at", "added_at", "imported_at", "start", "end", "length")
)
_SILENT_ENDS: Final = ("_id", "sha256")
"""Fields in which nobody looks for words."""

_Halves = list[tuple[str, dict[str, Any] | None, dict[str, Any] | None]]
_NOT_READ: Final = (msgspec.MsgspecError, RecursionError)


def said(label: EditLabel | str, codes: str, changes: str) -> str:
    """Return what a line says: its label, its codes and the values that it changed, folded."""
    return " ".join([words_of(label), codes, *_changed(changes)]).casefold()


def lines_said(db: Connection, first: int, last: int) -> Iterator[tuple[int, str]]:
    """Yield what lines of the history say, as the index has it: with the fields of their labels.

    One that cannot be read says nothing.
    """
    with suppress(StorageError):
        HistoryTail(db).catch_up()
    for seq in range(first, last + 1):
        try:
            rows = ask(db, _LINE, [seq])
        except StorageError:
            if not db.clock.is_wanted():
                raise
            continue
        for codes, label, args, changes in rows:
            words = dict.fromkeys((label, *_fields(args), codes, *_changed(changes)))
            yield seq, indexed(words)


def _changed(changes: str) -> Iterator[str]:
    """Yield the values that a line set to others, before and after; none if it cannot be read."""
    try:
        halves = msgspec.json.decode(changes, type=_Halves)
    except _NOT_READ:
        return
    for _, before, after in halves:
        for one, other in ((before, after), (after, before)):
            if one:
                yield from _values(
                    {name: one[name] for name in one if not other or one[name] != other.get(name)}
                )


def _fields(args: str) -> Iterator[str]:
    """Yield the fields of a label; none if they cannot be read."""
    with suppress(*_NOT_READ):
        yield from _values(msgspec.json.decode(args))


def _values(tree: object) -> Iterator[str]:
    """Yield the texts and numbers in a value, but not the names of its fields."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name not in _SILENT and not name.endswith(_SILENT_ENDS):
                yield from _values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _values(value)
    elif isinstance(tree, str | int) and not isinstance(tree, bool):
        yield str(tree)
