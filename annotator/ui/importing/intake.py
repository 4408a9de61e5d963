"""Bringing drafts into the project, a batch at a time, while the window stays usable."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from threading import Semaphore
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError, UnreadableFileError
from annotator.domain.stamp import new_id
from annotator.importers import Draft
from annotator.importers.arrival import arrival
from annotator.ui.application.task import Task
from annotator.ui.project.workspace import Workspace

BATCH: Final = 25
"""How many articles come in with one edit."""

_AHEAD: Final = 4
_EMPTY_EVERY: Final = 6  # batches; at 1,000 pages the next commit would do it
_PATIENCE: Final = 0.1


class IntakeReport(Struct, frozen=True):
    """How an import ended: the articles that are in the project now, of so many wanted.

    `refused` says why others did not come in, by the codes they would have got: their file was
    changed or gone by then.
    """

    article_ids: tuple[str, ...]
    wanted: int
    refused: Mapping[str, str] = {}

    @property
    def is_whole(self) -> bool:
        """Return whether every article came in, or it is told why not."""
        return len(self.article_ids) + len(self.refused) == self.wanted

    @property
    def sentence(self) -> str:
        """Return what to tell the person."""
        if not self.wanted:
            return "No new articles were imported."
        if self.article_ids and len(self.article_ids) == self.wanted:
            return f"{articles(self.wanted)} imported. Press Ctrl+Z to undo."
        if self.article_ids or self.refused:
            return f"{len(self.article_ids):,} of {articles(self.wanted)} imported."
        return "Import cancelled. Nothing was imported."


class Intake(QObject):
    """One import: one step to undo, taken back when it is cancelled or refused half-way.

    The caller keeps it until `finished`.
    """

    progressed = Signal(int, int)  # done, of how many
    finished = Signal(object)  # IntakeReport

    def __init__(
        self, workspace: Workspace, drafts: Sequence[Draft], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._drafts = tuple(drafts)
        self._codes = workspace.next_codes("A", len(self._drafts))
        self._group = new_id()
        self._is_alone = True
        self._has_ended = False
        self._is_prepared = False
        self._has_stopped = False
        self._room = Semaphore(_AHEAD)
        self._prepared: deque[Edit] = deque()
        self._done: list[Edit] = []
        self._arrived: list[str] = []
        self._refused: dict[str, str] = {}
        self._task = Task(self._edits)
        self._task.yielded.connect(self._prepare)
        self._task.failed.connect(workspace.notices.refuse)
        self._task.finished.connect(self._finish_preparing)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._apply)

    @property
    def words(self) -> str:
        """Return what it does, as undo names it."""
        return f"Import {articles(len(self._drafts))}"

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes that the drafts get, in their order."""
        return tuple(self._codes)

    def start(self) -> None:
        """Begin; `finished` follows in any case."""
        self._workspace.edited.connect(self._follow)
        self.progressed.emit(0, len(self._drafts))
        if self._drafts:
            self._task.start()
        else:
            self._end()

    def cancel(self) -> None:
        """Stop, and take back what came in so far; nothing when it has ended."""
        if self._has_ended:
            return
        self._has_ended = True
        try:
            if self._done:
                self._take_back()
        finally:
            self._end()

    def _edits(self) -> Iterator[Edit]:
        """Return the batches, a few ahead of what is in: their bytes are all held in memory.

        Reading, hashing and counting words takes its time in long articles.
        """
        for number, first in enumerate(range(0, len(self._drafts), BATCH), start=1):
            if number % _EMPTY_EVERY == 0 and self._has_room(_AHEAD):
                self._workspace.empty_log()  # nothing is written now: all of it can be moved
                self._room.release(_AHEAD)
            if not self._has_room(1):
                return
            edits = list(self._arrivals(first))
            if edits:
                yield replace(Edit.joined(self.words, edits), group=self._group)
            else:
                self._room.release()

    def _has_room(self, count: int) -> bool:
        """Wait until so many batches are in; return False when the import has ended."""
        for _ in range(count):
            while not self._room.acquire(timeout=_PATIENCE):
                if self._has_ended:
                    return False
        return True

    def _arrivals(self, first: int) -> Iterator[Edit]:
        annotator_id = self._workspace.annotator.id
        batch = slice(first, first + BATCH)
        for draft, code in zip(self._drafts[batch], self._codes[batch], strict=True):
            try:
                yield arrival(draft, code, annotator_id, self._group)
            except UnreadableFileError as error:
                self._refused[code] = str(error)

    def _prepare(self, edit: Edit) -> None:
        if self._has_ended:  # what the worker had handed over before it was cancelled
            return
        self._prepared.append(edit)
        self._timer.start()

    def _finish_preparing(self, is_whole: bool) -> None:  # noqa: FBT001 - a slot
        self._is_prepared, self._has_stopped = is_whole, True
        if not self._has_ended:
            self._timer.start()

    def _apply(self) -> None:
        if self._prepared:
            self._bring_in(self._prepared.popleft())
            return
        self._timer.stop()
        if self._is_prepared:
            self._end()
        elif self._has_stopped:  # what went wrong is told already
            self.cancel()

    def _bring_in(self, edit: Edit) -> None:
        is_in = False
        try:
            is_in = self._workspace.do(edit)
        finally:
            self._room.release()
            if not is_in:
                self.cancel()
        if self._has_ended:
            return
        self._arrived += [c.record.id for c in edit.changes if isinstance(c.record, Article)]
        self.progressed.emit(len(self._arrived), len(self._drafts))

    def _take_back(self) -> None:
        if self._is_alone:
            self._workspace.undo()
        else:
            back = [edit.inverse() for edit in reversed(self._done)]
            self._workspace.do(Edit.joined(f"Cancel “{self.words}”", back))

    def _end(self) -> None:
        self._has_ended = True
        self._timer.stop()
        self._task.cancel()
        self._prepared.clear()
        self._workspace.edited.disconnect(self._follow)
        refused = dict(self._refused) if self._is_prepared else {}
        self.finished.emit(IntakeReport(self._kept(), len(self._drafts), refused))

    def _kept(self) -> tuple[str, ...]:
        """Return what came in and is still there."""
        if self._is_alone and self._is_prepared:
            return tuple(self._arrived)
        try:
            here = {listed.id for listed in self._workspace.reader.listed()}
        except AnnotatorError as error:
            self._workspace.notices.refuse(error)
            return ()
        return tuple(each for each in self._arrived if each in here)

    def _follow(self, edit: Edit) -> None:
        if edit.group == self._group:
            # the words are kept in the project now; taking back needs no more than the records
            self._done.append(replace(edit, contents=()))
        else:  # undo would take that one back, not the import
            self._is_alone = False


def articles(count: int) -> str:
    """Return how many articles, in words."""
    return "1 article" if count == 1 else f"{count:,} articles"
