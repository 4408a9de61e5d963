"""Reads the files of an import in the background, then compares the texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from threading import Event
from time import monotonic
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from annotator.giving_way import give_way
from annotator.i18n import tr
from annotator.importers import Draft, Refusal
from annotator.operations.found_drafts import (
    FoundDraft,
    FoundItem,
    Originals,
    Source,
    found_drafts,
)
from annotator.operations.similar_texts import Reading, SimilarText, SimilarTexts
from annotator.ui.application.task import Task
from annotator.ui.importing.matches import Matches

T = TypeVar("T")

_AT_ONCE: Final = 200
_SECONDS: Final = 0.2
_PAUSE: Final = 0.05  # seconds at most


class ImportReader(QObject):
    """Reads lists of sources one by one, and compares each after reading it.

    It can be handed over: what is found then is passed on instead, and what is left is not read.
    """

    begun = Signal(str)  # the text of the progress
    advanced = Signal(int)  # how many are done
    found = Signal(object)  # list[FoundDraft]
    refused = Signal(object)  # Refusal
    question_asked = Signal(object)  # Question
    compared = Signal(object)  # dict[str, SimilarText] by the hash of a text
    was_read = Signal()
    ended = Signal()

    def __init__(
        self, matches: Matches, reading: Reading | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.similar_texts = SimilarTexts(reading)
        self._matches = matches
        self._originals = Originals()
        self._waiting: list[Source] = []
        self._drafts: list[Draft] = []
        self._items: Iterator[FoundItem] = iter(())
        self._is_handed_over = Event()
        self._take_over: Callable[[Iterable[FoundItem]], object] | None = None
        self._task: Task[list[FoundItem]] | None = None
        self._comparison: Task[list[tuple[str, SimilarText] | None]] | None = None
        self._done = 0

    @property
    def is_reading(self) -> bool:
        """Return whether files are being read, apart from comparing texts."""
        return self._task is not None

    def read(self, sources: Sequence[Source]) -> None:
        """Read sources, after those being read."""
        self._waiting += sources
        if not self._waiting or self._task or self._comparison:
            return
        taken, self._waiting = self._waiting, []
        self._items = items = self._found(taken)
        self._task = Task(lambda: _batched(items, self._is_handed_over))
        self._task.yielded.connect(self._take)
        self._task.finished.connect(self._finish_reading)
        self._begin(tr("Reading files"))
        self._task.start()

    def hand_over(self, take: Callable[[Iterable[FoundItem]], object]) -> None:
        """While it is reading: let another thread read what is left.

        `take` gets what is found until then, and what finds the rest; `was_read` follows.
        """
        self._take_over = take
        self._originals.are_used_at_once = True
        self._is_handed_over.set()

    def cancel(self) -> None:
        """Stop, keeping what was found."""
        self._waiting.clear()
        for task in (self._task, self._comparison):
            if task:
                task.cancel()

    def _begin(self, message: str) -> None:
        self._done = 0
        self.begun.emit(message)

    def _found(self, sources: Sequence[Source]) -> Iterator[FoundItem]:
        return found_drafts(sources, self._matches.answers(), self._originals)

    def _take(self, batch: list[FoundItem]) -> None:
        if self._take_over:
            self._take_over(batch)
            return
        kept = [item for item in batch if isinstance(item, FoundDraft)]
        self._drafts += [found.draft for found in kept]
        self.found.emit(kept)
        for item in batch:
            if isinstance(item, Refusal):
                self.refused.emit(item)
            elif not isinstance(item, FoundDraft):
                self.question_asked.emit(item)
        self._advance(len(batch))

    def _advance(self, by: int) -> None:
        self._done += by
        self.advanced.emit(self._done)

    def _finish_reading(self, is_whole: bool) -> None:  # noqa: FBT001 - a slot
        self._task = None
        drafts, self._drafts = self._drafts, []
        if self._take_over:
            left, self._waiting = self._waiting, []
            self._take_over(chain(self._items, self._found(left)))
        if is_whole and drafts and not self._take_over:
            self._compare(drafts)
        else:
            self.ended.emit()
        self.was_read.emit()
        self.read(())

    def _compare(self, drafts: list[Draft]) -> None:
        self._comparison = Task(lambda: self._compared(drafts))
        self._comparison.yielded.connect(self._show)
        self._comparison.finished.connect(self._finish_comparing)
        self._begin(tr("Comparing articles"))
        self._comparison.start()

    def _compared(self, drafts: list[Draft]) -> Iterator[list[tuple[str, SimilarText] | None]]:
        return _batched(self.similar_texts.compared(drafts))

    def _show(self, batch: list[tuple[str, SimilarText] | None]) -> None:
        if found := dict(filter(None, batch)):
            self.compared.emit(found)
        self._advance(len(batch))

    def _finish_comparing(self) -> None:
        self._comparison = None
        self.ended.emit()
        self.read(())


def _batched(items: Iterable[T], is_handed_over: Event | None = None) -> Iterator[list[T]]:
    """Return the items in batches: the first item at once, then those of 0.2 seconds each.

    After each it pauses as long as it took, as a busy worker would delay the GUI thread. It ends
    after the next item when they are handed over.
    """
    is_handed_over = is_handed_over or Event()
    batch: list[T] = []
    reported_at = monotonic() - _SECONDS
    for item in items:
        give_way()
        batch.append(item)
        if is_handed_over.is_set():
            break
        if len(batch) == _AT_ONCE or monotonic() - reported_at > _SECONDS:
            yield batch
            is_handed_over.wait(min(_PAUSE, monotonic() - reported_at))
            batch, reported_at = [], monotonic()
    if batch:
        yield batch
