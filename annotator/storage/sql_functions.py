"""The functions of the program that SQL statements call."""

from collections.abc import Callable
from typing import Any, Final

from annotator.domain.text import folded
from annotator.storage.packing import unpacked


def _casefolded(text: str | bytes) -> str:
    """Return a text with its case folded; bytes may be damaged UTF-8."""
    return (text if isinstance(text, str) else text.decode("utf-8", "replace")).casefold()


FUNCTIONS: Final[tuple[tuple[str, int, Callable[..., Any]], ...]] = (
    ("folded", 1, _casefolded),  # SQLite's own LIKE and lower() fold ASCII letters only
    ("unaccented", 1, folded),
    ("unpacked", 2, unpacked),
)
"""The name of each, how many values it takes, and what it does; all are deterministic."""
