"""Files and folders, read one after the other in whatever format each has."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

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
from annotator.importers.faults import unforeseen
from annotator.importers.original import shown

T = TypeVar("T")

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


# what browsers and Windows add to the name of a page for the folder of its pictures and styles
_FURNITURE: Final = re.compile(
    """(.+)[_.-](?:
    files|file|dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|tiedostot|pliki|soubory
    |elemei|dosyalar|datoteke|fitxers|failid|fails|bylos|fajlovi|fitxategiak|filoj|файлы|файли
    )""",
    re.VERBOSE,
)


def read_files(paths: Iterable[Path]) -> Iterator[Draft | Refusal]:
    """Return, for each file, the article in it or why there is none; nothing is raised.

    A folder stands for the files in it. A file of an unknown kind is read as plain text.
    """
    for path in gathered(without_furniture(paths)):
        yield from read_or_refuse(path, format_of(path).read)


def read_or_refuse(
    path: Path, read: Callable[[Path], Iterable[T | Refusal]]
) -> Iterator[T | Refusal]:
    """Return what a reader finds in a file; what it raises refuses this file, and no other."""
    try:
        with unforeseen(shown(path)):
            yield from read(path)
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
    pages = {(path.parent, _folded(path.stem)) for path in paths if _is_page(path.name)}
    return [
        path for path in paths if (path.parent, _owner(path.name)) not in pages or not path.is_dir()
    ]


def _inside(folder: Path) -> list[Path]:
    known = tuple(_BY_SUFFIX)
    found: list[tuple[tuple[str, ...], str]] = []
    for place, folders, names in os.walk(folder):
        pages = {_folded(Path(name).stem) for name in names if _is_page(name)}
        folders[:] = [name for name in folders if _owner(name) not in pages]
        parts = Path(place).parts
        found += ((parts, name) for name in names if name.lower().endswith(known))
    # as paths are sorted, but without making each part of each path anew for every comparison
    return [Path(*parts, name) for parts, name in sorted(found, key=_place)]


def _place(found: tuple[tuple[str, ...], str]) -> tuple[str, ...]:
    return (*found[0], found[1])


def _is_page(name: str) -> bool:
    return name.lower().endswith(html.FORMAT.suffixes)


def _owner(folder: str) -> str:
    """Return how the page is called that a folder belongs to by its name; empty for none."""
    found = _FURNITURE.fullmatch(_folded(folder))
    return found[1] if found else ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def format_of(path: Path) -> ImportFormat:
    """Return the format that a file's name promises; plain text when it promises none."""
    return _BY_SUFFIX.get(path.suffix.lower(), plain_text.FORMAT)
