"""Checking a file before it is opened as a project, and creating a new one."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from annotator.domain.errors import Remedy, StorageError
from annotator.i18n import N_, format_number, tr
from annotator.storage import engine
from annotator.storage.engine import Connection
from annotator.storage.lock import first_bytes
from annotator.storage.schema import APPLICATION_ID, SCRIPTS, upgrade

_MAGIC: Final = b"SQLite format 3\x00"
_UTF_8: Final = 1
_EMPTY: Final = N_("“{file}” is empty (0 bytes). It was not changed. Restore it from a backup.")
_NO_PROJECT: Final = N_("“{file}” is not an Annotator project. It was not changed.")
_INVALID: Final = N_("“{file}” is not a valid Annotator project. It was not changed.")
_TOO_NEW: Final = N_(
    "“{file}” was made by a newer version of this program (file version {version}, this one knows"
    " {known}). It was not changed. Install the newer version."
)
_CUT_SHORT: Final = N_(
    "“{file}” is cut short: {missing} bytes are missing at its end. It was not changed. Restore a"
    " backup, or recover what is left."
)


def require_project(path: Path) -> None:
    """Raise StorageError unless a file is a complete project of this or an older version.

    Nothing is written: the header of the file is read as bytes (sqlite.org/fileformat2.html).
    """
    header = _header(path)
    name, version = path.name, _number(header, 60)
    if not header:
        raise StorageError(tr(_EMPTY, file=name), Remedy.RESTORE)
    if not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise StorageError(tr(_NO_PROJECT, file=name), Remedy.RESTORE)
    if _number(header, 56) != _UTF_8 or not version:
        raise StorageError(tr(_INVALID, file=name), Remedy.RESTORE)
    if version > len(SCRIPTS):
        raise StorageError(tr(_TOO_NEW, file=name, version=version, known=len(SCRIPTS)))
    if missing := missing_bytes(path):
        raise StorageError(
            tr(_CUT_SHORT, file=name, missing=format_number(missing)), Remedy.RESTORE
        )


def missing_bytes(path: Path) -> int:
    """Return how many bytes are missing at the end of a file.

    A log may have them, and a write that was cut off can be taken back: then none are missing.
    Raises StorageError when it cannot be read.
    """
    header = _header(path)
    page = int.from_bytes(header[16:18], "big")
    due = _number(header, 28) * (page if page != 1 else 65_536)
    is_unfinished = engine.has_log(path) or engine.has_journal(path)
    return 0 if is_unfinished else max(0, due - path.stat().st_size)


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")


def _header(path: Path) -> bytes:
    try:
        return first_bytes(path, 100)
    except FileNotFoundError as error:
        raise StorageError(tr("There is no file “{path}”.", path=path)) from error
    except IsADirectoryError as error:
        raise StorageError(tr("“{path}” is a folder, not a project.", path=path)) from error
    except OSError as error:
        raise StorageError(
            tr("“{file}” cannot be read: {reason}.", file=path.name, reason=error.strerror)
        ) from error


def make_file(path: Path, fill: Callable[[Connection], None]) -> None:
    """Create a project file, completely or not at all; refuse to overwrite anything."""
    draft = path.with_name(f".{path.name}-new")
    with engine.refusing(lambda: tr("“{file}” could not be created", file=path.name)):
        if path.exists():
            raise StorageError(tr("“{file}” already exists. Choose another name.", file=path.name))
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        try:
            with closing(engine.new_file(draft)) as db:
                upgrade(db)
                fill(db)
                engine.write_with_log(db)
            draft.rename(path)
        finally:
            draft.unlink(missing_ok=True)
