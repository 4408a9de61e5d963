"""Changes as the journal stores them: the table, and the record before and after, as JSON."""

from typing import Final

import msgspec

from annotator.domain.edit import Change, Record
from annotator.storage.clock import require_wanted
from annotator.storage.rows import BY_KIND, BY_NAME, as_json, from_json

Halves = list[tuple[str, msgspec.Raw, msgspec.Raw]]
NOTHING: Final = msgspec.Raw(b"null")


def changes_to_json(changes: tuple[Change, ...]) -> str:
    """Return changes as a JSON list of [table, before, after]."""
    rows = [(BY_KIND[type(each.record)].name, each.before, each.after) for each in changes]
    return as_json(rows).decode()


def changes_from_json(text: str) -> tuple[Change, ...]:
    """Return the changes that `changes_to_json` wrote."""
    halves = msgspec.json.decode(text, type=Halves)
    if any(before == after == NOTHING for _, before, after in halves):
        raise ValueError("a change of nothing into nothing")
    return tuple(change_of(*half) for half in halves)


def change_of(name: str, before: msgspec.Raw, after: msgspec.Raw) -> Change:
    """Return the change of a record, of which the journal has the table and both states."""
    require_wanted()
    return Change(_whole(name, before), _whole(name, after))


def _whole(name: str, text: msgspec.Raw) -> Record | None:
    record: Record | None = None if text == NOTHING else from_json(BY_NAME[name], text)
    return record
