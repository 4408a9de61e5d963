"""Files and folders, read one after the other in whatever format each has."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.domain.errors import UnreadableFileError
from annotator.importers.draft import Draft, Refusal
from annotator.importers.formats import SUFFIXES, read_file
from annotator.importers.furniture import folded, is_page, owner_of


def read_files(paths: Iterable[Path]) -> Iterator[Draft | Refusal]:
    """Return, for each file, the article in it or why there is none; nothing is raised.

    A folder stands for the files in it. What a file is, its content says before its name.
    """
    for path in gathered(without_furniture(paths)):
        try:
            yield from read_file(path)
        except UnreadableFileError as error:
            yield Refusal(path, str(error))


def gathered(paths: Iterable[Path]) -> Iterator[Path]:
    """Return the paths, each folder replaced by the files in it that a format knows, sorted.

    A folder without such files stays, to be refused by name. Links to folders are not followed,
    and folders that belong to a saved page are passed over.
    """
    for path in paths:
        yield from (_inside(path) or [path]) if path.is_dir() else [path]


def without_furniture(paths: Iterable[Path]) -> list[Path]:
    """Return the paths without the folders that belong to a saved page among them.

    Browsers save the pictures, styles and frames of `NAME.html` in `NAME_files` beside it, in
    the words of their language. Such a folder alone is one like any other.
    """
    paths = list(paths)
    pages = {(path.parent, folded(path.stem)) for path in paths if is_page(path.name)}
    owners = ((path, (path.parent, owner_of(path.name))) for path in paths)
    return [path for path, owner in owners if owner not in pages or not path.is_dir()]


def _inside(folder: Path) -> list[Path]:
    found: list[tuple[tuple[str, ...], str]] = []
    for place, folders, names in os.walk(folder):
        pages = {folded(Path(name).stem) for name in names if is_page(name)}
        folders[:] = [name for name in folders if owner_of(name) not in pages]
        parts = Path(place).parts
        found += ((parts, name) for name in names if name.lower().endswith(SUFFIXES))
    # as paths are sorted, but without making each part of each path anew for every comparison
    return [Path(*parts, name) for parts, name in sorted(found, key=_place)]


def _place(found: tuple[tuple[str, ...], str]) -> tuple[str, ...]:
    return (*found[0], found[1])
