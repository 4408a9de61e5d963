"""The window on a large project beside the sample project: `python -m benchmarks.large [articles]`.

The file is changed: claims are added and undone. Both windows take turns in one process, so that
what else the machine does falls on both. Seconds are those of the processor on the thread of the
window, in brackets real ones. What is painted is what changed.
"""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.span import Span
from annotator.sample import project as sample
from annotator.storage.engine import open_for_reading
from annotator.storage.project import open_project
from annotator.storage.store import Store
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.settings import Preferences, Settings, save
from annotator.ui.project.workspace import Workspace
from annotator.ui.theming.theme import Scheme, Theme
from annotator.ui.window.main_window import ProjectWindow
from benchmarks.large_data import FOLDER

_ROUNDS = 15
_BATCHES = 300
_WORDS = ("a", "ar", "are", "rare1", "zzz", "")

Row = tuple[str, str, str, str]
Times = tuple[float, float]
"""Seconds of the processor on the thread of the window, and real ones."""


class Opened:
    """One project in its window."""

    def __init__(self, path: Path, theme: Theme, folder: Path) -> None:
        self.store: Store
        self.window: ProjectWindow
        before = _memory()
        self.opening = timed(lambda: self._open(path, theme, folder))
        self.memory = _memory() - before
        for _ in range(_BATCHES):
            QApplication.processEvents()  # the list is laid out in batches
        self.way = 1  # down the list
        self._at = 0

    def _open(self, path: Path, theme: Theme, folder: Path) -> None:
        self.store = open_project(path, folder / "marks")
        self.store.sign_in("Bench")
        self.window = ProjectWindow(Workspace(self.store, path), theme, Preferences(folder))
        self.window.resize(1366, 768)
        self.window.show()
        _paint(self.window)

    def timed(self, act: Callable[["Opened"], object]) -> Times:
        """Return how long something takes until the window is painted."""
        _paint(self.window)
        return timed(lambda: (act(self), _paint(self.window)))

    def settle(self) -> None:
        """Wait until a worker has found all rows."""
        while not self.window.desk.articles.model.is_settled:
            # to ask again and again took a third of what was measured, and more for a longer wait
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def select(self) -> None:
        """Select a passage of the article."""
        self._at = (self._at + 7) % 400
        self.window.desk.focus.select((Span(self._at, self._at + 40),))


@contextmanager
def dressed() -> Iterator[tuple[Theme, Path]]:
    """Make windows in the block as those of the program; the folder for their files follows."""
    app = QApplication.instance() or QApplication(["bench"])
    with TemporaryDirectory(dir=Path.cwd()) as name, collected_between_events():
        folder = Path(name)
        save(Settings(annotator_name="Bench", backups_kept=0), folder)
        theme = Theme(app, Scheme.LIGHT)
        theme.dress()
        yield theme, folder


def rows(path: Path) -> Iterator[Row]:
    """Yield what was timed, its median in the large project and in the sample, and their ratio."""
    with dressed() as (theme, folder):
        small = folder / "sample.annotator"
        copyfile(sample.ensure(folder, folder / "marks", "Bench"), small)
        Opened(small, theme, folder).window.close()  # what is loaded once
        both = [Opened(each, theme, folder) for each in (small, path)]
        yield _row("window usable", *([each.opening] for each in both))
        yield ("memory of the window", *(f"{each.memory:.0f} MB" for each in both[::-1]), "")
        yield from _actions(*both)
        for each in both:
            each.window.close()
    yield _size(path)


def _actions(small: Opened, large: Opened) -> Iterator[Row]:
    yield _compared("one edit durable", small, large, _edit)
    for both in (small, large):
        both.window.desk.articles.step(1)
    yield _compared("a claim, until painted", small, large, claim, Opened.select)
    yield _compared("undo, until painted", small, large, undo)
    yield _compared("redo, until painted", small, large, redo)
    yield _compared("next article", small, large, step)
    for word in _WORDS:
        name = f"filter “{word}”"
        yield _compared(name, small, large, partial(filter_by, word=word), _unfilter)
        name = f"filter “{word}”, all rows"
        yield _compared(name, small, large, partial(find, word=word), _unfilter)


def _edit(each: Opened) -> None:
    each.store.apply(Edit.add("Name", Entity(name=f"N{time.perf_counter_ns()}")))


def claim(each: Opened) -> None:
    """Mark what is selected as a claim."""
    each.window.labelling.marking.add_claim()


def undo(each: Opened) -> None:
    """Undo the last step."""
    each.window.workspace.undo()


def redo(each: Opened) -> None:
    """Redo it."""
    each.window.workspace.redo()


def step(each: Opened) -> None:
    """Open the next article; in a short list, also the one before."""
    each.way = -each.way if each.window.desk.articles.model.rowCount() < _ROUNDS else 1
    each.window.desk.articles.step(each.way)


def filter_by(each: Opened, word: str) -> None:
    """Filter the articles."""
    field = each.window.findChild(QLineEdit, "article_filter")
    if isinstance(field, QLineEdit):
        field.setText(word)


def _unfilter(each: Opened) -> None:
    find(each, "q")


def find(each: Opened, word: str) -> None:
    """Filter, and wait until a worker has found all rows."""
    filter_by(each, word)
    each.settle()


def _compared(
    name: str,
    small: Opened,
    large: Opened,
    act: Callable[[Opened], object],
    before: Callable[[Opened], object] = lambda _: None,
) -> Row:
    times: tuple[list[Times], list[Times]] = ([], [])
    for _ in range(_ROUNDS):
        for each, found in zip((small, large), times, strict=True):
            before(each)
            found.append(each.timed(act))
    return _row(name, *times)


def _row(name: str, small: list[Times], large: list[Times]) -> Row:
    (low, low_real), (high, high_real) = (
        (statistics.median(each[0] for each in times), statistics.median(t[1] for t in times))
        for times in (small, large)
    )
    ratio = f"{high / low:.2f} ×"
    return (name, _milliseconds(high, high_real), _milliseconds(low, low_real), ratio)


def _milliseconds(processor: float, real: float) -> str:
    return f"{processor * 1000:.1f} ({real * 1000:.1f}) ms"


def _size(path: Path) -> Row:
    db = open_for_reading(path)
    (texts,) = db.execute("SELECT sum(size) FROM text").fetchone()
    db.close()
    size = path.stat().st_size
    return (
        "file, and its texts",
        f"{size / 1e6:.0f} MB",
        f"{texts / 1e6:.0f} MB",
        f"{size / texts:.2f} ×",
    )


def timed(act: Callable[[], object]) -> Times:
    """Return how long something takes."""
    processor, real = time.thread_time(), time.perf_counter()
    act()
    return time.thread_time() - processor, time.perf_counter() - real


def _paint(window: ProjectWindow) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents()
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Time the project with so many articles, or the one in a file."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "100000"
    path = FOLDER / f"{wanted}.annotator" if wanted.isdecimal() else Path(wanted)
    for row in rows(path):
        print("| {:24} | {:>20} | {:>20} | {:>8} |".format(*row), flush=True)


if __name__ == "__main__":
    main()
