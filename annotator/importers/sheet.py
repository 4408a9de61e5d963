"""A table whose rows are articles, whatever kind of file it comes from."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.importers.draft import Refusal
from annotator.importers.encodings import guesses
from annotator.importers.faults import unreadable
from annotator.importers.fields import date_of, line_of, link_of

Decode = Callable[[Path, bytes], tuple[str, str]]
"""Returns the text of a file, not cleaned, and its encoding; raises UnreadableFileError."""

_NAME: Final = 100
_EACH: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Row(NamedTuple):
    """One row: where it stands, as in `row 7`, its cells, and its bytes as they came."""

    place: str
    cells: tuple[str, ...]
    original: bytes


class Sheet(Struct, frozen=True):
    """The names of the columns and, once, the rows; a row may have more or fewer cells.

    `encoding` is what the bytes of the rows are in.
    """

    columns: tuple[str, ...]
    rows: Iterator[Row | Refusal]
    encoding: str


def decoded(path: Path, original: bytes) -> tuple[str, str]:
    """Return the text of a file in its likeliest encoding, and that; raises UnreadableFileError."""
    try:
        encoding = guesses(original)[0].encoding
    except UnreadableFileError as error:
        raise unreadable(path, str(error).replace("This is", "is", 1)) from error
    text = original.decode(encoding, errors="replace").removeprefix("\ufeff")
    if not text.strip():
        raise unreadable(path, "is empty: there is no text in it.")
    return text, encoding


def each(encoding: str) -> str:
    """Return the encoding for the pieces of a text that begins with a mark in `encoding`."""
    return _EACH.get(encoding, encoding)


def with_header(rows: Iterator[Row | Refusal], encoding: str) -> Sheet | None:
    """Return a table whose first row may name the columns; None when it has no row.

    Empty rows and repetitions of the first are left out.
    """
    rows = filter(_says_something, rows)
    first = next(rows, None)
    if first is None:
        return None
    if isinstance(first, Refusal):
        return Sheet((), chain((first,), rows), encoding)
    if any(map(_is_content, first.cells)):
        numbers = range(1, len(first.cells) + 1)
        columns = tuple(f"column {number}" for number in numbers)
        return Sheet(columns, chain((first,), rows), encoding)
    columns = tuple(map(line_of, first.cells))
    return Sheet(columns, filter(partial(_is_other, first), rows), encoding)


def _says_something(row: Row | Refusal) -> bool:
    return isinstance(row, Refusal) or any(map(str.strip, row.cells))


def _is_other(first: Row, row: Row | Refusal) -> bool:
    return isinstance(row, Refusal) or row.cells != first.cells


def _is_content(cell: str) -> bool:
    with suppress(ValueError):
        float(cell)
        return True
    return len(cell) > _NAME or bool(link_of(cell) or date_of(cell))
