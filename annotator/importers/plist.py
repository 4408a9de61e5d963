"""Binary property lists, of which only the requested values are read.

A few bytes can refer to one object millions of times, or to themselves: other references are never
followed (Apple, CFBinaryPList.c).
"""

from itertools import islice
from typing import Final

from msgspec import Struct

from annotator.i18n import tr

BEGINS: Final = b"bplist00"

_TRAILER: Final = 32
_KEYS: Final = 1_000
_INT, _DATA, _ASCII, _UTF_16, _DICT = 0x1, 0x4, 0x5, 0x6, 0xD
_LONG: Final = 0xF


class Plist(Struct, frozen=True):
    """A binary property list; raises ValueError or IndexError where it is damaged."""

    data: bytes

    def at(self, *keys: str) -> bytes | str | None:
        """Return the bytes or text at a path of keys; None when there is none."""
        number: int | None = _int(self._trailer()[16:24])
        for key in keys:
            number = self._entry(number, key)
            if number is None:
                return None
        return self._value(number)

    def _trailer(self) -> bytes:
        if not self.data.startswith(BEGINS) or len(self.data) < len(BEGINS) + _TRAILER:
            raise ValueError(tr("it is not a binary property list"))
        return self.data[-_TRAILER:]

    def _entry(self, number: int | None, key: str) -> int | None:
        """Return the number of the value that a dictionary has for a key."""
        kind, count, place = self._head(number)
        if kind != _DICT:
            return None
        width = self._trailer()[7]
        references = self.data[place : place + 2 * count * width]
        for each in islice(range(count), _KEYS):
            name = _int(references[each * width : (each + 1) * width])
            if self._value(name) == key:
                return _int(references[(count + each) * width : (count + each + 1) * width])
        return None

    def _value(self, number: int | None) -> bytes | str | None:
        kind, count, place = self._head(number)
        if kind == _UTF_16:
            return self._slice(place, 2 * count).decode("utf-16-be", "replace")
        if kind == _ASCII:
            return self._slice(place, count).decode("ascii", "replace")
        return self._slice(place, count) if kind == _DATA else None

    def _slice(self, place: int, size: int) -> bytes:
        if place + size > len(self.data):
            raise ValueError(tr("it is cut off"))
        return self.data[place : place + size]

    def _head(self, number: int | None) -> tuple[int, int, int]:
        """Return an object's kind, how many units it has, and where these begin."""
        trailer = self._trailer()
        width, table = trailer[6], _int(trailer[24:32])
        start = table + (number or 0) * width
        place = _int(self._slice(start, width))
        kind, count = divmod(self.data[place], 16)
        place += 1
        if count == _LONG and kind != _INT:
            if self.data[place] >> 4 != _INT:
                raise ValueError(tr("a length in it is not a number"))
            size = 1 << (self.data[place] & 7)
            count, place = _int(self._slice(place + 1, size)), place + 1 + size
        return kind, count, place


def _int(data: bytes) -> int:
    return int.from_bytes(data, "big")
