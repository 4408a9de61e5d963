"""Turning the errors of parsers into a sentence that names the file."""

import csv
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from pathlib import Path
from typing import Final
from xml.parsers.expat import ExpatError
from xml.sax import SAXException
from zipfile import BadZipFile

from annotator.domain.errors import AnnotatorError, UnreadableFileError
from annotator.domain.text import clean
from annotator.i18n import N_, tr
from annotator.importers.original import display_name, shortened
from annotator.importers.xml_guard import HostileXmlError

log = logging.getLogger("annotator")

FAULTS: Final[tuple[type[Exception], ...]] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    ExpatError,
    LookupError,
    MessageError,
    NameError,
    OSError,
    RuntimeError,
    SAXException,
    SyntaxError,
    TypeError,
    ValueError,
    csv.Error,
    struct.error,
    zlib.error,
)
"""The errors that parsers are known to raise on malformed files."""


def unreadable(path: Path, message: str, **fields: object) -> UnreadableFileError:
    """Return the error for a whole file; `{file}` in the message is its name."""
    return UnreadableFileError(tr(message, file=display_name(path), **fields))


@contextmanager
def parsing(path: Path, damaged: str, *more: type[Exception]) -> Iterator[None]:
    """Turn a parser's errors into UnreadableFileError; `more` are further exceptions of it.

    `damaged` is the sentence for a file that is not of its format, with `{file}` and `{reason}`,
    untranslated.
    """
    try:
        yield
    except RecursionError as error:
        raise unreadable(path, N_("“{file}” is nested too deeply to be read.")) from error
    except HostileXmlError as error:
        raise unreadable(path, N_("“{file}” was refused: {error}."), error=error) from error
    except (*FAULTS, *more) as error:
        reason = " ".join(clean(str(error)).split()).rstrip(".") or type(error).__name__
        raise unreadable(path, damaged, reason=shortened(reason)) from error


@contextmanager
def surviving_panics() -> Iterator[None]:
    """Turn a panic of a library written in Rust into a RuntimeError."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, Exception) or not _is_fault(error):
            raise
        raise RuntimeError(str(error)) from error


class unforeseen:  # noqa: N801 - read as a word after `with`; a generator costs ten times as much
    """Turns any other error while a file is read into UnreadableFileError, and logs it.

    This is the only place where every exception is caught, so that one file never ends a whole
    import: parsers of others raise classes of their own that derive from Exception alone, as lxml's
    and Calamine's do, and on malformed files whatever their own mistakes lead to. `what` is the
    file, or the name that a draft has of it.
    """

    def __init__(self, what: Path | str) -> None:
        self._what = what

    def __enter__(self) -> None:
        """Begin, for which nothing has to be done."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        """Raise UnreadableFileError in the place of an error that is not foreseen."""
        if error is None or isinstance(error, AnnotatorError) or not _is_fault(error):
            return
        name = self._what if isinstance(self._what, str) else display_name(self._what)
        log.error("Reading “%s” failed unexpectedly", name, exc_info=error)
        told = f"{type(error).__name__}: {error}"
        reason = shortened(" ".join(clean(told).split()).rstrip(".:"))
        message = tr(
            "“{file}” could not be read because of an unexpected error ({reason}). Convert it to"
            " another format and try again.",
            file=name,
            reason=reason,
        )
        raise UnreadableFileError(message) from error


def _is_fault(error: BaseException) -> bool:
    """Return whether it is an error, or a panic of a library written in Rust."""
    # PyO3 raises a class that cannot be imported, and is no Exception
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"
