"""Reading a file as UTF-8 text, or saying in a sentence why it is not one."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.domain.text import clean

LIMIT: Final = 50_000_000
"""How many bytes a file may have: 50 MB."""

_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\v\f\r")) + b"\x7f"
_STRAY: Final = 16
_HEADLINE: Final = 200


def contents(path: Path) -> bytes:
    """Return the bytes of a file; raises UnreadableFileError."""
    try:
        if problem := _problem(path.stat()):
            raise UnreadableFileError(f"“{shown(path)}” {problem}")
        with path.open("rb") as file:
            original = file.read(LIMIT + 1)
    except OSError as error:
        words = f"“{shown(path)}” cannot be read: {error.strerror or error}."
        raise UnreadableFileError(words) from error
    if len(original) > LIMIT:  # it grew, or its size is not known beforehand
        raise UnreadableFileError(f"“{shown(path)}” {_too_large(len(original))}")
    return original


def _problem(found: os.stat_result) -> str:
    if stat.S_ISDIR(found.st_mode):
        return "is a folder: name the files in it."
    if not stat.S_ISREG(found.st_mode):
        return "is not a file but a device or a pipe: save its contents as a file first."
    return _too_large(found.st_size) if found.st_size > LIMIT else ""


def _too_large(size: int) -> str:
    found, allowed = (f"{number / 1_000_000:,.0f} MB" for number in (max(size, LIMIT + 1), LIMIT))
    return f"is too large: it has {found}, and {allowed} is the limit. Split it."


def decoded(path: Path, original: bytes) -> str:
    """Return the bytes read strictly as UTF-8, cleaned; raises UnreadableFileError.

    Bytes are counted from 1 in what the sentence says.
    """
    if problem := _not_text(original):
        raise UnreadableFileError(f"“{shown(path)}” {problem}")
    try:
        text = clean(original.decode())
    except UnicodeDecodeError as error:
        byte, line = original[error.start], original.count(b"\n", 0, error.start) + 1
        place = f"byte {error.start + 1} (0x{byte:02X}, in line {line}) does not belong there"
        words = f"“{shown(path)}” is not UTF-8 text: {place}. Save it as UTF-8 and try again."
        raise UnreadableFileError(words) from error
    if not text.strip():
        raise UnreadableFileError(f"“{shown(path)}” is empty: there is no text in it.")
    return text


def _not_text(original: bytes) -> str:
    if original.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "is UTF-16 text, not UTF-8. Save it as UTF-8 and try again."
    controls = len(original) - len(original.translate(None, _CONTROLS))
    if controls > max(_STRAY, len(original) // 20):
        first = len(original) - len(original.lstrip(_TEXT)) + 1
        return (
            f"is not text: {controls:,} of its {len(original):,} bytes are NUL or other control"
            f" characters, the first of them at byte {first:,}."
        )
    return ""


_TEXT: Final = bytes(set(range(0x100)) - set(_CONTROLS))


def encoding_of(original: bytes) -> str:
    """Return the name of the encoding that UTF-8 bytes are in."""
    return "utf-8-sig" if original.startswith(BOM_UTF8) else "utf-8"


def shown(path: Path) -> str:
    """Return the name of a file as people can read it, other bytes than UTF-8 in hexadecimal."""
    return clean(os.fsencode(path.name).decode(errors="backslashreplace"))


def shortened(headline: str) -> str:
    """Return a headline of at most 200 characters; what is cut off is shown by an ellipsis."""
    if len(headline) <= _HEADLINE:
        return headline
    cut = headline[: _HEADLINE - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > _HEADLINE // 2 else cut}…"
