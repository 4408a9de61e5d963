"""The functions of the program that SQL statements call.

The engine may hand text over up to its first NUL only, both ways: what must be whole comes and
goes as bytes in UTF-8.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import msgspec

from annotator.domain.text import folded
from annotator.storage.packing import packed_text, text_of, unpacked
from annotator.storage.words_checksum import words_checksum


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


def _letters(text: bytes | None) -> int:
    """Return how many code points a text has; it may be damaged UTF-8."""
    return len((text or b"").decode("utf-8", "replace"))


def _words_checksum(start: int, end: int, words: bytes | None) -> int:
    return words_checksum(start, end, (words or b"").decode("utf-8", "replace"))


@lru_cache(maxsize=4)  # every row is asked for the same words
def _lists_in(words: str) -> list[list[str]]:
    return msgspec.json.decode(words, type=list[list[str]])


FUNCTIONS: Final[tuple[tuple[str, int, Callable[..., Any]], ...]] = (
    ("folded", 1, _casefolded),  # SQLite's own LIKE and lower() fold ASCII letters only
    ("has_words", 2, _has_words),
    ("letters", 1, _letters),
    ("packed_text", 1, packed_text),
    ("text_of", 2, text_of),
    ("unaccented", 1, folded),
    ("unpacked", 2, unpacked),
    ("words_checksum", 3, _words_checksum),
)
"""The name of each, how many values it takes, and what it does; all are deterministic."""
