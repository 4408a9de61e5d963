"""Tables whose rows are articles, independent of the file format."""

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
    """The uncleaned text of a file, its encoding, and whether that is a guess."""

    text: str
    encoding: str
    is_guessed: bool = False


class TableRow(NamedTuple):
    """One row: its place, such as `row 7`, its cells, and its original bytes."""

    place: str
    cells: tuple[str, ...]
    original: bytes


class Sheet(Struct, frozen=True):
    """The column names, and the rows, which can be read once and may differ in length.

    `encoding` is that of the rows' bytes. `name` is that of the sheet or list in a file with
    several, such as `sheet “One”`.
    """

    columns: tuple[str, ...]
    rows: Iterator[TableRow | Refusal]
    encoding: str
    is_guessed: bool = False
    name: str = ""


def decoded(path: Path, original: bytes, encoding: str = "") -> Decoded:
    """Return the decoded text of a file; raises UnreadableFileError.

    `encoding` was chosen by a person, for bytes that do not show theirs.
    """
    try:
        guess = encodings.certain(original) or encodings.guesses(original)[0]
        if encoding and not guess.is_sure:
            encodings.decoded(original, encoding)
    except UnreadableFileError as error:
        raise unreadable(path, N_("“{file}” cannot be read. {reason}"), reason=error) from error
    is_chosen = bool(encoding) and not guess.is_sure
    name = encoding if is_chosen else guess.encoding
    # what is sure is not cleaned, and need not be decoded again
    text = guess.text if guess.is_sure else original.decode(name, errors="replace")
    text = text.removeprefix("\ufeff")
    if not text or text.isspace():
        raise unreadable(path, N_("“{file}” contains no text."))
    return Decoded(text, name, is_guessed=not guess.is_sure and not is_chosen)


def part_encoding(encoding: str) -> str:
    """Return the encoding for parts of a text, without the byte order mark of the whole."""
    return _EACH.get(encoding, encoding)
