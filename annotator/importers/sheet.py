"""A table whose rows are articles, whatever kind of file it comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_
from annotator.importers import encodings
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable

_EACH: Final = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Decoded(NamedTuple):
    """The text of a file, not cleaned, the encoding it was read in, and whether that is a guess."""

    text: str
    encoding: str
    is_guessed: bool = False


class TableRow(NamedTuple):
    """One row: where it stands, as in `row 7`, its cells, and its bytes as they came."""

    place: str
    cells: tuple[str, ...]
    original: bytes


class Sheet(Struct, frozen=True):
    """The names of the columns and, once, the rows; a row may have more or fewer cells.

    `encoding` is what the bytes of the rows are in. `name` is that of the sheet or list in a
    file that has several, as in `sheet “One”`.
    """

    columns: tuple[str, ...]
    rows: Iterator[TableRow | Refusal]
    encoding: str
    is_guessed: bool = False
    name: str = ""


def decoded(path: Path, original: bytes, encoding: str = "") -> Decoded:
    """Return the text of a file in its likeliest encoding; raises UnreadableFileError.

    `encoding` is what a person chose, for bytes that do not show theirs.
    """
    try:
        guess = encodings.guesses(original)[0]
        if encoding and not guess.is_sure:
            encodings.decoded(original, encoding)
    except UnreadableFileError as error:
        raise unreadable(path, N_("“{file}” cannot be read. {reason}"), reason=error) from error
    is_chosen = bool(encoding) and not guess.is_sure
    name = encoding if is_chosen else guess.encoding
    text = original.decode(name, errors="replace").removeprefix("\ufeff")
    if not text.strip():
        raise unreadable(path, N_("“{file}” contains no text."))
    return Decoded(text, name, is_guessed=not guess.is_sure and not is_chosen)


def each(encoding: str) -> str:
    """Return the encoding for the pieces of a text that begins with a mark in `encoding`."""
    return _EACH.get(encoding, encoding)
