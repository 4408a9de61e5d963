"""Reading rows one by one, where a damaged one prevents reading them in bulk."""

from collections.abc import Iterable, Sequence
from functools import cache
from types import NoneType
from typing import Any, Final, Generic, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from annotator.domain.edit import Record
from annotator.domain.label_key import LabelKey
from annotator.i18n import N_, tr
from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged, Damages, require_damage, spelling_out
from annotator.storage.engine import Connection, Value
from annotator.storage.readable_rows import readable_rows
from annotator.storage.rows import Fields, Parts, Table, key_columns

R = TypeVar("R", bound=Record)

_EMPTY: Final[dict[object, Value]] = {str: "", int: 0, bool: False, float: 0.0}
_PLACES: Final = {"start", "end"}
_DAMAGED_THERE: Final = N_("the file is damaged there")


class OneByOne(Generic[R]):
    """Reads whatever is readable of the rows of one table, and records what is not.

    An unreadable or invalid value becomes empty. A record is dropped when its key or its position
    is lost.
    """

    def __init__(self, db: Connection, table: Table[R], damages: Damages) -> None:
        self._db = db
        self._table = table
        self._damages = damages

    def ids(self, where: str, values: Sequence[Value]) -> list[int]:
        """Return the rowids of the rows that match."""
        name = self._table.name
        try:
            return self._numbers(
                f"SELECT position FROM {name} WHERE {where} ORDER BY position", values
            )
        except Damaged as error:
            require_damage(error)
        query = f"SELECT 1 FROM {name} WHERE position = ? AND ({where})"
        return [position for position in self.every_id() if self._matches(query, position, values)]

    def every_id(self, after: int = 0) -> list[int]:
        """Return all rowids above one: from the index of ids, which is apart from the rows."""
        name = self._table.name
        index = f"{name} INDEXED BY sqlite_autoindex_{name}_1"
        query = f"SELECT position FROM {index} WHERE id >= '' AND position > ?"
        try:
            return sorted(self._numbers(query, [after]))
        except Damaged as error:
            require_damage(error)
        self._damages.add(name, "", _DAMAGED_THERE)
        return [*readable_rows(self._db, name, after)]

    def read(self, position: int) -> R | None:
        """Return the record of a row, as far as it can be read; None when it is lost."""
        require_wanted()
        name = self._table.name
        try:
            record, id_, fault = salvaged(self._db, self._table, position)
        except Damaged as error:
            require_damage(error)
            record, id_, fault = None, "", _DAMAGED_THERE
        if record is None and not id_:
            id_ = self._id_of(position)
        if fault:
            self._damages.add(name, id_, fault)
        return record

    def _matches(self, query: str, position: int, values: Sequence[Value]) -> bool:
        try:
            if self._numbers(query, [position, *values]):
                return True
            is_there = self._numbers(
                f"SELECT 1 FROM {self._table.name} WHERE position = ?", [position]
            )
        except Damaged as error:
            require_damage(error)
            is_there = []
        if not is_there:
            self.read(position)  # records the damage, when it is in this row
        return False

    def _id_of(self, position: int) -> str:
        name = self._table.name
        index = f"{name} INDEXED BY sqlite_autoindex_{name}_1"
        query = f"SELECT id FROM {index} WHERE id >= '' AND position = {position:d}"
        try:
            return next((str(id_) for (id_,) in self._db.execute(query)), "")
        except Damaged as error:
            require_damage(error)
            return ""

    def _numbers(self, query: str, values: Sequence[Value] = ()) -> list[int]:
        return [number for (number,) in self._db.execute(query, values)]


