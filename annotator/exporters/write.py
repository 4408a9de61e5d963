"""Writing an export into its folder or file: completely, or not at all."""

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Final

from annotator.domain.errors import AnnotatorError
from annotator.domain.reading import ProjectReader
from annotator.domain.stamp import new_id
from annotator.exporters.export_format import ExportFormat, OptionValues, Piece
from annotator.exporters.flushing import flush_all, flush_file, flush_folder
from annotator.exporters.records import Records
from annotator.exporters.scope import EVERYTHING, Scope
from annotator.exporters.sums import Sums, foreign
from annotator.giving_way import give_way
from annotator.i18n import tr

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_BLOCKED: Final = {errno.EEXIST, errno.ENOTDIR}
_HERE: Final = -100  # AT_FDCWD
_EXCHANGE: Final = 2  # RENAME_EXCHANGE
_BUFFER: Final = 1 << 18  # bytes of a file that are written together
_STEP: Final = 16  # pieces without rows, such as texts
_DENIED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


class ExportError(AnnotatorError):
    """An export failed; earlier files were not changed."""


def write(
    form: ExportFormat,
    reader: ProjectReader,
    target: Path,
    chosen: OptionValues | None = None,
    scope: Scope = EVERYTHING,
    *,
    replaces: bool = False,
) -> Generator[int, None, None]:
    """Export a project and yield, after each step, the number of rows written.

    Options that are not chosen have their defaults. With `replaces`, a file that exists is
    replaced. Raises ExportError.
    """
    return write_records(form, Records(reader, scope), target, chosen, replaces=replaces)


def write_records(
    form: ExportFormat,
    records: Records,
    target: Path,
    chosen: OptionValues | None = None,
    *,
    replaces: bool = False,
) -> Generator[int, None, None]:
    """Export a project by its records, which the caller keeps, and yield as `write` does."""
    pieces = form.pieces(records, {**form.defaults, **(chosen or {})})
    if form.suffix:
        return write_file(target, pieces, replaces=replaces)
    return write_folder(target, pieces)


