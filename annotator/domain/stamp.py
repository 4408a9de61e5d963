"""Ids and timestamps, made by the program and never by the database."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from time import time_ns
from typing import Final
from uuid import UUID

_VERSION, _VARIANT = 7 << 76, 2 << 62
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuv"  # base32hex: RFC 4648, section 7
_PAIRS: Final = tuple(one + other for one in _DIGITS for other in _DIGITS)
_PLACES: Final = range(90, -1, -10)  # of the pairs in an id, in bits
_LENGTH: Final = 20
_LETTER: Final = 10 << 40  # added to the time, so that an id begins with a letter
_CHANCE: Final = 55  # bits after the time
_RANDOM: Final = 11  # letters and digits after the time
_ANY: Final = 8 * _DIGITS.encode()
_AT_ONCE: Final = 64  # ids, whose letters are drawn together
_ready: Final[list[str]] = []
with suppress(AttributeError):  # where there is fork: or two processes would have the same
    os.register_at_fork(after_in_child=_ready.clear)
_LOW, _SPARE = 43, 19  # of them behind the variant, and of the UUID what is left there


def new_id() -> str:
    """Return a new id: 20 letters and digits, a UUID of version 7 whose last 19 bits are 0.

    It begins with the time, so that records made together are adjacent in an index, and saving
    them writes fewer pages. Its first letter and small letters alone make it a name in XML, in a
    URL and on a disk that ignores case, and never a number. Older projects have ids of 32
    hexadecimal digits; those come before.
    """
    return _beginning(time_ns() // 1_000_000) + _by_chance()


def _by_chance() -> str:
    """Return letters and digits by chance, of which many are made at once."""
    try:
        return _ready.pop()
    except IndexError:
        # a translated byte is a letter by chance: an import makes tens of thousands of ids
        letters = os.urandom(_AT_ONCE * _RANDOM).translate(_ANY).decode()
        _ready.extend([letters[n : n + _RANDOM] for n in range(0, len(letters), _RANDOM)])
        return _by_chance()  # another thread may have taken them


@lru_cache(maxsize=1)
def _beginning(milliseconds: int) -> str:
    return _digits((milliseconds + _LETTER) << _CHANCE)[:-_RANDOM]


def _digits(number: int) -> str:
    return "".join([_PAIRS[number >> place & 1023] for place in _PLACES])


def uuid_of(id: str) -> UUID:  # noqa: A002 - the word for it
    """Return an id as a UUID (RFC 9562, section 5.7); raises ValueError for another text."""
    if len(id) != _LENGTH:
        return UUID(id)
    number = int(id, 32)
    time, chance = (number >> _CHANCE) - _LETTER, number & ((1 << _CHANCE) - 1)
    high, low = chance >> _LOW, chance & ((1 << _LOW) - 1)
    return UUID(int=time << 80 | _VERSION | high << 64 | _VARIANT | low << _SPARE)


def ids_of(uuid: UUID) -> tuple[str, ...]:
    """Return the ids of which this may be the UUID: of older projects, and of new ones."""
    high, low = uuid.int >> 64 & 0xFFF, (uuid.int & ((1 << 62) - 1)) >> _SPARE
    number = ((uuid.int >> 80) + _LETTER) << _CHANCE | high << _LOW | low
    short = _digits(number)
    is_ours = short[0].isalpha() and uuid_of(short) == uuid
    return (uuid.hex, short) if is_ours else (uuid.hex,)


def utc_now() -> str:
    """Return the present time as ISO 8601 in UTC, to the millisecond, with `Z`."""
    return _as_text(time_ns() // 1_000_000)


@lru_cache(maxsize=1)
def _as_text(milliseconds: int) -> str:
    # records made together have the same time
    return f"{_second(milliseconds // 1_000)}.{milliseconds % 1_000:03}Z"


@lru_cache(maxsize=1)
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
