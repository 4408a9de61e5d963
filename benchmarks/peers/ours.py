"""Our side: its command line, its search, and its window for a claim until it is painted."""

import os
import resource
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter, process_time, sleep
from typing import Final
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import places
from annotator.domain.search import SearchKind
from annotator.domain.span import Span
from annotator.operations.search_query import query_of
from annotator.operations.searching import search
from annotator.storage.search_reader import StoredSearch, searching
from annotator.ui.application.answering import Answering
from annotator.ui.application.garbage import collected_between_events
from annotator.ui.application.task import wait_for_all
from annotator.ui.reading import painting, surface
from annotator.ui.reading.page import Page
from annotator.ui.reading.sheet import Sheet
from annotator.ui.theming.theme import Scheme, Theme
from benchmarks.large import Opened
from benchmarks.peers.content import articles, as_lines
from benchmarks.peers.tool import Tool

_FURTHER: Final = 40  # characters from one claim to the next, as in the pages of the others
_LOOKS: Final = 3
_SETTLED: Final = 9.0  # seconds after opening, when its check and its backup have begun
_MOMENT: Final = 0.01
_PROGRAM: Final = Path(__file__).parents[2] / "main.py"


class Ours(Tool):
    """One project, opened in the window when something is to be saved."""

    name = "Annotator"

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "annotator-data"
        self._folder.mkdir(parents=True, exist_ok=True)
        os.environ["XDG_CACHE_HOME"] = str(self._folder)  # of the search index
        self._project = self._folder / "bench.annotator"
        self._opened: Opened | None = None
        self._claims = 0
        self._window = ExitStack()
        self._window.enter_context(collected_between_events())
        self._session = ExitStack()
        self._finder: StoredSearch | None = None
        self._app = QApplication(["bench"])
        Answering(self._app).follow(self._app)  # as in the program

    def processor(self) -> float:
        """Return what this process and its children have used."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return process_time() + children.ru_utime + children.ru_stime

    def memory(self) -> float:
        """Return the highest resident memory of the window or a command."""
        of_both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return max(resource.getrusage(who).ru_maxrss for who in of_both) / 1024

    def bring_in(self, count: int) -> int:
        """Make a project of one file of lines, labels with their articles, by the command line."""
        self._close_project()
        for old in self._folder.glob("bench*"):
            old.unlink()
        file = self._folder / f"{count}.jsonl"
        if not file.exists():
            as_lines(file, articles(count))
        self._run("import-labels", self._project, file, "--annotator", "Bench")
        return count

    def index(self) -> bool:
        """Make the index, as the window does in the background, which then finds it made."""
        folder = places.search_folder()
        self._finder = self._session.enter_context(searching(self._project, folder))
        return sum(1 for _ in self._finder.catching_up()) > 0

    def find(self, word: str) -> int:
        """Find all places, the best first, as the search of the window does."""
        if self._finder is None:
            return 0
        found = list(search(self._finder.reader, self._finder, query_of(word), (SearchKind.TEXT,)))
        return found[-1].records

    def save(self) -> bool:
        """Add a claim in the window until it is painted."""
        opened = self._window_of_project()
        opened.select()
        opened.timed(lambda each: each.window.labelling.marking.add_claim())
        return True

    def save_by_hand(self) -> float:
        """Press the key of a claim, with text selected, until it is saved and seen in the text."""
        return self._add_claim_by_key()[0]

    def save_and_paint_all(self) -> float:
        """Press that key until all of the window is painted."""
        return self._add_claim_by_key()[1]

    def _add_claim_by_key(self) -> tuple[float, float]:
        """Return the seconds until the text has the mark, and until all of the window is painted.

        Both include those until the edit is on the disk.
        """
        opened = self._window_of_project()
        if not self._claims:  # an article without the claims of `save`, as for the others
            opened.window.desk.articles.step(1)
        text, handle = opened.window.desk.text, opened.window.windowHandle()
        text.select(Span(100 + _FURTHER * self._claims, 130 + _FURTHER * self._claims))
        text.setFocus()
        self._claims += 1
        for _ in range(_LOOKS):
            opened.timed(lambda _: None)  # what follows the selection, as nobody is so quick
        painted: list[float] = []
        saved: list[float] = []
        opened.window.workspace.saves.settled().listen(lambda _: saved.append(perf_counter()))

        def paint(painter: QPainter, region: QRegion, sheet: Sheet, page: Page) -> None:
            painting.paint(painter, region, sheet, page)
            painted.append(perf_counter())

        with patch.object(surface, "paint", paint):
            began = perf_counter()
            whole = opened.timed(lambda _: QTest.keyClick(handle, Qt.Key.Key_C))[1]
        return max(painted[0], saved[0]) - began, whole

    def export(self, target: Path) -> int:
        """Write the lines of JSON that doccano writes: every text, every span."""
        self._run("export", self._project, "--format", "doccano", "--out", target)
        return target.stat().st_size

    def package(self, target: Path) -> int:
        """Write the CSV package."""
        self._run("export", self._project, "--format", "csv", "--out", target)
        return sum(each.stat().st_size for each in target.rglob("*"))

    def close(self) -> None:
        """Close the window and the search."""
        self._close_project()
        self._window.close()

    def _window_of_project(self) -> Opened:
        if self._opened is None:
            theme = Theme(self._app, Scheme.LIGHT)
            theme.dress()
            self._opened = Opened(self._project, theme, self._folder)
            self._opened.window.activateWindow()
            _rest()
        return self._opened

    def _run(self, *words: str | Path) -> None:
        command = [sys.executable, str(_PROGRAM), *map(str, words)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _close_project(self) -> None:
        self._session.close()
        if self._opened:
            self._opened.window.close()
            self._opened = None
        self._claims = 0


def _rest() -> None:
    """Let the project be checked and backed up, as it is once a day after it was opened."""
    until = perf_counter() + _SETTLED
    while perf_counter() < until:
        QApplication.processEvents()
        sleep(_MOMENT)
    wait_for_all()
    QApplication.processEvents()
