"""The files in folders: each is found and read, or refused with a reason."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from annotator.domain.project import is_of_project
from annotator.i18n import N_, ngettext, tr
from annotator.importers import formats, plain_text
from annotator.importers.draft import Draft, Refusal
from annotator.importers.formats import format_of, read_with_choices
from annotator.importers.import_format import NONE, Choices
from annotator.importers.original import PROJECT, beginning, display_name
from annotator.importers.page_folders import folded, is_html_name, page_stem_of
from annotator.importers.signatures import kind_of

_Item: TypeAlias = tuple[tuple[str, ...], Refusal | None]

_EXPORT: Final = "annotator-export.sha256"
_HIDDEN: Final = (".", "~$")  # the second is Office's prefix for lock files
_SYSTEM: Final = frozenset(("thumbs.db", "desktop.ini", "icon\r", "__macosx", "$recycle.bin"))
_HEAD: Final = 512


def read_files(paths: Iterable[Path], choices: Choices = NONE) -> Iterator[Draft | Refusal]:
    """Return, for each file, the article in it or why there is none; nothing is raised.

    A folder stands for the files in it. A file of an unknown kind is read as plain text.
    """
    for path in gathered(paths):
        if isinstance(path, Refusal):
            yield path
        else:
            yield from read_with_choices(path, choices)


def gathered(paths: Iterable[Path]) -> Iterator[Path | Refusal]:
    """Yield the paths, with each folder replaced by all files in it, sorted.

    Files of an unknown kind, and empty or unreadable folders, become a Refusal. Hidden files, links
    to folders and the folders of saved pages are skipped, each with a Refusal that says so.
    """
    paths = list(paths)
    pages = {(path.parent, folded(path.stem)) for path in paths if is_html_name(path.name)}
    exports = {parent for parent in {path.parent for path in paths} if _is_export(parent)}
    for path in paths:
        if not path.is_dir():
            yield _of_export(path) if path.parent in exports else path
        elif (path.parent, page_stem_of(path.name)) in pages:
            yield _belongs(path)
        else:
            yield from _inside(path)


def _inside(folder: Path) -> Iterator[Path | Refusal]:
    if _is_export(folder):
        yield _export(folder)
        return
    found: list[_Item] = []
    has_files = False
    for place, folders, names in os.walk(folder, onerror=partial(_note, found)):
        has_files = has_files or bool(names)
        parts = Path(place).parts
        pages = {folded(Path(name).stem) for name in names if is_html_name(name)}
        passed = {name: why for name in folders if (why := _passed(Path(place, name), pages))}
        folders[:] = [name for name in folders if name not in passed]
        found += (((*parts, name), why) for name, why in passed.items())
        found += (((*parts, name), None) for name in names if _is_known(name))
        found += (((*parts, name), _refused(place, name)) for name in names if not _is_known(name))
    if not has_files and not found:
        yield Refusal(folder, tr("“{folder}” is an empty folder.", folder=display_name(folder)))
    inside = Path()
    # the order of sorted paths, without splitting each path for every comparison
    for parts, refusal in sorted(found, key=_parts):
        if inside.parts != parts[:-1]:
            inside = Path(*parts[:-1])
        yield refusal or inside / parts[-1]


def _parts(found: _Item) -> tuple[str, ...]:
    return found[0]


def _note(found: list[_Item], error: OSError) -> None:
    path = Path(os.fsdecode(error.filename))
    message = tr(
        "The folder “{folder}” cannot be opened: {reason}.",
        folder=display_name(path),
        reason=error.strerror or error,
    )
    found.append((path.parts, Refusal(path, message)))


def _passed(folder: Path, pages: set[str]) -> Refusal | None:
    """Return why a subfolder is not searched; None when it is."""
    if _is_hidden(folder.name):
        return _hidden(folder)
    if page_stem_of(folder.name) in pages:
        return _belongs(folder)
    if folder.is_symlink():
        return _skipped(folder, N_("“{file}” is a link to another folder and was not followed."))
    return _export(folder) if _is_export(folder) else None


def _hidden(folder: Path) -> Refusal:
    message = ngettext(
        "“{folder}” is a hidden folder with {count} file.",
        "“{folder}” is a hidden folder with {count} files.",
        _count(folder),
        folder=display_name(folder),
    )
    return Refusal(folder, message, is_skipped=True)


def _belongs(folder: Path) -> Refusal:
    message = ngettext(
        "“{folder}” belongs to the saved page beside it ({count} file).",
        "“{folder}” belongs to the saved page beside it ({count} files).",
        _count(folder),
        folder=display_name(folder),
    )
    return Refusal(folder, message, is_skipped=True)


def _is_known(name: str) -> bool:
    return name.lower().endswith(formats.FORMATS.suffixes) and not name.startswith(_HIDDEN)


def _refused(place: str, name: str) -> Refusal | None:
    """Return why a file in a folder is not read; None when it is."""
    path = Path(place, name)
    if _is_hidden(name):
        return _skipped(path, N_("“{file}” is a hidden or system file."))
    if is_of_project(name):
        return _skipped(path, PROJECT)
    if format_of(path) is not plain_text.FORMAT or not path.is_file():
        return None  # not a regular file, such as a pipe: reading it fails with a reason
    if kind := kind_of(beginning(path, _HEAD)):
        message = tr(
            "“{file}” is {kind}, which cannot be imported.", file=display_name(path), kind=kind
        )
        return Refusal(path, message)
    message = tr(
        "“{file}” is of an unknown type. Import it on its own to read it as text.",
        file=display_name(path),
    )
    return Refusal(path, message)


def _is_hidden(name: str) -> bool:
    return name.startswith(_HIDDEN) or name.casefold() in _SYSTEM


def _is_export(folder: Path) -> bool:
    return Path(folder, _EXPORT).is_file()


def _export(folder: Path) -> Refusal:
    message = tr(
        "“{folder}” is an Annotator export, which cannot be imported. Open its project instead.",
        folder=display_name(folder),
    )
    return Refusal(folder, message)


def _of_export(path: Path) -> Refusal:
    message = tr(
        "“{file}” belongs to an Annotator export, which cannot be imported. Open its project"
        " instead.",
        file=display_name(path),
    )
    return Refusal(path, message)


def _skipped(path: Path, message: str) -> Refusal:
    return Refusal(path, tr(message, file=display_name(path)), is_skipped=True)


def _count(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))
