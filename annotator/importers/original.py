"""Reading the bytes of a file, or raising an error that says why not."""

import os
import stat
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.domain.project import is_of_project
from annotator.domain.text import clean
from annotator.i18n import N_, format_number, tr

LIMIT: Final = 50_000_000
"""How many bytes a file may have: 50 MB."""

PROJECT: Final = N_("“{file}” is an Annotator project, or part of one. Open the project instead.")
"""Why a project file is not imported."""

_HEADLINE: Final = 200
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # as of a pipe


def contents(path: Path) -> bytes:
    """Return the bytes of a file; raises UnreadableFileError."""
    try:
        found = path.lstat()
        is_link = stat.S_ISLNK(found.st_mode)
        found = path.stat() if is_link else found
        if problem := PROJECT if _is_of_project(path, is_link=is_link) else _problem(found):
            raise UnreadableFileError(tr(problem, file=display_name(path)))
        if found.st_size > LIMIT:
            raise _too_large(path, found.st_size)
        descriptor = os.open(path, os.O_RDONLY | _NO_WAIT)
        try:
            original = os.read(descriptor, found.st_size + 1)
            if len(original) > found.st_size:  # it grew, or its size was unknown
                original += os.read(descriptor, LIMIT)
        finally:
            os.close(descriptor)
    except OSError as error:
        reason = error.strerror or error
        message = tr("“{file}” cannot be read: {reason}.", file=display_name(path), reason=reason)
        raise UnreadableFileError(message) from error
    if len(original) > LIMIT:
        raise _too_large(path, len(original))
    return original


def beginning(path: Path, count: int) -> bytes:
    """Return the first bytes of a file; none for a project, or an unreadable file."""
    if _is_of_project(path, is_link=path.is_symlink()):
        return b""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_WAIT)
        try:
            return os.read(descriptor, count)
        finally:
            os.close(descriptor)
    except OSError:  # reading the whole file will raise it again
        return b""


def _is_of_project(path: Path, *, is_link: bool) -> bool:
    # a link may have any name; links among its folders do not change it
    return is_of_project(os.path.realpath(path) if is_link else str(path))


def _problem(found: os.stat_result) -> str:
    if stat.S_ISDIR(found.st_mode):
        return N_("“{file}” is a folder. Name the files in it.")
    if not stat.S_ISREG(found.st_mode):
        return N_("“{file}” is a device or a pipe. Save its contents as a file first.")
    return ""


def _too_large(path: Path, size: int) -> UnreadableFileError:
    message = tr(
        "“{file}” is too large: it has {found} MB, and the limit is {limit} MB. Split it.",
        file=display_name(path),
        found=format_number(round(max(size, LIMIT + 1) / 1_000_000)),
        limit=LIMIT // 1_000_000,
    )
    return UnreadableFileError(message)


def display_name(path: Path) -> str:
    """Return a file name for display, with invalid UTF-8 in hexadecimal."""
    name = path.name
    if name.isascii() and name.isprintable():
        return name
    return clean(os.fsencode(name).decode(errors="backslashreplace"))


def name_of_folder(path: Path) -> str:
    """Return the name of the folder that a file is in."""
    return display_name(path.absolute().parent)


def shortened(headline: str) -> str:
    """Return a headline cut to 200 characters, with an ellipsis."""
    if len(headline) <= _HEADLINE:
        return headline
    cut = headline[: _HEADLINE - 1]
    whole_words = cut.rpartition(" ")[0]
    return f"{whole_words if len(whole_words) > _HEADLINE // 2 else cut}…"
