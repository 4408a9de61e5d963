"""The libraries of the system that Qt needs: which are missing, and how to install them."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from annotator.domain.errors import AnnotatorError
from annotator.i18n import tr

_LOADED: Final = (
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtPrintSupport.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
)
_XCB: Final = "Qt/plugins/platforms/libqxcb.so"
_LACKED: Final = re.compile(r"(lib\S+\.so[.\d]*): cannot open shared object file")
_NOT_FOUND: Final = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_GLIB: Final = re.compile(r"lib(?:glib|gthread|gobject|gmodule|gio)-2\.0\.so\.0")


@contextmanager
def required() -> Iterator[None]:
    """Name what to install when Qt cannot be imported inside the block for want of a library."""
    try:
        yield
    except ImportError as error:
        lacked = _LACKED.search(str(error))
        if lacked is None:
            raise
        raise AnnotatorError(advice(_missing() or [lacked[1]])) from error


def require_screen_plugin() -> None:
    """Raise AnnotatorError when Qt could not draw on an X server; Qt itself would abort."""
    if sys.platform != "linux" or not _draws_with_x():
        return
    import ctypes  # noqa: PLC0415 - wanted under X only

    plugin = _folder() / _XCB
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        if lacked := _LACKED.search(str(error)):
            raise AnnotatorError(advice(_missing() or [lacked[1]])) from error


def advice(libraries: list[str]) -> str:
    """Return the message: the packages where Debian's names are used, otherwise the files."""
    packages = sorted({_debian_package(each) for each in libraries})
    if shutil.which("apt-get"):
        return tr(
            "The window needs system libraries that are missing. Install “sudo apt-get install"
            " {packages}”, then start again.",
            packages=" ".join(packages),
        )
    return tr(
        "The window needs system libraries that are missing. Install the packages that bring"
        " {libraries}, then start again.",
        libraries=", ".join(libraries),
    )


def _draws_with_x() -> bool:
    wanted = os.environ.get("QT_QPA_PLATFORM", "")
    return wanted == "xcb" or (not wanted and not os.environ.get("WAYLAND_DISPLAY"))


def _missing() -> list[str]:
    """Return the files that the parts of Qt need and the system does not have."""
    import subprocess  # noqa: PLC0415 - wanted by a start that fails only

    files = [str(_folder() / each) for each in _LOADED]
    try:
        found = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)  # noqa: S603, S607
    except OSError:
        return []
    return sorted(set(_NOT_FOUND.findall(found.stdout)))


def _folder() -> Path:
    spec = find_spec("PySide6")
    return Path(next(iter(spec.submodule_search_locations or ()), "") if spec else "")


def _debian_package(library: str) -> str:
    """Return libxcb-cursor0 for libxcb-cursor.so.0: the rule by which Debian names packages."""
    if _GLIB.fullmatch(library):
        return "libglib2.0-0"
    name = re.sub(r"(\d)\.so\.(\d+)$", r"\1-\2", library)
    return re.sub(r"\.so\.(\d+)$", r"\1", name).lower().replace("_", "-")
