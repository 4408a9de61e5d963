"""Finding the rows of a table that can be read, on both sides of each damaged place."""

from collections.abc import Iterator
from typing import Final

from annotator.storage.clock import require_wanted
from annotator.storage.damages import Damaged, require_damage
from annotator.storage.engine import Connection

_IN_VAIN: Final = 10_000  # a tenth of a second, and the rows of hundreds of pages


def readable_rows(db: Connection, table: str, after: int = 0) -> Iterator[int]:
    """Yield the numbers of the rows that can be read, in order; those above `after`.

    Behind a damaged place, one number after the other is tried until a row can be read again. Where
    none can, this ends with the last row, or after `_IN_VAIN` numbers if that is damaged, too.
    """
    last, in_vain = _last(db, table), 0
    while after < last or in_vain < _IN_VAIN:
        require_wanted()
        try:
            for number in _above(db, table, after):
                yield number
                after, in_vain = number, 0
        except Damaged as error:
            require_damage(error)
            after, in_vain = after + 1, in_vain + 1
        else:
            return


def _above(db: Connection, table: str, number: int) -> Iterator[int]:
    query = f"SELECT rowid FROM {table} NOT INDEXED WHERE rowid > ? ORDER BY rowid"
    for (found,) in db.execute(query, [number]):
        require_wanted()
        yield found


def _last(db: Connection, table: str) -> int:
    query = f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid DESC LIMIT 1"
    try:
        return next((number for (number,) in db.execute(query)), 0)
    except Damaged as error:
        require_damage(error)
        return 0
