"""An import in the background, while the window stays usable."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from threading import Event, Semaphore
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import AnnotatorError
from annotator.domain.import_label import import_label
from annotator.i18n import N_
from annotator.importers import Refusal
from annotator.operations.import_job import ImportEnd, ImportJob, article_ids
from annotator.operations.import_report import Outcome, ReportLine, lines_of
from annotator.operations.import_rows import ImportRow
from annotator.ui.application.task import Task
from annotator.ui.importing.late_rows import LateRows
from annotator.ui.project.saving import Save
from annotator.ui.project.taking_back import TakingBack
from annotator.ui.project.workspace import Workspace

BATCH: Final = 1_000
"""The number of articles per edit: twice as many as without a window, which follows each."""

_ALL: Final = N_("Import articles")
_AHEAD: Final = 4
_LONG_LOG: Final = 64_000_000  # bytes, of which each commit has moved nearly all into the file
_PATIENCE: Final = 0.1
_REST: Final = 0.1  # seconds, several times as long as the rows of a batch are written


class ImportTask(QObject):
    """Runs an ImportJob: prepares its edits on a worker thread, and applies them on this one.

    It is undone when it is cancelled or refused. The caller keeps a reference until `finished`.
    With `late` rows, which follow the others, the `total` is not known: it is 0.
    """

    progressed = Signal(int, int)  # done, of how many
    finished = Signal(object)  # ImportEnd

    def __init__(
        self,
        workspace: Workspace,
        items: Sequence[ImportRow | Refusal],
        parent: QObject | None = None,
        late: LateRows | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._late = late
        wanted = sum(isinstance(item, ImportRow) and item.is_wanted for item in items)
        self.total = 0 if late else wanted
        self.label = EditLabel.of(_ALL) if late else import_label(wanted)
        self._wanted, self._by = wanted, workspace.annotator.name
        who = workspace.annotator.id
        self._job = ImportJob(chain(items, late or ()), who, BATCH, self.label)
        self._has_ended = self._is_prepared = self._has_stopped = False
        self._room = Semaphore(_AHEAD)
        self._is_quiet = Event()  # no batch is being written, or about to be
        self._save: Save | None = None  # that of the batch which is being written
        self._prepared: deque[Edit] = deque()
        self._arrived: list[str] = []
        self._task = Task(self._edits)
        self._task.yielded.connect(self._prepare)
        self._task.failed.connect(workspace.notices.refuse)
        self._task.finished.connect(self._finish_preparing)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._apply)

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """Return the outcome of each row and each refused file."""
        return self._job.outcomes

    def reporting(self) -> Task[list[ReportLine]]:
        """Return what makes the lines of the report once it has finished: a few ms per thousand."""
        job = self._job
        return Task(lambda: iter([lines_of(job.outcomes)]))

    def start(self) -> None:
        """Start; `finished` follows in any case."""
        self._taking_back = TakingBack(self._workspace, self._job.group, self.label)
        self._workspace.edited.connect(self._follow)
        self._workspace.saves.ended.connect(self._go_on)
        self._workspace.saves.written.connect(self._is_quiet.set)
        self.progressed.emit(0, self.total)
        self._task.start()

    def cancel(self) -> None:
        """Cancel, and undo what was imported so far; does nothing after the end."""
        if self._has_ended:
            return
        self._has_ended = True
        self._timer.stop()  # or the next batch is begun while taking back waits for the disk
        try:
            self._workspace.saves.settle()  # a batch that is being written is taken back, too
            self._taking_back.take_back()
        finally:
            self._end()

    def _edits(self) -> Iterator[Edit]:
        """Yield the batches, only a few ahead of those applied, as their bytes are in memory.

        It rests while one is written: the interpreter would go to and fro for each file and row.
        The disk is waited for while the next one is made.
        """
        edits = self._job.edits()
        while self._has_room(1):
            edit = next(edits, None)
            if edit is None:
                return
            self._is_quiet.clear()
            yield edit
            self._is_quiet.wait(_REST)
            place = self._workspace.place
            if place and place.log_size() > _LONG_LOG and self._has_room(_AHEAD):
                place.empty_log()  # possible, as nothing is being written now
                self._room.release(_AHEAD)

    def _has_room(self, count: int) -> bool:
        """Wait until enough batches are applied; return False when the import has ended."""
        for _ in range(count):
            while not self._room.acquire(timeout=_PATIENCE):
                if self._has_ended:
                    return False
        return True

    def _prepare(self, edit: Edit) -> None:
        if self._has_ended:  # prepared by the worker before it was cancelled
            return
        self._prepared.append(edit)
        self._timer.start()

    def _finish_preparing(self, is_whole: bool) -> None:  # noqa: FBT001 - a slot
        self._is_prepared, self._has_stopped = is_whole, True
        if not self._has_ended:
            self._timer.start()

    def _apply(self) -> None:
        self._timer.stop()
        if self._save:  # another one follows it
            return
        if self._prepared:
            self._do(self._prepared.popleft())
        elif self._is_prepared:
            self._workspace.saves.settle()  # it may be the undo of what has come
            self._end()
        elif self._has_stopped:  # the error has been reported
            self.cancel()

    def _do(self, edit: Edit) -> None:
        is_begun = False
        try:
            self._save = self._workspace.signing.save_of(edit, by=self._by)
            if self._save:
                self._workspace.saves.begin(self._save)
                is_begun = True
        finally:
            if not is_begun:
                self._save = None
                self.cancel()

    def _go_on(self, save: Save) -> None:
        """Go on when a batch is saved."""
        if save is not self._save:
            return
        self._save = None
        self._room.release()
        if not self._prepared:
            self._is_quiet.set()
        if save.edit is None:
            self.cancel()
        elif not self._has_ended:
            self._arrived += article_ids(save.edit)
            self.progressed.emit(len(self._arrived), self.total)
        if not self._has_ended:  # by who heard of the progress
            self._timer.start()

    def _end(self) -> None:
        self._has_ended = True
        self._timer.stop()
        self._task.cancel()
        if self._late:
            self._late.stop()
        self._prepared.clear()
        self._taking_back.end()
        self._workspace.edited.disconnect(self._follow)
        self._workspace.saves.ended.disconnect(self._go_on)
        self._workspace.saves.written.disconnect(self._is_quiet.set)
        lost = self._job.lost if self._is_prepared else 0
        wanted = self._wanted + (self._late.wanted if self._late else 0)
        is_alone = self._taking_back.is_alone
        self.finished.emit(ImportEnd(self._still_here(), wanted, lost, is_last=is_alone))

    def _still_here(self) -> tuple[str, ...]:
        """Return the imported articles that have not been removed since."""
        if self._taking_back.is_alone and self._is_prepared:
            return tuple(self._arrived)
        try:
            position = self._workspace.reader.listing.position
            return tuple(each for each in self._arrived if position(each) is not None)
        except AnnotatorError as error:
            self._workspace.notices.refuse(error)
            return ()

    def _follow(self, edit: Edit) -> None:
        if edit.group == self._job.group:
            self._job.note(edit)
