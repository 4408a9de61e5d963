"""Files and folders, read one after the other in whatever format each has."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeVar

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import tr
from annotator.importers import choices as chosen
from annotator.importers import (
    databases,
    jsonl,
    markdown,
    plain_text,
    spreadsheets,
    tables,
    transcripts,
)
from annotator.importers.choices import Choices
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import unforeseen
from annotator.importers.folders import gathered
from annotator.importers.formats import format_of, opened, read_file
from annotator.importers.original import name_of_folder, shown
from annotator.importers.sheet import Sheet

T = TypeVar("T")


class TableFormat(Protocol):
    """A format whose files are tables: a row is an article."""

    def read(self, path: Path, choices: Choices) -> Iterator[Draft | Refusal]:
        """Return the article in each row; raises UnreadableFileError."""

    def sheets(self, path: Path, choices: Choices) -> Iterator[Sheet]:
        """Return the tables in a file; raises UnreadableFileError."""


_TABLES: Final[dict[str, TableFormat]] = {
    each.FORMAT.name: each for each in (tables, spreadsheets, jsonl)
}

_TEXTS: Final = {
    markdown.FORMAT.name: markdown.read,
    transcripts.FORMAT.name: transcripts.read,
}


def read_files(paths: Iterable[Path], choices: Choices = chosen.NONE) -> Iterator[Draft | Refusal]:
    """Return, for each file, the article in it or why there is none; nothing is raised.

    A folder stands for the files in it. A file of an unknown kind is read as plain text.
    """
    for path in gathered(paths):
        if isinstance(path, Refusal):
            yield path
        else:
            yield from read_with_choices(path, choices)


def read_with_choices(path: Path, choices: Choices) -> Iterator[Draft | Refusal]:
    """Return the articles in one file, or why there are none; nothing is raised."""
    return read_or_refuse(path, partial(_named, choices=choices))


def read_or_refuse(
    path: Path, read: Callable[[Path], Iterable[T | Refusal]]
) -> Iterator[T | Refusal]:
    """Return what a reader finds in a file; what it raises refuses this file, and no other."""
    try:
        with unforeseen(shown(path)):
            yield from read(path)
    except UnreadableFileError as error:
        yield Refusal(path, str(error))


def _named(path: Path, choices: Choices) -> Iterator[Draft | Refusal]:
    """Return what is in a file, with the name of its folder where that is wanted."""
    if choices.folder_as is None:
        yield from _found(path, choices)
        return
    name = name_of_folder(path)
    for found in _found(path, choices):
        if isinstance(found, Draft):
            yield found.with_folder(name, choices.folder_as)
        else:
            yield found


def _found(path: Path, choices: Choices) -> Iterator[Draft | Refusal]:
    own, original = opened(path)
    if table := _TABLES.get(own.name):
        yield from table.read(path, choices)
        return
    if original is not None:
        drafts: Iterable[Draft | Refusal] = [plain_text.draft_of(original, path, choices.encoding)]
    elif choices.encoding and (text := _TEXTS.get(own.name)):
        drafts = text(path, choices.encoding)
    else:
        drafts = read_file(path)
    for found in drafts:
        if isinstance(found, Refusal):
            yield found
        elif databases.may_be_one(found.text):
            yield from databases.articles(_in_encoding(found, path, choices.encoding))
        else:
            yield _in_encoding(found, path, choices.encoding)


def table_format(path: Path) -> TableFormat | None:
    """Return the format of a file whose columns are matched; None for other files."""
    return _TABLES.get(format_of(path).name)


def _in_encoding(draft: Draft, path: Path, encoding: str) -> Draft:
    """Return a draft in the encoding that a person chose, where its own was a guess."""
    if not encoding or not (draft.is_guessed and draft.is_plain):
        return draft
    try:
        return plain_text.reread(draft, encoding)
    except UnreadableFileError as error:
        raise UnreadableFileError(
            tr("“{file}”: {reason}", file=shown(path), reason=error)
        ) from error
