"""What a line of the journal changed, as far as the index of the history needs to know it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct

from annotator.domain.edit import Edit
from annotator.storage.rows import BY_KIND


class Known(Struct):
    """The part of a record that says what it is about."""

    id: str
    code: str = ""
    article_id: str | None = None
    text_id: str | None = None
    claim_id: str | None = None
    anchor_id: str | None = None
    check_id: str | None = None
    source_id: str | None = None


Half = tuple[str, Known | None, Known | None]
"""The table of a record, and the record before and after."""

Pair = tuple[Known | None, Known | None]
"""A record before and after."""

Changed = Mapping[str, Sequence[Pair]]
"""What a line changed, by table: thousands of records are of few tables."""

_NOTHING: Final = Known("")
_HALVES: Final = msgspec.json.Decoder(list[Half])


def changed_in(kind: str, changes: str) -> Changed:
    """Return what a line changed; nothing when that cannot be read."""
    try:
        halves = [half for half in _HALVES.decode(changes) if half[1] or half[2]]
    except (msgspec.MsgspecError, TypeError, RecursionError):
        return {}
    found: dict[str, list[Pair]] = {}
    for table, before, after in reversed(halves) if kind == "undo" else halves:
        pair = (after, before) if kind == "undo" else (before, after)
        found.setdefault(table, []).append(pair)
    return found


def changed_by(edit: Edit) -> Changed:
    """Return what an edit changed: its records have all that is known of them."""
    kinds: Mapping[type, Sequence[Any]] = edit.by_kind
    return {
        BY_KIND[kind].name: [(each.before, each.after) for each in changes]
        for kind, changes in kinds.items()
    }


def id_of(before: Known | None, after: Known | None) -> str:
    """Return the id of a record that was changed."""
    return (after or before or _NOTHING).id
