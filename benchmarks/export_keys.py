"""How long a key waits in the window while the CSV package is written, beside no export.

`python -m benchmarks.export_keys FILE`: on a copy of the project, milliseconds from a key until the
window has painted what it does, and in brackets those of the processor on the thread of the window.
Memory is the most that the process held while it exported, beyond what it held before.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotator.storage.project import open_project
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.settings import Settings, save
from annotator.ui.application.task import Task
from annotator.ui.dialogs.export_steps import writing
from annotator.ui.project.kept_exports import ExportChoice
from annotator.ui.theming.theme import Scheme, Theme
from benchmarks.large import Opened, Times

Row = tuple[str, str, str, str]
HEADER: Final[Row] = ("what", "median", "one of twenty", "longest")

_BETWEEN: Final = 40  # milliseconds between two keys
_AT_REST: Final = 300  # keys without an export
_SWITCH_AFTER: Final = 0.0001  # seconds, as in the program


def rows(path: Path) -> Iterator[Row]:
    """Yield what was timed: the median, one of twenty and the longest."""
    sys.setswitchinterval(_SWITCH_AFTER)
    app = QApplication(["bench"])
    with TemporaryDirectory(dir=Path.cwd()) as name, collected_between_events():
        folder = Path(name)
        project = folder / "Export.annotator"
        copyfile(path, project)
        with closing(open_project(project, folder / "marks")):  # in the format of this version
            pass
        save(Settings(annotator_name="Bench", backups_kept=0), folder)
        theme = Theme(app, Scheme.LIGHT)
        theme.dress()
        opened = Opened(project, theme, folder)
        yield from _told("without an export", _pressed(opened, _AT_REST, lambda: False))
        yield from _exporting(opened, folder / "package")
        opened.window.close()


def _exporting(opened: Opened, target: Path) -> Iterator[Row]:
    choice = ExportChoice(format_id="csv", path=str(target))
    task = Task(writing(opened.window.workspace, choice, replaces=False))
    before, started = _memory(), time.perf_counter()
    ended: list[float] = []
    task.finished.connect(lambda _: ended.append(time.perf_counter()))
    task.start()
    times = _pressed(opened, sys.maxsize, lambda: task.is_over)
    yield from _told("while exporting", times)
    yield ("the export itself", f"{ended[0] - started:.1f} s", "", "")
    yield ("memory that it added", f"{_memory() - before:.0f} MB", "", "")


def _pressed(opened: Opened, count: int, is_over: Callable[[], bool]) -> dict[str, list[Times]]:
    """Press keys in turns, so many or until it is over, and return the times of each."""
    times: dict[str, list[Times]] = {name: [] for name in _ACTIONS}
    for name, act in islice(cycle(_ACTIONS.items()), count):
        if is_over():
            break
        opened.select()
        times[name].append(opened.timed(act))
        QTest.qWait(_BETWEEN)
    return times


def _caret(opened: Opened) -> None:
    text = opened.window.findChild(QWidget, "article_text")
    assert text is not None
    QTest.keyClick(text, Qt.Key.Key_Down)


def _claim(opened: Opened) -> None:
    opened.window.labelling.marking.add_claim()


def _step(opened: Opened) -> None:
    opened.window.desk.articles.step(1)


_ACTIONS: Final = {"a key in the text": _caret, "a claim": _claim, "next article": _step}


def _told(when: str, found: dict[str, list[Times]]) -> Iterator[Row]:
    for name, times in found.items():
        ordered = sorted(times, key=lambda each: each[1])
        chosen = ordered[len(ordered) // 2], ordered[len(ordered) * 19 // 20], ordered[-1]
        median, twentieth, longest = (
            f"{real * 1000:.0f} ms ({processor * 1000:.1f})" for processor, real in chosen
        )
        yield (f"{name}, {when} ({len(times)} times)", median, twentieth, longest)
    waited = sorted(real - processor for times in found.values() for processor, real in times)
    yield (
        f"waiting, {when}",
        f"{statistics.median(waited) * 1000:.0f} ms",
        f"{waited[len(waited) * 19 // 20] * 1000:.0f} ms",
        f"{waited[-1] * 1000:.0f} ms",
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    for row in [HEADER, *rows(Path(sys.argv[1]))]:
        print("{:52} | {:>16} | {:>16} | {:>16}".format(*row), flush=True)
