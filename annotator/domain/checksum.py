"""SHA-256, by Python's own code for small data while OpenSSL is not loaded.

Loading OpenSSL, which `hashlib` does, takes a start 2 ms and 4 MB; an import loads it anyway.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Final, Protocol

_LITTLE: Final = 50_000  # bytes; OpenSSL is six times as fast, and lets other threads go on


class _Sum(Protocol):
    def hexdigest(self) -> str: ...


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in 64 hexadecimal digits."""
    is_quick = len(data) > _LITTLE or "_hashlib" in sys.modules
    return _maker(("hashlib",) if is_quick else ("_sha2", "_sha256", "hashlib"))(data).hexdigest()


@cache
def _maker(names: tuple[str, ...]) -> Callable[[bytes], _Sum]:
    """Return what makes sums, from the first of the modules that there is."""
    for name in names:  # the built-in module's names since 3.12 and before; a build may lack it
        with suppress(ImportError):
            maker: Callable[[bytes], _Sum] = import_module(name).sha256
            return maker
    raise ImportError(names)
