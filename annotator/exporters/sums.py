"""Checksums of an export: whether a folder still contains exactly what was written."""

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotator.exporters.export_format import Piece

if TYPE_CHECKING:
    from hashlib import _Hash

SUMS_FILE: Final = "annotator-export.sha256"
"""The list of files, as `sha256sum` writes it."""

_LITTER: Final = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Sums:
    """The checksums of the files in a folder that are written piece by piece."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sums: dict[str, _Hash | bytes] = {}  # as little as can be for a text: there are many

    def add(self, piece: Piece) -> None:
        """Add the next piece of a file."""
        known = self._sums.get(piece.file)
        if isinstance(known, bytes):  # two articles of a damaged project have one name
            self._sums[piece.file] = b""
            return
        begun = known or sha256()
        begun.update(piece.content)
        self._sums[piece.file] = begun.digest() if piece.is_whole_file else begun

    def taken(self) -> dict[str, str]:
        """Return the SHA-256 of each file, in the order in which they were begun."""
        return {file: self._hexadecimal(file, found) for file, found in self._sums.items()}

    def _hexadecimal(self, file: str, found: "_Hash | bytes") -> str:
        if not isinstance(found, bytes):
            return found.hexdigest()
        return found.hex() or sha256((self._folder / file).read_bytes()).hexdigest()


def lines(sums: dict[str, str]) -> str:
    """Return the checksum list for files and their SHA-256."""
    return "".join(f"{digest}  {file}\n" for file, digest in sums.items())


def foreign(folder: Path) -> str:
    """Return the name of a file that an export did not write, or that was changed since.

    Empty when the folder is empty or holds an unchanged export; files of the system such as
    `.DS_Store` are ignored.
    """
    known = _known(folder / SUMS_FILE)
    return next((file for file in _files(folder) if not _is_ours(folder, file, known)), "")


def _known(listing: Path) -> dict[str, str]:
    if not listing.is_file():
        return {}
    found = listing.read_text(encoding="utf-8", errors="replace").splitlines()
    return {file: digest for digest, _, file in (line.partition("  ") for line in found)}


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if not _is_litter(path.name) and (path.is_symlink() or not path.is_dir()):
            yield path.relative_to(folder).as_posix()


def _is_litter(name: str) -> bool:
    return name in _LITTER or name.startswith("._")  # as a Mac writes on drives of other systems


def _is_ours(folder: Path, file: str, known: dict[str, str]) -> bool:
    if file == SUMS_FILE:
        return True
    path = folder / file
    if file not in known or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest() == known[file]
