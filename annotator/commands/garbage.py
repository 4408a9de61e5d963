"""Collecting garbage less often while a command makes many records."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_MANY: Final = 50_000
"""How many objects are made before the youngest are looked through; Python's own number is 700."""


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Look for garbage less often within the block.

    Records do not refer to themselves and go without it: looking for it among thousands of them is
    a tenth of the time of an import. What was made before is not looked through.
    """
    first, *others = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(max(first, _MANY) if first else 0, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)
        gc.unfreeze()
