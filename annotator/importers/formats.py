"""The ways in: what kind a file is, and how it is read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

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

SUFFIXES: Final = tuple(suffix for each in FORMATS for suffix in each.suffixes)
"""How the names of all files end that are known by their names, in lower case."""

_BY_SUFFIX: Final = {suffix: each for each in reversed(FORMATS) for suffix in each.suffixes}


def format_of(path: Path) -> ImportFormat:
    """Return the format that a file's name promises; plain text when it promises none."""
    return _BY_SUFFIX.get(path.suffix.lower(), plain_text.FORMAT)


def read_file(path: Path) -> Iterator[Draft | Refusal]:
    """Return the articles in a file; raises UnreadableFileError."""
    yield from format_of(path).read(path)
