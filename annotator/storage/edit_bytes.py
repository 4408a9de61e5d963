"""Edits as bytes, which one process passes to another of the same version."""

from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct

from annotator.domain.edit import Change, Content, Edit
from annotator.domain.edit_label import EditLabel
from annotator.storage.rows import TABLES

_PLACES: Final = {table.kind: place for place, table in enumerate(TABLES)}
_encode: Final = msgspec.msgpack.Encoder().encode


class _Sent(Struct, array_like=True):
    """An edit: its changes by the table of their record, since a list of one type is read quickly.

    `order` has one byte for each change, the place of its table in `TABLES`.
    """

    label: EditLabel | str
    group: str | None
    contents: list[tuple[Any, str]]  # str or bytes, as they were, and their hash
    order: bytes
    changes: dict[int, msgspec.Raw]


_decode: Final = msgspec.msgpack.Decoder(_Sent).decode


def edit_to_bytes(edit: Edit) -> bytes:
    """Return an edit as bytes."""
    order = bytes(_PLACES[type(change.record)] for change in edit.changes)
    pairs: dict[int, list[Any]] = {place: [] for place in {*order}}
    for place, change in zip(order, edit.changes, strict=True):
        pairs[place].append((change.before, change.after))
    changes = {place: msgspec.Raw(_encode(each)) for place, each in pairs.items()}
    contents = [(each.body, each.sha256) for each in edit.contents]
    return _encode(_Sent(edit.label, edit.group, contents, order, changes))


def edit_from_bytes(sent: bytes) -> Edit:
    """Return the edit that `edit_to_bytes` wrote; raises msgspec.DecodeError for other bytes."""
    found = _decode(sent)
    pairs = {place: iter(_decoder(place).decode(raw)) for place, raw in found.changes.items()}
    return Edit(
        label=found.label,
        changes=tuple(Change(*next(pairs[place])) for place in found.order),
        contents=tuple(Content(*each) for each in found.contents),
        group=found.group,
    )


@cache
def _decoder(place: int) -> msgspec.msgpack.Decoder[Any]:
    kind: Any = TABLES[place].kind
    return msgspec.msgpack.Decoder(list[tuple[kind | None, kind | None]])
