"""How long a key waits in the window while the CSV package is written, beside no export.

`python -m benchmarks.export_keys FILE [--turns N]`: on a copy of the project, milliseconds from the
moment at which a key is due until the window has painted what it does and waits for the next event;
in brackets those of the processor on the thread of the window. In each turn the export is held
while the three keys are pressed a few times, then goes on while they are pressed again: what else
the machine does falls on both.
"""

import argparse
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.storage.project import open_project
from annotator.ui.application.answering import Answering
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.task import Task
from annotator.ui.dialogs.export_steps import writing
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.theming.theme import Scheme, Theme
from benchmarks.large import Opened, Times

Row = tuple[str, str, str, str]
HEADER: Final[Row] = ("what", "median", "one of twenty", "longest")

_TURNS: Final = 20
_PRESSES: Final = 8  # of each key, with and without the export: one of each language of the files
_BETWEEN: Final = 40  # milliseconds between two keys
_NAP: Final = 5  # milliseconds
_WITHOUT, _DURING = "without an export", "during an export"
_KEYS: Final = {
    "a key in the text": (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
    "a claim": (Qt.Key.Key_C, Qt.KeyboardModifier.NoModifier),
    "next article": (Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier),
}


class HeldExport:
    """Exports again and again on a worker; it can be held between two of its steps."""

    def __init__(self, opened: Opened, folder: Path) -> None:
        self._opened = opened
        self._folder = folder
        self._count = 0
        self._goes_on = threading.Event()
        self._is_held = threading.Event()
        self._task: Task[int] | None = None

    def hold(self) -> None:
        """Wait until it rests between two steps."""
        self._goes_on.clear()
        while self._task and not self._task.is_over and not self._is_held.is_set():
            _pause(_NAP)

    def go_on(self) -> None:
        """Let it go on, or begin the next one."""
        if self._task is None or self._task.is_over:
            self._count += 1
            choice = ExportChoice(format_id="csv", path=str(self._folder / f"{self._count}"))
            steps = writing(self._opened.window.workspace, choice, replaces=False)
            self._task = Task(lambda: self._held(steps))
            self._task.start()
        self._goes_on.set()

    def end(self) -> None:
        """Cancel it and wait for its end."""
        if self._task:
            self._task.cancel()
            self._goes_on.set()
            while not self._task.is_over:
                _pause(_NAP)

    def _held(self, steps: Callable[[], Iterator[int]]) -> Iterator[int]:
        for rows in steps():
            if not self._goes_on.is_set():
                self._is_held.set()
                self._goes_on.wait()
                self._is_held.clear()
            yield rows


class Keyboard(QObject):
    """Presses keys in the event loop of the window."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        text = opened.window.findChild(QWidget, "article_text")
        assert text is not None
        self._text = text
        self._name = ""
        self._begun = self._processor = self._real = 0.0
        self._timer = QTimer(singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)
        self._painted = QTimer(singleShot=True, interval=0)  # after all that is to be painted
        self._painted.timeout.connect(self._note)
        self._loop = QEventLoop()

    def pressed(self, name: str) -> Times:
        """Press a key and return how long it takes until the window is painted and waits."""
        self._opened.select()
        self._text.setFocus()
        _pause(_BETWEEN)
        self._name = name
        due = time.perf_counter() + _NAP / 1000
        self._timer.start(_NAP)
        self._loop.exec()
        QTest.keyRelease(self._opened.window.windowHandle(), *_KEYS[name])
        return self._processor, max(0.0, self._real - due)

    def _press(self) -> None:
        self._begun = time.thread_time()
        QTest.keyPress(self._opened.window.windowHandle(), *_KEYS[self._name])
        self._painted.start()

    def _note(self) -> None:
        self._processor = time.thread_time() - self._begun
        self._real = time.perf_counter()
        self._loop.quit()


def rows(path: Path, turns: int) -> Iterator[Row]:
    """Yield what was timed: the median, one of twenty and the longest."""
    with opened_copy(path) as (opened, project):
        yield from _told(_pressed(opened, HeldExport(opened, project.parent), turns))


@contextmanager
def opened_copy(path: Path) -> Iterator[tuple[Opened, Path]]:
    """Open a window on a copy of a project, in a folder of its own, and yield both."""
    app = QApplication(["bench"])
    Answering(app).follow(app)
    with TemporaryDirectory(dir=Path.cwd()) as name, collected_between_events():
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = name  # of the search index
        project = folder / "Copy.annotator"
        copyfile(path, project)
        with closing(open_project(project, folder / "marks")):  # in the format of this version
            pass
        save(Settings(annotator_name="Bench", backups_kept=0), folder)
        theme = Theme(app, Scheme.LIGHT)
        theme.dress()
        opened = Opened(project, theme, folder)
        yield opened, project
        opened.window.close()


def _pressed(opened: Opened, export: HeldExport, turns: int) -> dict[str, dict[str, list[Times]]]:
    """Press the keys in turns and return the times of each, without an export and with one."""
    opened.window.activateWindow()
    keyboard = Keyboard(opened)
    times: dict[str, dict[str, list[Times]]] = {name: {_WITHOUT: [], _DURING: []} for name in _KEYS}
    claims = opened.window.workspace.reader.counts().claims
    for _ in range(turns):
        for when, begin in ((_WITHOUT, export.hold), (_DURING, export.go_on)):
            begin()
            for name in [*_KEYS] * _PRESSES:
                times[name][when].append(keyboard.pressed(name))
    export.end()
    made = opened.window.workspace.reader.counts().claims - claims
    assert made == 2 * turns * _PRESSES, "a key did not arrive"
    return times


def _told(found: dict[str, dict[str, list[Times]]]) -> Iterator[Row]:
    for name, both in found.items():
        for when, times in both.items():
            yield (f"{name}, {when} ({len(times)} times)", *_figures(times))


def _figures(times: list[Times]) -> tuple[str, str, str]:
    ordered = sorted(times, key=lambda each: each[1])
    chosen = ordered[len(ordered) // 2], ordered[len(ordered) * 19 // 20], ordered[-1]
    median, twentieth, longest = (
        f"{real * 1000:.0f} ms ({processor * 1000:.1f})" for processor, real in chosen
    )
    return median, twentieth, longest


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--turns", type=int, default=_TURNS)
    given = parser.parse_args()
    for row in [HEADER, *rows(given.file, given.turns)]:
        print("{:52} | {:>16} | {:>16} | {:>16}".format(*row), flush=True)
