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
        yield from (sorted(_inside(path)) or [path]) if path.is_dir() else [path]


def _inside(folder: Path) -> Iterator[Path]:
    known = tuple(suffix for each in FORMATS for suffix in each.suffixes)
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names if name.lower().endswith(known))


def format_of(path: Path) -> ImportFormat:
    """Return the format that a file's name promises; plain text when it promises none."""
    suffix = path.suffix.lower()
    return next((each for each in FORMATS if suffix in each.suffixes), plain_text.FORMAT)
