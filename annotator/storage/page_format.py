"""The pages of an SQLite file and the rows on them, as sqlite.org/fileformat2.html says."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from annotator.storage.clock import require_wanted
from annotator.storage.engine import Value
from annotator.storage.packing import MOST

TABLE: Final = 13
"""The kind of a page with rows that have numbers; the first byte of a page is its kind."""

_TABLE_BRANCH, _INDEX, _INDEX_BRANCH = 5, 10, 2
BRANCHES: Final = (_TABLE_BRANCH, _INDEX_BRANCH)
"""The kinds of pages that lead to others."""

_CELLS: Final = {TABLE: 8, _INDEX: 8, _INDEX_BRANCH: 12}
"""Where the places of the cells begin on a page of each kind that holds rows."""

_KINDS: Final = {*_CELLS, *BRANCHES}

_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_NULL, _FLOAT, _ZERO, _ONE, _BYTES = 0, 7, 8, 9, 12
_ERRORS: Final = (LookupError, ValueError, struct.error)  # of what is no row
_PIECE: Final = 256  # pages that are read at once

Values = tuple[Value, ...]


class Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        header = file.read(100)
        size = int.from_bytes(header[16:18], "big")
        self._size = 65_536 if size == 1 else size
        self._usable = self._size - header[20]
        self._free = self._free_pages(*struct.unpack(">I", header[32:36]))

    def page(self, number: int) -> bytes:
        """Return a page; empty where the file has none."""
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def each(self) -> Iterator[tuple[int, bytes]]:
        """Yield each page of a table or an index, with its number."""
        first = 1
        while piece := self._at(first):
            require_wanted()
            for number, place in enumerate(range(0, len(piece), self._size), start=first):
                if piece[place] in _KINDS and number > 1 and number not in self._free:
                    yield number, piece[place : place + self._size]
            first += _PIECE

    def _at(self, first: int) -> bytes:
        self._file.seek((first - 1) * self._size)
        return self._file.read(_PIECE * self._size)

    def _free_pages(self, trunk: int) -> set[int]:
        """Return the pages that hold what was deleted, as far as their list can be read."""
        free: set[int] = set()
        while trunk and trunk not in free and len(page := self.page(trunk)) == self._size:
            free.add(trunk)
            trunk, count = struct.unpack(">II", page[:8])
            most = min(count, self._usable // 4 - 2)
            free.update(struct.unpack(f">{most}I", page[8 : 8 + 4 * most]))
        return free

    def rows(self, page: bytes) -> Iterator[tuple[int, Values]]:
        """Yield the rows of a page with their numbers, those of an index with 0."""
        if not page or page[0] not in _CELLS:
            return
        start, count = _CELLS[page[0]], int.from_bytes(page[3:5], "big")
        for place in range(start, min(start + 2 * count, len(page) - 1), 2):
            cell = int.from_bytes(page[place : place + 2], "big")
            try:
                yield self._row(page, cell + 4 if page[0] == _INDEX_BRANCH else cell)
            except _ERRORS:
                continue

    def _row(self, page: bytes, place: int) -> tuple[int, Values]:
        size, place = _varint(page, place)
        number = 0
        if page[0] == TABLE:
            number, place = _varint(page, place)
        here = self._size_here(size, is_table=page[0] == TABLE)
        content = page[place : place + here]
        if len(content) < here:
            raise ValueError
        if here < size:
            (more,) = struct.unpack_from(">I", page, place + here)
            content += self._overflow(more, size - here)
        return number, _values(content)

    def _size_here(self, size: int, *, is_table: bool) -> int:
        """Return how many bytes of a row of a size are on its page itself."""
        usable = self._usable
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        return here if here <= most else least

    def _overflow(self, number: int, size: int) -> bytes:
        """Return the rest of a row, which is on pages of its own."""
        found = bytearray()
        while len(found) < size <= MOST:
            require_wanted()
            page = self.page(number) if number else b""
            if len(page) < self._size:
                raise ValueError
            number = int.from_bytes(page[:4], "big")
            found += page[4 : self._usable]
        if number or size > MOST:  # another chain, or none
            raise ValueError
        return bytes(found[:size])


def children(page: bytes) -> list[int]:
    """Return the pages to which a page leads."""
    count = min(int.from_bytes(page[3:5], "big"), (len(page) - 12) // 2)
    cells = struct.unpack_from(f">{count}H", page, 12)
    found = (page[place : place + 4] for place in (*cells, 8))
    return [int.from_bytes(child, "big") for child in found]


def _values(content: bytes) -> Values:
    """Return the values of a record; raises one of `_ERRORS` for what is none."""
    end, place = _varint(content, 0)
    kinds: list[int] = []
    while place < end:
        kind, place = _varint(content, place)
        kinds.append(kind)
    if place != end:
        raise ValueError
    values: list[Value] = []
    for kind in kinds:
        value, place = _value(content, place, kind)
        values.append(value)
    if place != len(content):
        raise ValueError
    return tuple(values)


def _value(content: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind >= _BYTES:
        end = place + (kind - _BYTES) // 2
        found = content[place:end]
        return found.decode("utf-8", "backslashreplace") if kind % 2 else found, end
    if size := _INTEGERS.get(kind):
        return int.from_bytes(content[place : place + size], "big", signed=True), place + size
    if kind == _FLOAT:
        return struct.unpack_from(">d", content, place)[0], place + 8
    return {_NULL: None, _ZERO: 0, _ONE: 1}[kind], place


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """Return a number of at most eight bytes, as all of a project are, and the place behind it."""
    number = 0
    for at in range(place, place + 8):
        byte = content[at]
        number = number << 7 | byte & 127
        if byte < 128:
            return number, at + 1
    raise ValueError
