"""Files and folders, read one after the other in whatever format each has."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotator.domain.errors import UnreadableFileError
from annotator.importers import (
    docx,
    feeds,
    html,
    jsonl,
    mail,
    markdown,
    mhtml,
    pdf,
    plain_text,
    spreadsheets,
    tables,
)
from annotator.importers.draft import Draft, ImportFormat, Refusal

FORMATS: Final[tuple[ImportFormat, ...]] = (
    plain_text.FORMAT,
    markdown.FORMAT,
    html.FORMAT,
    mhtml.FORMAT,
    docx.FORMAT,
    pdf.FORMAT,
    mail.FORMAT,
    tables.FORMAT,
    spreadsheets.FORMAT,
    jsonl.FORMAT,
    feeds.FORMAT,
)

_BY_SUFFIX: Final = {suffix: each for each in reversed(FORMATS) for suffix in each.suffixes}


def read_files(paths: Iterable[Path]) -> Iterator[Draft | Refusal]:
    """Return, for each file, the article in it or why there is none; nothing is raised.

    A folder stands for the files in it. A file of an unknown kind is read as plain text.
    """
    for path in gathered(paths):
        try:
            yield from format_of(path).read(path)
        except UnreadableFileError as error:
            yield Refusal(path, str(error))


def gathered(paths: Iterable[Path]) -> Iterator[Path]:
    """Return the paths, each folder replaced by the files in it that a format knows, sorted.

    A folder without such files stays, to be refused by name. Links to folders are not followed.
    """
    for path in paths:
        yield from (_inside(path) or [path]) if path.is_dir() else [path]


def _inside(folder: Path) -> list[Path]:
    known = tuple(_BY_SUFFIX)
    found: list[tuple[tuple[str, ...], str]] = []
    for place, _, names in os.walk(folder):
        parts = Path(place).parts
        found += ((parts, name) for name in names if name.lower().endswith(known))
    # as paths are sorted, but without making each part of each path anew for every comparison
    return [Path(*parts, name) for parts, name in sorted(found, key=_place)]


def _place(found: tuple[tuple[str, ...], str]) -> tuple[str, ...]:
    return (*found[0], found[1])


def format_of(path: Path) -> ImportFormat:
    """Return the format that a file's name promises; plain text when it promises none."""
    return _BY_SUFFIX.get(path.suffix.lower(), plain_text.FORMAT)
