"""Reading files and folders one after the other, each in its own format."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import tr
from annotator.importers import (
    databases,
    plain_text,
)
from annotator.importers.draft import Draft, Refusal
from annotator.importers.faults import unforeseen
from annotator.importers.folders import gathered
from annotator.importers.formats import opened, read_file
from annotator.importers.import_format import NONE, Choices
from annotator.importers.original import display_name, name_of_folder

T = TypeVar("T")


def read_files(paths: Iterable[Path], choices: Choices = NONE) -> Iterator[Draft | Refusal]:
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
        with unforeseen(path):
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
    if original is not None:
        drafts: Iterable[Draft | Refusal] = [plain_text.draft_of(original, path, choices.encoding)]
    elif own.read_with_choices:
        drafts = own.read_with_choices(path, choices)
    else:
        drafts = read_file(path)
    for found in drafts:
        if isinstance(found, Refusal) or own.sheets:
            yield found
        elif databases.may_be_one(found.text):
            yield from databases.articles(_in_encoding(found, path, choices.encoding))
        else:
            yield _in_encoding(found, path, choices.encoding)


def _in_encoding(draft: Draft, path: Path, encoding: str) -> Draft:
    """Return a draft in the encoding that a person chose, where its own was a guess."""
    if not encoding or not (draft.is_guessed and draft.is_plain):
        return draft
    try:
        return plain_text.reread(draft, encoding)
    except UnreadableFileError as error:
        raise UnreadableFileError(
            tr("“{file}”: {reason}", file=display_name(path), reason=error)
        ) from error
