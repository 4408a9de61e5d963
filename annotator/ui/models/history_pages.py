"""The steps of the history for a list, read page by page."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, Signal

from annotator.domain.direction import side_by_side
from annotator.domain.errors import AnnotatorError
from annotator.domain.history import PAGE, HistoryFilter, HistoryStep
from annotator.domain.reading import ProjectReader
from annotator.i18n import tr
from annotator.operations.history import line_of
from annotator.operations.history_names import Names
from annotator.ui.application.dates import format_date, format_datetime
from annotator.ui.application.task import Task
from annotator.ui.models.spoken_items import SpokenItems
from annotator.ui.project.workspace import Workspace


class HistoryRow(Struct, frozen=True):
    """One step: what it did, when, and who did it."""

    step: HistoryStep
    line: str
    when: str
    person: str

    @property
    def foot(self) -> str:
        """Return the line below: time, person, and whether it is in effect."""
        undone = tr("undone") if self.step.is_undone else ""
        return side_by_side([self.when, self.person, undone])

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        return f"{self.line}. {self.foot}"


_Page = tuple[list[HistoryRow], bool]
"""The rows of a page so far, and whether these are all."""


def history_rows(reader: ProjectReader, steps: Sequence[HistoryStep]) -> list[HistoryRow]:
    """Return the rows of steps, in their order."""
    names = Names(reader, format_date)
    return [
        HistoryRow(
            step=step,
            line=line_of(step, names),
            when=format_datetime(datetime.fromisoformat(step.at)),
            person=names.annotator(step.annotator_id),
        )
        for step in steps
    ]


class HistoryPages(QObject):
    """Reads the steps that pass a filter: the first page at once, others on another thread.

    A search for words is read there from the first page on, and shows what it has found so far.
    """

    came = Signal(object)  # list[HistoryRow]: all that were read so far
    failed = Signal(object)  # AnnotatorError

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._wanted = HistoryFilter()
        self._rows: list[HistoryRow] = []
        self._earlier: list[HistoryRow] = []  # those of the pages that are read
        self._task: Task[_Page] | None = None
        self.is_whole = False

    @property
    def is_reading(self) -> bool:
        """Return whether a page is being read on another thread."""
        return self._task is not None

    def begin(self, wanted: HistoryFilter) -> None:
        """Read the first page of these steps."""
        self.stop()
        self._wanted, self._rows, self._earlier, self.is_whole = wanted, [], [], False
        if wanted.words and self._workspace.path is not None:
            self._read_aside(0)
        else:
            self._read_here(0)

    def more(self) -> None:
        """Read the next page, unless all are read or it is being read."""
        if self.is_whole or self.is_reading or not self._rows:
            return
        before = self._rows[-1].step.lines[0]
        if self._workspace.path is None:
            self._read_here(before)
        else:
            self._read_aside(before)

    def stop(self) -> None:
        """Cancel reading."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _read_here(self, before: int) -> None:
        reader = self._workspace.reader
        try:
            self._take(history_rows(reader, reader.history.steps(self._wanted, before)))
        except AnnotatorError as error:
            self.failed.emit(error)

    def _read_aside(self, before: int) -> None:
        wanted = self._wanted

        def read() -> Iterator[_Page]:
            with self._workspace.reading() as reader:
                yield from _page(reader, wanted, before)

        task = self._task = Task(read, self)
        task.yielded.connect(lambda page: self._take(*page) if task is self._task else None)
        task.failed.connect(lambda error: self.failed.emit(error) if task is self._task else None)
        task.start()

    def _take(self, rows: list[HistoryRow], is_read: bool = True) -> None:  # noqa: FBT001, FBT002 - of a page
        """Show the rows of a page, of which more come unless it is read."""
        if is_read:
            self._task = None
            self.is_whole = len(rows) < PAGE
        count = len(self._rows)
        self._rows = [*self._earlier, *rows]
        self._earlier = self._rows if is_read else self._earlier
        if is_read or len(self._rows) > count:
            self.came.emit(self._rows)


def _page(reader: ProjectReader, wanted: HistoryFilter, before: int) -> Iterator[_Page]:
    """Yield the rows of a page that were found so far, again and again, and then all."""
    rows: list[HistoryRow] = []
    steps: list[HistoryStep] = []
    for step in reader.history.looking(wanted, before):
        if step:
            steps.append(step)
        else:
            rows += history_rows(reader, steps)
            steps = []
            yield [*rows], False
    yield [*rows, *history_rows(reader, steps)], True


class HistoryModel(SpokenItems[HistoryRow]):
    """The rows of the list; further ones are added below."""

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these rows; where the first of them are shown already, add the others."""
        count = len(self._items)
        if rows == self._items:
            return
        if count and rows[:count] == self._items:
            self.beginInsertRows(QModelIndex(), count, len(rows) - 1)
            self._items = rows
            self.endInsertRows()
        else:
            self.show_items(rows)

    def place(self, line: int) -> QModelIndex:
        """Return the row of the step that a line of the history belongs to."""
        found = (n for n, row in enumerate(self._items) if line in row.step.lines)
        return self.index(next(found, -1))