def salvaged(db: Connection, table: Table[R], position: int) -> tuple[R | None, str, str]:
    """Return the readable part of a row and its parts, its id, and a description of the faults.

    The description is empty when there are none. Errors of the engine are passed on.
    """
    faults = _Faults()
    with spelling_out(db, faults.spelled):
        query = f"SELECT {_listed(table.columns.names)} FROM {table.name} WHERE position = ?"
        row = db.execute(query, [position]).fetchone()
        if row is None:  # only in the index of ids any more
            return None, "", tr(_DAMAGED_THERE)
        id_ = str(row[table.columns.names.index("id")] or "")
        values = _values(table.columns, row, faults)
        if table.parts:
            values[table.parts.field] = found = _parts(db, table, table.parts, id_, faults)
            if table.parts.is_needed and not found:
                faults.lose(tr("it has no {field}", field=table.parts.field))
    return _made(table.made, values, faults), id_, faults.summary


def _made(kind: type[R], values: dict[str, Any], faults: "_Faults") -> R | None:
    try:
        return None if faults.is_lost else kind(**values)
    except ValueError as error:
        faults.lose(str(error))
        return None


class _Faults:
    """The faults of one record, and whether it can still be used."""

    def __init__(self, needed: Iterable[str] = ()) -> None:
        self._needed = {"id", *needed}
        self.spelled: list[str] = []
        self.is_lost = False
        self._found: list[str] = []

    @property
    def summary(self) -> str:
        """Return the faults as text."""
        letters = [tr("some of its letters are lost")] if self.spelled else []
        return ", ".join([*self._found, *letters])

    def lose(self, fault: str) -> None:
        """Add a fault that makes the record unusable."""
        self.is_lost = True
        self._found.append(fault)

    def take(self, part: "_Faults", *, is_lost: bool) -> None:
        """Add the faults of a part of the record."""
        self.is_lost |= is_lost
        self._found += part._found  # noqa: SLF001 - another of its own kind

    def empty(self, name: str, value: Value, hint: object) -> object:
        """Add an invalid value, and return its replacement."""
        if value is None:
            self._found.append(tr("“{field}” is missing", field=name))
        else:
            self._found.append(tr("“{field}” cannot be {value!r:.40}", field=name, value=value))
        if NoneType in get_args(hint):
            return None
        self.is_lost |= name in self._needed or name.endswith("_id")
        return _EMPTY[hint]


@cache
def _hints(kind: type) -> dict[str, object]:
    """Return the types of a record's fields; to find them takes as long as to read its row."""
    return get_type_hints(kind)


def _values(columns: Fields, row: Sequence[Value], faults: _Faults) -> dict[str, Any]:
    hints = _hints(columns.kind)
    cells = dict(zip(columns.names, row, strict=True))
    values = {name: _value(name, cells[name], hints[name], faults) for name in columns.simple}
    if columns.key:
        scheme, code = (cells[name] for name in key_columns(columns.key))
        is_whole = isinstance(scheme, str) and isinstance(code, str)
        if not is_whole and (scheme, code) != (None, None):
            faults.empty(columns.key, f"{scheme} {code}", LabelKey | None)
        values[columns.key] = LabelKey(str(scheme), str(code)) if is_whole else None
    return values


def _value(name: str, value: Value, hint: Any, faults: _Faults) -> object:  # noqa: ANN401
    try:
        return msgspec.convert(value, hint, strict=False)
    except msgspec.ValidationError:
        return faults.empty(name, value, hint)


def _parts(
    db: Connection, table: Table[Any], parts: Parts, owner: str, faults: _Faults
) -> tuple[object, ...] | frozenset[object]:
    names, columns = parts.columns.names, parts.columns
    order = "ordinal" if parts.is_ordered else ", ".join(parts.key)
    query = f"SELECT {_listed(names)} FROM {parts.table} WHERE {parts.owner} = ? ORDER BY {order}"
    found: list[object] = []
    for row in db.execute(query, [owner]):
        part = _Faults({*parts.key, *_PLACES})
        if isinstance(columns, Fields):
            found.append(columns.kind(**_values(columns, row, part)))
        else:
            found.append(_value(names[0], row[0], str, part))
        if part.is_lost and not parts.is_needed:
            found.pop()
        faults.take(part, is_lost=part.is_lost and parts.is_needed)
    kind: type = table.kind
    hint: object = _hints(kind)[parts.field]
    return frozenset(found) if get_origin(hint) is frozenset else tuple(found)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
