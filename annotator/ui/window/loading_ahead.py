"""Importing what the first edit and the first dialogs need, once the window is shown.

The binding keeps a table of all classes of Qt and of ours that derive from them, and Qt looks into
it at any time, also while another thread has the lock of the interpreter. A class that another
thread adds can end the program. So modules of the window are imported on its own thread, each for
itself, in the order in which they need each other; a worker reads that order out of their code.
"""

import dis
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from types import CodeType
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.language.spelling import dictionaries
from annotator.ui.application.task import Task

_NEEDED_FIRST: Final = (
    "sqlite_utils",  # by the first edit
    "annotator.ui.views.search_window",
    "annotator.ui.panels.evidence_sheet",
    "annotator.ui.views.claim_picker",
    "annotator.ui.dialogs.settings",
    "annotator.ui.dialogs.export_labels",
    "annotator.ui.importing.import_articles",
    "annotator.ui.dialogs.codebook_editor",
    "annotator.ui.dialogs.report_dialog",
    "annotator.ui.views.numbers",
    "annotator.ui.dialogs.history",
)
_AFTER: Final = 500  # milliseconds; opening a project continues after the first paint
_APART: Final = 10  # milliseconds between two modules, in which keys are answered
_OF_QT: Final = ("PySide6", "shiboken6")
_OF_THE_WINDOW: Final = "annotator.ui"


class LoadingAhead(QObject):
    """Imports one module after the other; together they would take 1 s."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._reading = Task(read_ahead, self)
        self._reading.yielded.connect(self._names.append)
        self._reading.finished.connect(self._begin)
        self._timer = QTimer(self, interval=_APART)
        self._timer.timeout.connect(self._load)

    def start(self, *afterwards: Callable[[], None]) -> None:
        """Begin when the window has been painted, and call what is to be done afterwards."""
        for each in afterwards:
            self.finished.connect(each)
        QTimer.singleShot(_AFTER, self, self._reading.start)

    def _begin(self) -> None:
        self._names.reverse()
        self._timer.start()

    def _load(self) -> None:
        if self._names:
            _load(self._names.pop())
        else:
            self._timer.stop()
            self.finished.emit()


def read_ahead() -> Iterator[str]:
    """Import everything else, on a worker, and yield the modules of the window in their order."""
    found: set[str] = set()
    for name in _NEEDED_FIRST:
        yield from _order(name, found)
    dictionaries.are_installed()  # where the library is missing, a compiler is asked for it


def _order(name: str, found: set[str]) -> Iterator[str]:
    """Yield what has yet to be imported for a module of the window, and the module itself."""
    if name in sys.modules or name in found or name.startswith(_OF_QT):
        return
    found.add(name)
    if name.startswith(_OF_THE_WINDOW):
        for needed in _imports(name):
            yield from _order(needed, found)
        yield name
    else:
        _load(name)


def _load(name: str) -> None:
    with suppress(ImportError):  # it is told by what needs the module
        import_module(name)


def _imports(name: str) -> Iterator[str]:
    """Yield the modules that the code of a module imports while it is imported itself."""
    spec = find_spec(name)
    loader = spec.loader if spec else None
    code = loader.get_code(name) if isinstance(loader, InspectLoader) else None
    for module, part in _named(code) if code else ():
        if not part:
            yield module
        elif _is_package(module) and find_spec(f"{module}.{part}"):
            yield f"{module}.{part}"


def _named(code: CodeType) -> Iterator[tuple[str, str]]:
    """Yield each module that code imports, and each name that it takes from one.

    Those for type checkers alone are passed over.
    """
    module, is_guarded, end = "", False, 0
    for step in dis.get_instructions(code):
        if step.offset < end:
            continue
        if step.opname == "IMPORT_NAME":
            module = step.argval
            yield module, ""
        elif step.opname == "IMPORT_FROM":
            yield module, step.argval
        elif step.opname == "LOAD_NAME":
            is_guarded = step.argval == "TYPE_CHECKING"
        elif is_guarded and "JUMP" in step.opname:
            is_guarded, end = False, step.argval


def _is_package(module: str) -> bool:
    """Return whether names in a module may be modules; those of Qt are none."""
    spec = None if module.startswith(_OF_QT) else find_spec(module)
    return spec is not None and spec.submodule_search_locations is not None
