"""Changes as the journal stores them: the table, and the record before and after, as JSON."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from annotator.domain.edit import Change, Record
from annotator.storage.rows import BY_KIND, BY_NAME, from_json, to_json

Halves = list[tuple[str, msgspec.Raw, msgspec.Raw]]
NOTHING: Final = msgspec.Raw(b"null")
_encode: Final = msgspec.json.Encoder().encode


def changes_to_json(changes: tuple[Change, ...]) -> str:
    """Return changes as a JSON list of [table, before, after]."""
    rows = [(name, _half(before), _half(after)) for name, before, after in named(changes)]
    return _encode(rows).decode()


def named(changes: Iterable[Change]) -> Iterator[tuple[str, Record | None, Record | None]]:
    """Yield the table of each record, and the record before and after."""
    for change in changes:
        yield BY_KIND[type(change.record)].name, change.before, change.after


def changes_from_json(text: str) -> tuple[Change, ...]:
    """Return the changes that `changes_to_json` wrote."""
    halves = msgspec.json.decode(text, type=Halves)
    if any(before == after == NOTHING for _, before, after in halves):
        raise ValueError("a change of nothing into nothing")
    return tuple(change_of(*half) for half in halves)


def change_of(name: str, before: msgspec.Raw, after: msgspec.Raw) -> Change:
    """Return the change of a record, of which the journal has the table and both states."""
    return Change(_whole(name, before), _whole(name, after))


def _half(record: Record | None) -> msgspec.Raw:
    return NOTHING if record is None else to_json(record)


def _whole(name: str, text: msgspec.Raw) -> Record | None:
    record: Record | None = None if text == NOTHING else from_json(BY_NAME[name], text)
    return record
