"""Bringing drafts into the project, a batch at a time, while the window stays usable."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.article import Article
from annotator.domain.edit import Edit
from annotator.domain.stamp import new_id
from annotator.importers import Draft
from annotator.importers.arrival import arrival
from annotator.ui.task import Task
from annotator.ui.workspace import Workspace

BATCH: Final = 50
"""How many articles come in with one edit."""


class IntakeReport(Struct, frozen=True):
    """How an import ended: the articles that are in the project now, of so many wanted."""

    article_ids: tuple[str, ...]
    wanted: int

    @property
    def is_whole(self) -> bool:
        """Return whether every article came in."""
        return len(self.article_ids) == self.wanted

    @property
    def sentence(self) -> str:
        """Return what to tell the person."""
        if self.is_whole:
            return f"{articles(self.wanted)} imported."
        if self.article_ids:
            return f"{len(self.article_ids):,} of {articles(self.wanted)} imported."
        return "The import was taken back: nothing was imported."


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
        self._prepared: deque[Edit] = deque()
        self._done: list[Edit] = []
        self._task = Task(self._edits)
        self._task.yielded.connect(self._prepare)
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
        if self._done:
            self._take_back()
        self._end()

    def _edits(self) -> Iterator[Edit]:
        """Return the batches; hashing and counting words takes its time in long articles."""
        annotator_id = self._workspace.annotator.id
        pairs = list(zip(self._drafts, self._codes, strict=True))
        for first in range(0, len(pairs), BATCH):
            batch = pairs[first : first + BATCH]
            edits = [arrival(draft, code, annotator_id, self._group) for draft, code in batch]
            yield replace(Edit.joined(self.words, edits), group=self._group)

    def _prepare(self, edit: Edit) -> None:
        if self._has_ended:  # what the worker had handed over before it was cancelled
            return
        self._prepared.append(edit)
        self._timer.start()

    def _apply(self) -> None:
        if not self._prepared:
            self._timer.stop()
            return
        edit = self._prepared.popleft()
        if not self._workspace.do(edit):
            self.cancel()
            return
        # the words are kept in the project now; taking back needs no more than the records
        self._done.append(replace(edit, contents=()))
        done, wanted = len(self._arrived()), len(self._drafts)
        self.progressed.emit(done, wanted)
        if done == wanted and not self._has_ended:
            self._end()

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
        kept = tuple(a for a in self._arrived() if self._workspace.reader.get(Article, a))
        self.finished.emit(IntakeReport(kept, len(self._drafts)))

    def _follow(self, edit: Edit) -> None:
        # another edit in between: undo would take that one back, not the import
        self._is_alone = self._is_alone and edit.group == self._group

    def _arrived(self) -> list[str]:
        changes = (change for edit in self._done for change in edit.changes)
        return [change.record.id for change in changes if isinstance(change.record, Article)]


def articles(count: int) -> str:
    """Return how many articles, in words."""
    return "1 article" if count == 1 else f"{count:,} articles"
