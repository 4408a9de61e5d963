"""Saving edits one by one without blocking the window."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from time import monotonic
from typing import Any, Final, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer, Signal

from annotator.domain.edit import Edit
from annotator.domain.errors import AnnotatorError, StorageError
from annotator.domain.giving_up import GivenUp
from annotator.domain.reading import ProjectReader
from annotator.domain.store import LostProjectError, ProjectStore, Steps
from annotator.domain.unconfirmed import Unconfirmed
from annotator.giving_way import WINDOW
from annotator.i18n import tr

_SLOW: Final = 0.1  # seconds, from which users notice
_LONG: Final = 0.7  # seconds, from which they may give it up
_LOOK: Final = 50  # milliseconds until a save in the background that met a lock is tried again


class Save:
    """A running save, completed by whoever waits for it; `name` says what is done.

    `turn` is the message when an edit was undone or redone, or empty for a new one. `again` does
    the same once more. Nothing is told of one that only looks for the edit of the next step.
    """

    def __init__(
        self,
        steps: Steps[Edit | None],
        name: str = "",
        turn: str = "",
        again: Callable[[], object] | None = None,
        *,
        only_looks: bool = False,
    ) -> None:
        self._steps = steps
        self.turn = turn
        self.again = again
        self.name = name
        self.only_looks = only_looks
        self.is_wanted = True
        self.is_given_up = False
        self.is_offered = False  # by a dialog, to be given up
        self.is_over = False  # saved, refused or given up
        self.written: Edit | None = None  # while the disk is waited for
        self.edit: Edit | None = None
        self.error: AnnotatorError | None = None

    def give_up(self) -> None:
        """Let it be rolled back, unless all is written and only the disk is waited for."""
        self.is_wanted = False

    def advance(self) -> bool:
        """Wait a moment, and return whether it is over."""
        try:
            if self.is_wanted:
                self.written = next(self._steps)
            else:
                self.written = self._steps.throw(GivenUp())
        except StopIteration as end:
            self.edit = end.value
        except GivenUp:
            self.is_given_up = True
        except LostProjectError as error:
            self.edit, self.error = error.done, error
        except AnnotatorError as error:
            self.error = error
        else:
            return False
        self.is_over = True
        return True


class _Current:
    """A reader that forwards to another one, which can be replaced.

    A method that somebody holds asks the reader of the moment, too: the store may be saving then.
    """

    def __init__(self, reader: ProjectReader) -> None:
        self._reader = reader
        self._before: Callable[[], None] | None = None

    @contextmanager
    def asked_after(self, before: Callable[[], None]) -> Iterator[None]:
        """Call something before each question that is asked in the block."""
        self._before = before
        try:
            yield
        finally:
            self._before = None

    def follow(self, reader: ProjectReader) -> None:
        """Replace the reader that it forwards to."""
        self._reader = reader

    def __getattr__(self, question: str) -> Any:  # noqa: ANN401 - whatever a reader answers
        found = getattr(self._reader, question)
        return partial(self._ask, question) if callable(found) else found

    def _ask(self, question: str, *values: object, **named: object) -> object:
        if self._before:
            self._before()
        return getattr(self._reader, question)(*values, **named)


class Saving(QObject):
    """Runs the saves of one project; the window processes events meanwhile, except keys and mouse.

    Those are answered, too, while a dialog offers to give up a save that takes long.

    `reader` reads the state before a save while that blocks the store's connection. `edited` tells
    of every edit that was saved in the project, here or by another writer, between two saves.
    `foreseen` tells of an edit that is written, while the disk is waited for: it can still fail.
    """

    waiting = Signal()
    lasting = Signal(object)  # Save, which a dialog may offer to give up
    lasted = Signal()
    given_up = Signal()
    foreseen = Signal(object)  # Edit
    edited = Signal(object)  # Edit
    written = Signal()  # one in the background, which only the disk is waited for now
    ended = Signal(object)  # Save
    _come_further = Signal()  # by the thread that waits for the disk

    def __init__(self, store: ProjectStore, parent: QObject) -> None:
        super().__init__(parent)
        self._current = _Current(store.reader)
        self.reader = cast(ProjectReader, self._current)
        self._under_way: Save | None = None
        self._is_slow = False
        self._heard: deque[Edit] = deque()
        self._beside = ExitStack()  # the reader beside a save in the background
        self._looks = QTimer(self, interval=_LOOK)
        self._looks.timeout.connect(self._look)
        self._come_further.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self.follow(store)

    def follow(self, store: ProjectStore) -> None:
        """Replace the store."""
        self._store = store
        self._current.follow(store.reader)
        store.listen(self._hear)

    def draw(self, save: Save) -> Save:
        """Complete a save, after those begun before it, and return it."""
        self.settle()  # what was begun while the window waited is first
        self._under_way = save
        began = monotonic()
        if self._is_slow and not self._store.is_readable_meanwhile:
            self._live(self._store.reader, save)  # before, as nothing can be painted meanwhile
        self._advance(save)
        if save.written:
            with self._current.asked_after(self._store.await_disk):
                self.foreseen.emit(save.written)
            self._advance(save)
        if not save.is_over:
            with ExitStack() as aside:
                aside.callback(self.lasted.emit)
                spare = self._spare_reader(aside)
                while not save.is_over:
                    if spare:
                        self._live(spare, save, is_lasting=monotonic() - began > _LONG)
                    self._advance(save)
        self._is_slow = monotonic() - began > _SLOW
        if save.is_given_up:
            self.given_up.emit()
        return save

    def begin(self, save: Save) -> None:
        """Save, after those begun before, while the window answers; `ended` follows in any case.

        What can be read nowhere else meanwhile is saved before this returns.
        """
        if not self._store.is_readable_meanwhile:
            self.draw(save)
            return
        self.settle()
        self._under_way = save
        self._store.await_saves(self._come_further.emit)
        self._advance(save)
        if save.is_over:
            return
        if spare := self._spare_reader(self._beside):
            self._current.follow(spare)
            self._looks.start()
        else:
            self.settle()

    def settle(self) -> None:
        """Complete the save that is running, if any; until then, only it may use the store."""
        if self.is_under_way:
            self._store.await_saves()
            WINDOW.end()  # or the save would give way to what waits for it
        while self._under_way and self.is_under_way:
            self._advance(self._under_way)

    def settled(self) -> ProjectStore:
        """Return the store once no save uses it."""
        self.settle()
        return self._store

    @property
    def is_under_way(self) -> bool:
        """Return whether a save is running."""
        return self._under_way is not None and not self._under_way.is_over

    def give_up(self) -> None:
        """Let the save that is running be rolled back, if that would take long."""
        if self._under_way:
            self._under_way.give_up()

    def keep(self, typed: Unconfirmed) -> None:
        """Store unconfirmed text, after running saves; raises StorageError."""
        self._shelve(self._store.unconfirmed.keeping(typed))

    def drop(self, typed: Unconfirmed) -> None:
        """Remove unconfirmed text, after running saves; raises StorageError."""
        self._shelve(self._store.unconfirmed.dropping(typed))

    def _shelve(self, steps: Steps[None]) -> None:
        if error := self.draw(Save(steps, tr("Save what was typed"))).error:
            raise error

    def _spare_reader(self, aside: ExitStack) -> ProjectReader | None:
        """Return a reader of the state before a save, used while that blocks the other one."""
        with suppress(StorageError):
            return aside.enter_context(self._store.reading_meanwhile())
        return None

    def _look(self) -> None:
        if self._under_way and self._looks.isActive():  # or it is one that is waited for
            self._advance(self._under_way)
            if self._under_way.written:
                self.written.emit()

    def _live(self, reader: ProjectReader, save: Save, *, is_lasting: bool = False) -> None:
        """Report that it is saving, and process events, keys and mouse if a dialog is for them."""
        self._current.follow(reader)
        if not save.only_looks:
            self.waiting.emit()
            if is_lasting:
                self.lasting.emit(save)
        flags = QEventLoop.ProcessEventsFlag
        is_for_dialog = is_lasting and save.is_offered
        QCoreApplication.processEvents(
            flags.AllEvents if is_for_dialog else flags.ExcludeUserInputEvents
        )
        if not save.is_over:  # else another one, begun meanwhile, may use the store now
            self._current.follow(self._store.reader)

    def _advance(self, save: Save) -> None:
        if save.is_over or not save.advance():
            return
        self._looks.stop()
        self._store.await_saves()
        self._current.follow(self._store.reader)
        self._beside.close()
        self._pass_on()
        if not save.only_looks:
            self.ended.emit(save)

    def _hear(self, edit: Edit) -> None:
        self._heard.append(edit)
        if not self.is_under_way:
            self._pass_on()

    def _pass_on(self) -> None:
        while self._heard:
            self.edited.emit(self._heard.popleft())
