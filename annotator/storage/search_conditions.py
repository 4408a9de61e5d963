"""The conditions of a search on articles and claims, asked of those records that may pass."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from msgspec import Struct

from annotator.storage.engine import Value
from annotator.storage.search_bitmaps import Bits, last_first, size_of

SEEKING: Final = 20
"""Records that are looked up sooner than others are compared with them."""

_FEW: Final = 50  # records that are asked together at first
_MORE: Final = 2000  # and then


class Conditions(Struct, frozen=True):
    """The filters of a query, as conditions on articles and claims.

    `may_pass` says of each table which records may fulfil its condition, where that is known.
    `values` are those of the parameters in the conditions; `is_free` says that no filter is set.
    """

    articles: str
    claims: str
    may_pass: Mapping[str, Bits | None]
    values: dict[str, Value]
    is_free: bool

    def few(self, table: str, most: int) -> int | None:
        """Return how many records of a table may pass; None where they are more than `most`."""
        bits = self.may_pass[table]
        size = most + 1 if bits is None else size_of(bits)
        return size if size <= most else None

    def on(self, table: str, most: int) -> str:
        """Return the condition on a table; it names those that may pass, up to `most`.

        Those are looked up; where they are not very few, a record is looked for among them.
        """
        bits = self.may_pass[table]
        few = self.few(table, most)
        if bits is None or few is None:
            return self._on(table)
        sign = "" if few <= SEEKING else "+"
        return sign + self._among(table, last_first(bits))

    def ids(self, table: str) -> str:
        """Return a query of the ids of records that pass, of those that may."""
        bits = self.may_pass[table] or {}
        return f"SELECT id FROM {table} WHERE {self._among(table, last_first(bits))}"

    def stretches(self, table: str) -> Iterator[str]:
        """Yield conditions on a table, one for the newest that may pass, then for others."""
        bits = self.may_pass[table]
        if bits is None:
            yield self._on(table)
            return
        positions, size = last_first(bits), _FEW
        while stretch := list(islice(positions, size)):
            yield self._among(table, stretch)
            size = _MORE

    def is_nothing(self, tables: Iterable[str]) -> bool:
        """Return whether it is known that no record of these tables passes."""
        return all(self.may_pass[table] == {} for table in tables)

    def _among(self, table: str, positions: Iterable[int]) -> str:
        numbers = ", ".join(map(str, positions))
        return f"{table}.position IN ({numbers}) AND {self._on(table)}"

    def _on(self, table: str) -> str:
        return self.articles if table == "article" else self.claims
