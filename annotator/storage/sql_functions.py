"""The functions of the program that SQL statements call.

The engine may hand text over up to its first NUL only, both ways: what must be whole comes and
goes as bytes in UTF-8.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import msgspec

from annotator.domain.text import folded
from annotator.storage.packing import unpacked


def _casefolded(text: bytes) -> bytes:
    """Return a text with its case folded; it may be damaged UTF-8."""
    return text.decode("utf-8", "replace").casefold().encode()


def _has_words(text: bytes | None, words: str) -> bool:
    """Return whether a text has one of each list of words, in JSON and with their case folded.

    Unlike LIKE, it does not end at a NUL, and takes any number of words of any length. What is
    lost may have had them: whoever reads it finds the damage.
    """
    if text is None:
        return True
    whole = text.decode("utf-8", "replace").casefold()
    return all(any(word in whole for word in each) for each in _lists_in(words))


@lru_cache(maxsize=4)  # every row is asked for the same words
def _lists_in(words: str) -> list[list[str]]:
    return msgspec.json.decode(words, type=list[list[str]])


FUNCTIONS: Final[tuple[tuple[str, int, Callable[..., Any]], ...]] = (
    ("folded", 1, _casefolded),  # SQLite's own LIKE and lower() fold ASCII letters only
    ("has_words", 2, _has_words),
    ("unaccented", 1, folded),
    ("unpacked", 2, unpacked),
)
"""The name of each, how many values it takes, and what it does; all are deterministic."""
