"""What another project says of a record that is in this one, too."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.codebook import Scheme
from annotator.domain.edit import Record
from annotator.domain.stamp import utc_now

_SILENT: Final = frozenset(
    ("id", "code", "word_count", "ordinal", "created_by", "annotator_id", "checked_by", "added_by")
)
"""Fields that say when and by whom, or that follow from others."""

_TIMES: Final = ("created_at", "updated_at", "imported_at", "added_at", "completed_at")
_EMPTY: Final[tuple[object, ...]] = (None, "", (), frozenset())


class RecordDifference(Struct, frozen=True):
    """The fields that another project has changed, and those that both have, with their values."""

    mine: Record
    theirs: Record
    changed: Mapping[str, Any]
    clashing: Mapping[str, Any]


def compared(mine: Record, theirs: Record, base: Record | None) -> RecordDifference:
    """Return what differs, given the record as both projects once had it.

    A field that only this project has changed since does not differ. Without a base, what one of
    them leaves empty is no clash.
    """
    changed: dict[str, Any] = {}
    clashing: dict[str, Any] = {}
    for name in mine.__struct_fields__:
        here, there = getattr(mine, name), _value(mine, theirs, name)
        if name in _SILENT or name.endswith(_TIMES) or here == there:
            continue
        if base is not None:
            then = getattr(base, name)
            if there != then:
                (changed if here == then else clashing)[name] = there
        elif here in _EMPTY:
            changed[name] = there
        elif there not in _EMPTY:
            clashing[name] = there
    return RecordDifference(mine, theirs, changed, clashing)


def taken(difference: RecordDifference, values: Mapping[str, Any]) -> Record:
    """Return the record of this project with values of the other one.

    If it then says the same as there, it has the times of there, too.
    """
    mine, theirs = difference.mine, difference.theirs
    merged = replace(mine, **values)
    names = [
        name for name in mine.__struct_fields__ if name not in _SILENT and not name.endswith(_TIMES)
    ]
    is_theirs = all(getattr(merged, name) == getattr(theirs, name) for name in names)
    times = {"updated_at": utc_now()} if hasattr(mine, "updated_at") else {}
    if is_theirs:
        kept = ("updated_at", "completed_at")
        times = {name: getattr(theirs, name) for name in kept if hasattr(mine, name)}
    return replace(merged, **times)


def _value(mine: Record, theirs: Record, name: str) -> Any:  # noqa: ANN401 - of any field
    """Return a value of theirs; labels of a scheme that are here only are kept."""
    value = getattr(theirs, name)
    if isinstance(mine, Scheme) and name == "labels":
        codes = {label.code for label in value}
        return (*value, *(label for label in mine.labels if label.code not in codes))
    return value
