"""A real window that imports a folder: how long it keeps a key waiting, and what it holds."""

from pathlib import Path
from time import perf_counter
from typing import Final

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.app import open_window
from annotator.ui.application.garbage import collected_between_events, take_as_lasting
from annotator.ui.importing.import_articles import ImportArticles
from annotator.ui.window.loading_ahead import LoadingAhead
from annotator.ui.window.main_window import ProjectWindow

_TICK: Final = 5  # milliseconds
_SETTLED: Final = 1_500  # milliseconds: the project is verified and backed up after it is opened


class Waits:
    """Ticks every few milliseconds; what comes late beyond that is how long a key would wait."""

    def __init__(self) -> None:
        self.phases: dict[str, list[float]] = {}
        self._phase = "at rest"
        self._last = perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_TICK)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self, phase: str) -> None:
        """Count what comes from here on under another name."""
        self._phase = phase

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def told(self) -> dict[str, dict[str, float]]:
        """Return, by phase, its seconds, and the longest and the 99th of 100 waits in ms."""
        return {phase: _summary(waits) for phase, waits in self.phases.items()}

    def _tick(self) -> None:
        now = perf_counter()
        self.phases.setdefault(self._phase, []).append(1_000 * (now - self._last))
        self._last = now


def run(folder: Path, project: Path) -> dict[str, object]:
    """Import a folder through the dialog, as a person would, and return what it cost.

    As in the program, what refers to itself is collected between two events only.
    """
    with collected_between_events():
        return _run(folder, project)


def _run(folder: Path, project: Path) -> dict[str, object]:
    window = open_window(project)
    assert isinstance(window, ProjectWindow)
    window.workspace.signing.sign_in("Bench")  # or a dialog would ask who is working
    window.resize(1366, 768)
    QApplication.processEvents()
    _load_ahead()
    _pause(_SETTLED)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    waits = Waits()
    watch = QTimer(interval=20)
    watch.timeout.connect(lambda: _press(window, waits) and watch.stop())
    QTimer.singleShot(0, watch.start)
    window.dialogs.importing.import_files([folder])
    waits.begin("importing them")
    while window.dialogs.importing.is_busy:
        _pause(20)
    waits.begin("after it")
    _pause(500)
    added = (_memory("VmHWM") - before) / 1_024
    told = waits.told()
    assert window.workspace.reader.counts().articles == len(list(folder.iterdir()))
    window.close()
    return {"phases": told, "added": added}


def _load_ahead() -> None:
    """Import what the dialogs need, as the program does once its window is shown."""
    loop = QEventLoop()
    ahead = LoadingAhead()
    ahead.finished.connect(take_as_lasting)
    ahead.finished.connect(loop.quit)
    ahead.start()
    loop.exec()


def _press(window: ProjectWindow, waits: Waits) -> bool:
    """Press Import when everything was read and compared, and return whether that was done.

    Looking for the dialog among all widgets takes a millisecond.
    """
    dialog = window.findChild(ImportArticles)
    if dialog is None or not dialog.isVisible() or dialog.model.rowCount() == 0:
        return False
    if dialog.progress.isVisible():
        waits.begin("reading" if dialog.is_reading else "looking for the same articles")
        return False
    waits.begin("closing the dialog")
    dialog.accept()
    return True


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _memory(name: str) -> int:
    """Return a figure of this process in kB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name))


def _summary(waits: list[float]) -> dict[str, float]:
    late = sorted(max(0.0, wait - _TICK) for wait in waits)
    p99 = late[int(len(late) * 0.99)]
    return {"seconds": sum(waits) / 1_000, "most": late[-1], "p99": p99}
