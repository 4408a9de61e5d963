"""Counting the figures of the project, and finding what is behind a value, on another thread."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from annotator.domain.errors import AnnotatorError
from annotator.domain.figures import Figure, FigureId, Group
from annotator.domain.reading import ProjectReader
from annotator.domain.search import Hit
from annotator.operations.figure_rows import hits_behind
from annotator.operations.statistics import SLOW, figures, records_behind
from annotator.ui.application.dates import format_date
from annotator.ui.application.task import Task
from annotator.ui.project.workspace import Workspace

MOST_ROWS: Final = 500
"""Records behind a value that are listed at most."""


class Counting(QObject):
    """Counts on a snapshot of the project; a project in memory is counted at once."""

    counted = Signal(object)  # Figure
    ended = Signal()  # all are counted
    found = Signal(object)  # list[Hit]
    failed = Signal(object)  # AnnotatorError

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._tasks: dict[str, Task[Any]] = {}

    def count(self, shown: FigureId) -> None:
        """Count every figure, the one that is shown first, the slow ones last.

        An earlier count is given up.
        """

        def steps(reader: ProjectReader) -> Iterator[Figure]:
            soon = (each for each in FigureId if each not in SLOW)
            yield from figures(reader, format_date, [shown, *soon])

        self._run("count", steps, self.counted.emit, self.ended.emit)

    def find(self, figure: FigureId, category: Group, series: Group) -> None:
        """Find the records behind a value; an earlier search is given up."""

        def steps(reader: ProjectReader) -> Iterator[list[Hit]]:
            records = records_behind(reader, figure, category, series, MOST_ROWS)
            yield list(hits_behind(reader, records))

        self._run("find", steps, self.found.emit, lambda: None)

    def stop(self) -> None:
        """Give up what is under way."""
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()

    def _run(
        self,
        name: str,
        steps: Callable[[ProjectReader], Iterator[Any]],
        take: Callable[[Any], object],
        end: Callable[[], object],
    ) -> None:
        if former := self._tasks.pop(name, None):
            former.cancel()
        if self._workspace.path is None:
            self._run_here(steps, take, end)
            return

        def read() -> Iterator[Any]:
            with self._workspace.reading() as reader:
                yield from steps(reader)

        def is_wanted() -> bool:
            return self._tasks.get(name) is task

        task = self._tasks[name] = Task(read)
        task.yielded.connect(lambda item: take(item) if is_wanted() else None)
        task.failed.connect(lambda error: self.failed.emit(error) if is_wanted() else None)
        task.finished.connect(lambda is_whole: end() if is_whole and is_wanted() else None)
        task.start()

    def _run_here(
        self,
        steps: Callable[[ProjectReader], Iterator[Any]],
        take: Callable[[Any], object],
        end: Callable[[], object],
    ) -> None:
        try:
            for item in steps(self._workspace.reader):
                take(item)
        except AnnotatorError as error:
            self.failed.emit(error)
        else:
            end()
