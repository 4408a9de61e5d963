"""Reading JSON as records of a known form; what has another form is refused with its place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number, tr
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import line_of
from annotator.importers.original import beginning, contents, display_name, shortened
from annotator.importers.sheet import decoded

T = TypeVar("T")

FAULTS: Final = (msgspec.DecodeError, RecursionError, ValueError)
_HEAD: Final = 1_000_000  # bytes, in which the first line usually ends
_OTHER_FORM: Final = N_("“{file}” does not have the expected structure: {reason}.")


def text_of(path: Path) -> str:
    """Return the decoded text of a file; raises UnreadableFileError."""
    return decoded(path, contents(path)).text


def lines_of(path: Path, form: type[T]) -> Iterator[tuple[str, T] | Refusal]:
    """Yield each line of a file with its place; raises UnreadableFileError."""
    for number, line in enumerate(_lines(text_of(path)), 1):
        if line.strip():
            place = tr("line {number}", number=format_number(number))
            try:
                yield place, msgspec.json.decode(_bytes(line), type=form)
            except FAULTS as error:
                yield refusal(path, place, error)


def document_of(path: Path, form: type[T]) -> T:
    """Return the whole file; raises UnreadableFileError."""
    try:
        return msgspec.json.decode(_bytes(text_of(path)), type=form)
    except FAULTS as error:
        raise unreadable(path, _OTHER_FORM, reason=_reason(error)) from error


def converted(path: Path, place: str, value: object, form: type[T]) -> T | Refusal:
    """Return a value of a document in its form, or why it has none."""
    try:
        return msgspec.convert(value, form)
    except FAULTS as error:
        return refusal(path, place, error)


def refusal(path: Path, place: str, error: Exception) -> Refusal:
    """Return that a part of a file cannot be read, and why."""
    message = tr(
        "“{file}”, {place} cannot be read: {reason}.",
        file=display_name(path),
        place=place,
        reason=_reason(error),
    )
    return Refusal(path, message)


def first_keys(path: Path) -> frozenset[str]:
    """Return the keys of the first object in a JSON file; none when it is not JSON."""
    line, end, _ = beginning(path, _HEAD).lstrip().partition(b"\n")
    if end and (keys := _keys(line)):
        return keys
    try:
        text = text_of(path).lstrip()
    except UnreadableFileError:
        return frozenset()
    keys = _keys(_bytes(text.partition("\n")[0]))
    return (_keys(_bytes(text)) if keys is None else keys) or frozenset()


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text one by one: copies of all of them would double it."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _keys(part: bytes) -> frozenset[str] | None:
    """Return the keys of an object, or of the first in a list; None when it is not JSON."""
    try:
        found = msgspec.json.decode(part)
    except FAULTS:
        return None
    found = found[0] if isinstance(found, list) and found else found
    return frozenset(found) if isinstance(found, dict) else frozenset()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _reason(error: Exception) -> str:
    return shortened(line_of(str(error))).rstrip(".")
