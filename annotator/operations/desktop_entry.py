"""The menu entry, icon and file type by which a Linux desktop knows the program.

The files follow the Desktop Entry Specification, the Shared MIME-info Database specification and
the Icon Theme Specification of freedesktop.org.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from annotator import assets
from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr

_ENTRY: Final = Path("applications/annotator.desktop")
_TYPE: Final = Path("mime/packages/annotator.xml")
_ICON: Final = Path("icons/hicolor/scalable/apps/annotator.svg")
_CACHES: Final = (
    ("update-mime-database", "mime"),
    ("update-desktop-database", "applications"),
    ("gtk-update-icon-cache", "icons/hicolor"),
)
"""Programs that bring a desktop's caches up to date, each with its folder; none is required."""

_SPECIAL: Final = re.compile(r'(["`$\\])')


def install(folder: Path, command: Sequence[str]) -> tuple[Path, ...]:
    """Write the files below a data folder such as `~/.local/share`, and return their paths.

    `command` starts the program, its path first. What an earlier version wrote is replaced. Raises
    AnnotatorError when a file cannot be written.
    """
    entry = assets.path("desktop/annotator.desktop").read_text(encoding="utf-8")
    contents = {
        _ENTRY: entry.replace("@EXEC@", " ".join(map(_quoted, command))),
        _TYPE: assets.path("desktop/annotator.xml").read_text(encoding="utf-8"),
        _ICON: assets.path("icons/annotator.svg").read_text(encoding="utf-8"),
    }
    try:
        for name, content in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        message = tr("“{folder}” could not be written: {reason}.", folder=folder, reason=error)
        raise AnnotatorError(message) from error
    _update_caches(folder)
    return tuple(folder / name for name in contents)


def remove(folder: Path) -> tuple[Path, ...]:
    """Remove what `install` wrote, and return the paths of what was there.

    Raises AnnotatorError when a file cannot be removed.
    """
    there = tuple(folder / name for name in (_ENTRY, _TYPE, _ICON) if (folder / name).exists())
    try:
        for path in there:
            path.unlink()
    except OSError as error:
        message = tr("“{folder}” could not be changed: {reason}.", folder=folder, reason=error)
        raise AnnotatorError(message) from error
    _update_caches(folder)
    return there


def _update_caches(folder: Path) -> None:
    for name, part in _CACHES:
        if (program := shutil.which(name)) and (folder / part).is_dir():
            # a cache that stays as it was costs a new login at most
            subprocess.run([program, folder / part], capture_output=True, check=False)  # noqa: S603


def _quoted(argument: str) -> str:
    """Return an argument in the format of the key Exec: quoted, and escaped again as a value."""
    quoted = _SPECIAL.sub(r"\\\1", argument).replace("%", "%%")
    return '"' + quoted.replace("\\", "\\\\") + '"'
