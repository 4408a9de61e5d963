"""Saving with the window alive: one edit after the other, each drawn to its end."""

from contextlib import ExitStack, suppress
from time import monotonic
from typing import Any, Final, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal

from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.domain.reading import ProjectReader
from annotator.domain.store import LostProjectError, ProjectStore, Steps
from annotator.domain.unconfirmed import Unconfirmed

_SLOW: Final = 0.1  # seconds, from which on people notice


class Save:
    """One save under way, drawn to its end by whoever needs it done.

    `turn` is the message when an edit was undone or redone, or empty for a new one.
    """

    def __init__(self, steps: Steps[Edit | None], turn: str = "") -> None:
        self._steps = steps
        self.turn = turn
        self.is_over = False  # on the disk, or refused
        self.edit: Edit | None = None
        self.error: AnnotatorError | None = None

    def advance(self) -> bool:
        """Wait a moment for it, and return whether it is over."""
        self.is_over = True
        try:
            next(self._steps)
            self.is_over = False
        except StopIteration as end:
            self.edit = end.value
        except LostProjectError as error:
            self.edit, self.error = error.done, error
        except AnnotatorError as error:
            self.error = error
        return self.is_over


class _Current:
    """Reads through one reader now, and through another later."""

    def __init__(self, reader: ProjectReader) -> None:
        self._reader = reader

    def follow(self, reader: ProjectReader) -> None:
        """Answer from now on through another reader."""
        self._reader = reader

    def __getattr__(self, question: str) -> Any:  # noqa: ANN401 - whatever a reader answers
        return getattr(self._reader, question)


class Saving(QObject):
    """Draws the saves of one project; the window lives meanwhile, but for keys and mouse.

    `reader` reads the project as it was before, while its own connection is held up.
    """

    waiting = Signal()
    ended = Signal(object)  # Save

    def __init__(self, store: ProjectStore, parent: QObject) -> None:
        super().__init__(parent)
        self._current = _Current(store.reader)
        self.reader = cast(ProjectReader, self._current)
        self._under_way: Save | None = None
        self._is_slow = False
        self.follow(store)

    def follow(self, store: ProjectStore) -> None:
        """Save from now on into another store."""
        self._store = store
        self._current.follow(store.reader)

    def draw(self, save: Save) -> Save:
        """Draw a save to its end, after those that were begun before; return it."""
        while self._under_way and self.is_under_way:
            self._advance(self._under_way)  # begun while the window waited: it comes first
        self._under_way = save
        began = monotonic()
        if self._is_slow and not self._store.is_readable_meanwhile:
            self._live(self._store.reader)  # it is said before: nothing can be painted meanwhile
        self._advance(save)
        if not save.is_over:
            with ExitStack() as aside:
                spare = self._spare_reader(aside)
                while not save.is_over:
                    if spare:
                        self._live(spare)
                    self._advance(save)
        self._is_slow = monotonic() - began > _SLOW
        return save

    @property
    def is_under_way(self) -> bool:
        """Return whether something is on its way to the disk."""
        return self._under_way is not None and not self._under_way.is_over

    def keep(self, typed: Unconfirmed) -> None:
        """Keep what was typed, after what is under way; raises StorageError."""
        self._shelve(self._store.unconfirmed.keeping(typed))

    def drop(self, typed: Unconfirmed) -> None:
        """Forget what was typed, after what is under way; raises StorageError."""
        self._shelve(self._store.unconfirmed.dropping(typed))

    def _shelve(self, steps: Steps[None]) -> None:
        if error := self.draw(Save(steps)).error:
            raise error

    def _spare_reader(self, aside: ExitStack) -> ProjectReader | None:
        """Return what reads the project as it was before, while its own reader is held up."""
        with suppress(StorageError):
            return aside.enter_context(self._store.reading_meanwhile())
        return None

    def _live(self, reader: ProjectReader) -> None:
        """Say that it is being saved, and let the window do what is due but for keys and mouse."""
        self._current.follow(reader)
        self.waiting.emit()
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._current.follow(self._store.reader)

    def _advance(self, save: Save) -> None:
        if save.is_over:
            return
        self._current.follow(self._store.reader)
        if save.advance():
            self.ended.emit(save)
