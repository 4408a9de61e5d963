"""SHA-256 sums: by Python's built-in code for short data while OpenSSL is not loaded.

Loading OpenSSL, which `hashlib` does, costs 2 ms and 4 MB at start; an import loads it anyway.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Final, Protocol

_LITTLE: Final = 50_000  # bytes; OpenSSL is six times as fast and releases the interpreter lock


class _Sum(Protocol):
    def hexdigest(self) -> str: ...


def sha256(data: bytes) -> str:
    """Return the SHA-256 of the bytes, in 64 hexadecimal digits."""
    is_quick = len(data) > _LITTLE or "_hashlib" in sys.modules
    return _maker(("hashlib",) if is_quick else ("_sha2", "_sha256", "hashlib"))(data).hexdigest()


@cache
def _maker(names: tuple[str, ...]) -> Callable[[bytes], _Sum]:
    """Return the hash constructor of the first of these modules that exists."""
    for name in names:  # the name since 3.12, the name before; either may be missing
        with suppress(ImportError):
            maker: Callable[[bytes], _Sum] = import_module(name).sha256
            return maker
    raise ImportError(names)