def write_file(
    target: Path, pieces: Iterator[Piece], *, replaces: bool = False
) -> Generator[int, None, None]:
    """Write the pieces into one file and yield, after each, the number of rows written.

    They go into a draft beside it, which is renamed when it is complete and flushed to disk. An
    existing file is refused, unless it `replaces` that. Raises ExportError.
    """
    target = _absolute(target)
    with _refusing(target):
        _require_new(target, replaces=replaces)
        draft = _begin(target, Path.touch)
    rows = 0
    try:
        with _refusing(target), draft.open("ab", _BUFFER) as file:
            for piece in _made(target, pieces):
                file.write(piece.content)
                rows += piece.rows
                yield rows
            file.flush()
            os.fsync(file.fileno())
        with _refusing(target):
            _require_new(target, replaces=replaces)  # it may have been created meanwhile
            draft.replace(target)
            flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def replace_file(target: Path, content: bytes) -> None:
    """Write a file as a whole, in place of an existing one; raises ExportError.

    The content goes into a draft beside it, which is renamed when it is flushed to disk.
    """
    target = _absolute(target)
    with _refusing(target):
        draft = _begin(target, Path.touch)
    try:
        with _refusing(target):
            draft.write_bytes(content)
            flush_file(draft)
            draft.replace(target)
            flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def write_folder(target: Path, pieces: Iterator[Piece]) -> Generator[int, None, None]:
    """Write the pieces into a folder and yield, after each, the number of rows written.

    They go into a draft beside the folder, which takes its place when it is complete and flushed to
    disk, and is removed when this generator is closed or fails. An earlier export is replaced; a
    folder with anything else in it is refused. Raises ExportError.
    """
    target = _absolute(target)
    with _refusing(target):
        _recover_interrupted(target)
        _require_free(target)
        draft = _begin(target, Path.mkdir)
    try:
        yield from _filled(draft, target, pieces)
        with _refusing(target):
            _require_free(target)  # it may have been used meanwhile
            _put_in_place(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _made(target: Path, pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a disk that fails while one is made, as for a workbook, is said too."""
    with _refusing(target):
        for piece in pieces:
            yield piece
            give_way()


def _absolute(target: Path) -> Path:
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a link
    if not target.name:
        raise ExportError(tr("“{path}” is a whole drive. Choose a folder in it.", path=target))
    return target


def _require_new(target: Path, *, replaces: bool) -> None:
    if replaces and target.is_file() and not target.is_symlink():
        return
    if target.exists() or target.is_symlink():
        raise ExportError(tr("“{file}” already exists. Choose another name.", file=target.name))


def _filled(draft: Path, target: Path, pieces: Iterator[Piece]) -> Iterator[int]:
    rows = 0
    sums = Sums(draft)
    for number, piece in enumerate(_made(target, pieces)):
        with _refusing(target):
            sums.add(piece, is_new=_append(draft, piece))
        rows += piece.rows
        if piece.rows or number % _STEP == 0:  # the window shows every step
            yield rows
    with _refusing(target):
        sums.finish()
        for _ in flush_all(draft):
            yield rows


def _recover_interrupted(target: Path) -> None:
    """Restore or remove what an interrupted `_replace` left behind."""
    before = _before(target)
    if before.is_dir() and not target.exists():
        before.rename(target)
    elif before.is_dir() and not foreign(before):
        shutil.rmtree(before)


def _before(target: Path) -> Path:
    return target.with_name(f".{target.name}.before")


def _require_free(target: Path) -> None:
    name = target.name
    if target.is_symlink():
        raise ExportError(
            tr("“{folder}” is a link to another folder. Choose that folder itself.", folder=name)
        )
    if target.exists() and not target.is_dir():
        raise ExportError(
            tr("“{folder}” is not a folder. Choose a new or empty folder.", folder=name)
        )
    if file := foreign(target):
        raise ExportError(
            tr(
                "The folder “{folder}” holds “{file}”, which is not an export as it was written:"
                " choose a new or an empty folder, or move the file away.",
                folder=name,
                file=file,
            )
        )


def _begin(target: Path, make: Callable[[Path], None]) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    for stale in target.parent.glob(f".{escape(target.name)}.draft-*"):
        shutil.rmtree(stale) if stale.is_dir() else stale.unlink()
    draft = target.with_name(f".{target.name}.draft-{new_id()}")
    make(draft)
    return draft


def _append(draft: Path, piece: Piece) -> bool:
    """Write a piece into its file, and return whether that is new."""
    if not _NAME.fullmatch(piece.file):
        raise ExportError(
            tr(
                "The export was not written: “{file}” cannot be the name of a file in it."
                " Run “annotator check” on the project.",
                file=piece.file,
            )
        )
    path = f"{draft}/{piece.file}"  # quicker than a Path, and there are many
    try:
        _write(path, "xb", piece.content)
    except FileNotFoundError:
        Path(path).parent.mkdir(exist_ok=True)
        _write(path, "xb", piece.content)
    except FileExistsError:
        _write(path, "ab", piece.content)
        return False
    return True


def _write(path: str, mode: str, content: bytes) -> None:
    with open(path, mode) as file:  # noqa: PTH123
        file.write(content)


def _put_in_place(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
    elif not exchange(draft, target):
        _replace(target, draft)
    flush_folder(target.parent)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders atomically and return whether that worked: on Linux, by renameat2(2)."""
    return sys.platform == "linux" and _swapped(os.fsencode(one), os.fsencode(other))


def _swapped(one: bytes, other: bytes) -> bool:
    swap = getattr(ctypes.CDLL(None), "renameat2", None)  # missing in C libraries before glibc 2.28
    return swap is not None and swap(_HERE, one, _HERE, other, _EXCHANGE) == 0


def _replace(target: Path, draft: Path) -> None:
    before = _before(target)
    target.rename(before)
    try:
        draft.rename(target)
    except OSError:
        before.rename(target)
        raise
    shutil.rmtree(before, ignore_errors=True)


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    """Turn errors of the system inside the block into a sentence."""
    try:
        yield
    except OSError as error:
        message = tr("“{path}” was not written: {reason}.", path=target, reason=_reason(error))
        raise ExportError(message) from error


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return tr("the disk is full. Free some space and try again")
    if error.errno in _DENIED:
        return tr(
            "you have no write access, or another program has a file in it open. Choose another"
            " folder, or close the file"
        )
    if error.errno in _BLOCKED:
        return tr("there is a file where a folder is needed. Choose another folder")
    return str(error.strerror or error)
