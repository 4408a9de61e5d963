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

_AT_ONCE: Final = 1_000  # lines
_LITTER: Final = {".DS_Store", "Thumbs.db", "desktop.ini"}


class Sums:
    """Writes the list of checksums of a folder whose files are written piece by piece.

    Call `finish` after the last piece. Files of one piece, such as texts, are many: they are
    listed at once, so that memory does not grow with them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: dict[str, _Hash] = {}
        self._whole: list[str] = []  # lines that are not written yet
        self._again: set[str] = set()  # listed before they had another piece

    def add(self, piece: Piece, *, is_new: bool) -> None:
        """Add a piece that was written; `is_new` says that its file was not there before."""
        if not is_new and piece.file not in self._begun:
            self._again.add(piece.file)  # two articles of a damaged project have one name
        elif piece.is_whole_file and is_new:
            self._whole.append(_line(sha256(piece.content).hexdigest(), piece.file))
            if len(self._whole) >= _AT_ONCE:
                self._write()
        else:
            self._begun.setdefault(piece.file, sha256()).update(piece.content)

    def finish(self) -> None:
        """Complete the list."""
        self._whole += [_line(found.hexdigest(), file) for file, found in self._begun.items()]
        self._write()
        if self._again:
            sums = _known(self._folder / SUMS_FILE)
            for file in self._again:
                sums[file] = sha256((self._folder / file).read_bytes()).hexdigest()
            content = "".join(_line(digest, file) for file, digest in sums.items())
            (self._folder / SUMS_FILE).write_bytes(content.encode())

    def _write(self) -> None:
        with (self._folder / SUMS_FILE).open("ab") as file:
            file.write("".join(self._whole).encode())
        self._whole = []


def _line(digest: str, file: str) -> str:
    return f"{digest}  {file}\n"


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
