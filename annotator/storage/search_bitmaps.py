"""Bitmaps in the index of the search: which records have a property, a bit for each position.

They only say what cannot pass a filter: a bit may be left of a property that a record had before,
so that every record whose bit is set is asked. Two filters that many pass alone, and nearly
nothing together, so take no longer than others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from annotator.storage.engine import Connection, Value
from annotator.storage.search_properties import FILTERED, Properties

_BLOCK: Final = 1024  # positions that share a row
_MANY: Final = 40  # properties of one filter, whose bitmaps would take longer than asking

Bits = dict[int, int]
"""The bits of each block of positions."""

SCRIPT: Final = (
    "CREATE TABLE property (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
) + "".join(
    f"""
CREATE TABLE bitmap_{table} (
  property INTEGER NOT NULL,
  block INTEGER NOT NULL,            -- the position of its first record, by {_BLOCK}
  bits BLOB NOT NULL,                -- the lowest one first
  PRIMARY KEY (property, block)
) STRICT, WITHOUT ROWID;
CREATE INDEX bitmap_{table}_by_block ON bitmap_{table} (block);
"""
    for table in FILTERED
)


class Bitmaps:
    """Writes the bitmaps of an index. Never opens a transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}  # of properties

    def put(self, table: str, found: Properties) -> None:
        """Set the bits of these records, in the place of those that they had."""
        blocks: defaultdict[int, Properties] = defaultdict(dict)
        for position, names in found.items():
            blocks[position // _BLOCK][position % _BLOCK] = names
        for block, records in blocks.items():
            self._put(table, block, records)

    def forget(self) -> None:
        """Forget what was written and is rolled back."""
        self._numbers.clear()

    def _put(self, table: str, block: int, records: Properties) -> None:
        kept = ~_of(records)
        query = f"SELECT property, bits FROM bitmap_{table} WHERE block = ?"
        before = {number: _int(bits) for number, bits in self._db.execute(query, [block])}
        after = {number: bits & kept for number, bits in before.items()}
        for place, names in records.items():
            for number in map(self._number, names):
                after[number] = after.get(number, 0) | 1 << place
        self._db.executemany(
            f"INSERT OR REPLACE INTO bitmap_{table} VALUES (?, ?, ?)",
            (
                (number, block, bits.to_bytes((bits.bit_length() + 7) // 8, "little"))
                for number, bits in after.items()
                if bits != before.get(number)
            ),
        )

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._db.execute("INSERT OR IGNORE INTO property (name) VALUES (?)", [name])
            query = "SELECT number FROM property WHERE name = ?"
            [self._numbers[name]] = self._db.execute(query, [name]).fetchone()
        return self._numbers[name]


def bits_named(db: Connection, table: str, named: str, values: Mapping[str, Value]) -> Bits | None:
    """Return where a property is whose name fits a condition; None where too many fit."""
    query = f"SELECT number FROM search.property WHERE {named} LIMIT {_MANY + 1}"
    numbers = [str(number) for (number,) in db.execute(query, values)]
    if len(numbers) > _MANY:
        return None
    found: Bits = {}
    query = (
        f"SELECT block, bits FROM search.bitmap_{table} WHERE property IN ({', '.join(numbers)})"
    )
    for block, bits in db.execute(query):
        found[block] = found.get(block, 0) | _int(bits)
    return found


def bits_at(positions: Iterable[int]) -> Bits:
    """Return the bits of these positions."""
    found: defaultdict[int, int] = defaultdict(int)
    for position in positions:
        found[position // _BLOCK] |= 1 << position % _BLOCK
    return found


def in_both(one: Bits, other: Bits) -> Bits:
    """Return the bits that two have in common."""
    return {block: both for block, bits in one.items() if (both := bits & other.get(block, 0))}


def size_of(bits: Bits) -> int:
    """Return how many bits are set."""
    return sum(each.bit_count() for each in bits.values())


def last_first(bits: Bits) -> Iterator[int]:
    """Yield the positions of the bits, the last one first."""
    for block in sorted(bits, reverse=True):
        rest = bits[block]
        while rest:
            place = rest.bit_length() - 1
            yield block * _BLOCK + place
            rest ^= 1 << place


def _of(places: Iterable[int]) -> int:
    return sum(1 << place for place in places)


def _int(bits: bytes) -> int:
    return int.from_bytes(bits, "little")
