"""What was typed into one field and is not yet committed."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.stamp import new_id
from annotator.domain.unconfirmed import NOT_FINISHED, NOT_SAVED

PAUSE: Final = 800
"""How long typing rests before it is committed, in milliseconds."""

GRACE: Final = 400
"""How much longer than the pause typing goes on at most before it is saved, in milliseconds."""

LIMIT: Final = PAUSE + GRACE
"""How long typing goes on at most before it is saved, unless another pause is chosen.

Two seconds are promised.
"""

_SAVES_IN_A_BURST: Final = 8


def as_typed(text: str) -> str:
    """Return the text without white space at its ends."""
    return text.strip()


class Surface(Struct, frozen=True):
    """How a draft reads and writes the field it belongs to.

    `accept` turns what is shown into the value to commit; it raises ValueError with a sentence
    for the person when there is none. `retype` shows a text as it was typed, where `write` shows
    a value in other words.
    """

    read: Callable[[], str]
    write: Callable[[str], None]
    accept: Callable[[str], str] = as_typed
    retype: Callable[[str], None] | None = None


class Burst(QObject):
    """A run of typing without a pause: saved several times, taken back as one step."""

    paused = Signal()
    due = Signal()

    def __init__(self, parent: QObject, pause: int) -> None:
        super().__init__(parent)
        self._name, self._saves = "", 0
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._limit = QTimer(self, singleShot=True, interval=pause + GRACE)
        self._pause.timeout.connect(self.paused)
        self._limit.timeout.connect(self.due)

    def set_pause(self, pause: int) -> None:
        """Count so many milliseconds without a key as a pause."""
        self._pause.setInterval(pause)
        self._limit.setInterval(pause + GRACE)

    @property
    def name(self) -> str:
        """Return the name that the edits of this burst share."""
        if not self._name:
            self._name = new_id()
        return self._name

    def go_on(self) -> None:
        """Take note of a key: `paused` follows when none comes, `due` when many come."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def count(self) -> None:
        """Take note of a save; after some of them the burst is long enough for one step."""
        self._saves += 1
        if self._saves == _SAVES_IN_A_BURST:
            self._name, self._saves = "", 0

    def end(self) -> None:
        """Stop waiting, and let the next typing be another step."""
        self._pause.stop()
        self._limit.stop()
        self._name, self._saves = "", 0


class Draft(QObject):
    """Decides when a field commits, and what a value from outside may replace.

    A value from outside never replaces typing that is not committed, except by `begin`.
    Without a `pause` a field commits only when it is left: half a name is a wrong name. What is
    typed into it meanwhile, and what cannot be accepted, is told by `set_apart`, to be saved
    beside the values; `released` says that nothing has to be saved so any more.
    """

    committed = Signal(str)
    refused = Signal(str)
    set_apart = Signal(str, str)  # the text, and why it is not accepted; '' while it is typed
    released = Signal()
    turned = Signal()  # `is_unsaved` may have changed

    def __init__(self, surface: Surface, parent: QObject, *, pause: int = PAUSE) -> None:
        super().__init__(parent)
        self._surface = surface
        self._given: str | None = ""
        self._former = ""
        self._clean: str | None = surface.read()
        self._apart: str | None = None
        self._waits = False
        self._is_writing = False
        self.is_unsaved = False  # whether something is typed that is not on the disk
        self._is_for_pauses = pause > 0
        self._burst = Burst(self, pause or PAUSE)
        self._burst.paused.connect(self._end_burst)
        self._burst.due.connect(self.save)

    @property
    def pending(self) -> bool:
        """Return whether the field shows something that is not committed."""
        return self._surface.read() != self._clean

    @property
    def burst(self) -> str:
        """Return the name that commits of one burst of typing share: they are one step."""
        return self._burst.name

    def set_pause(self, pause: int) -> None:
        """Save after so many milliseconds without a key."""
        self._burst.set_pause(pause)

    def touch(self) -> None:
        """Take note that the person typed: save when they pause, and while they go on."""
        if self._is_writing:
            return
        self._waits = False
        if not self.pending:
            self._burst.end()
            self._release()
            return
        if self._surface.read() != self._apart:
            self._note(is_unsaved=True)
        self._burst.go_on()

    def flush(self) -> None:
        """Commit what is pending at once; what cannot be accepted stays pending."""
        self._commit()
        self._burst.end()

    def confirm(self) -> None:
        """Commit what is pending, also what was only shown again and not typed now."""
        self._waits = False
        self.flush()

    def save(self) -> None:
        """Save what is typed, while the person may go on typing."""
        if not self.pending or self._waits:
            return
        if not self._is_for_pauses:
            self._set_apart("")
            return
        self._commit()
        self._burst.count()

    def set_value(self, value: str) -> None:
        """Show the value as it now is elsewhere, unless something else is being typed."""
        if not self.pending:
            if value != self._given:
                self.begin(value)
        elif value == self._accepted():
            self._set_clean(value)
            self._release()
        elif value != self._given:
            self._given, self._clean = value, None

    def begin(self, value: str) -> None:
        """Show the value of another record; what was pending is dropped."""
        self._write(value)
        self._set_clean(value)
        self._apart = None  # what was set apart waits for its own record
        self._note(is_unsaved=False)

    def resume(self, text: str) -> None:
        """Show again what was typed here before and is not the value; it waits for a person."""
        self._retype(text)
        self._apart, self._waits = text, True
        if self._accepted() == self._given:  # it had become the value
            self._set_clean(self._former)
            self._release()
            return
        try:
            self._surface.accept(text)
        except ValueError as error:
            self.refused.emit(str(error))
        else:
            self.refused.emit(NOT_FINISHED)

    def take_back(self) -> str:
        """Show the value again in place of what is pending, and return what that was."""
        text = self._surface.read()
        self._write(self._former)
        self._set_clean(self._former)
        self._release()
        return text

    def bring_back(self, text: str) -> None:
        """Show what was taken back, as if it were typed again."""
        self._retype(text)
        self.touch()

    def reopen(self) -> None:
        """Count what is shown as uncommitted again, after a commit that was refused."""
        self._given = self._clean = None

    def _end_burst(self) -> None:
        if self._is_for_pauses:
            self._commit()
        else:
            self.save()
        self._burst.end()

    def _commit(self) -> None:
        if not self.pending or self._waits:
            return
        try:
            value = self._surface.accept(self._surface.read())
        except ValueError as error:
            self._set_apart(str(error))
            self.refused.emit(str(error))
            return
        known, self._given = self._given, value
        self._clean = self._surface.read()
        if value != known:
            self.committed.emit(value)
        self._follow_commit(value)

    def _follow_commit(self, value: str) -> None:
        if not self.pending:
            self._former = value
            self._release()
        elif as_typed(self._surface.read()):
            self._set_apart(NOT_SAVED)
        else:
            self._note(is_unsaved=False)

    def _set_apart(self, complaint: str) -> None:
        self._apart = self._surface.read()
        self.set_apart.emit(self._apart, complaint)
        self._note(is_unsaved=False)

    def _release(self) -> None:
        if self._apart is not None:
            self._apart = None
            self.released.emit()
        self._note(is_unsaved=False)

    def _write(self, value: str) -> None:
        self._is_writing = True
        try:
            self._surface.write(value)
        finally:
            self._is_writing = False

    def _retype(self, text: str) -> None:
        self._is_writing = True
        try:
            (self._surface.retype or self._surface.write)(text)
        finally:
            self._is_writing = False

    def _set_clean(self, value: str) -> None:
        self._burst.end()
        self._waits = False
        self._given, self._clean = value, self._surface.read()
        self._former = value

    def _note(self, *, is_unsaved: bool) -> None:
        self.is_unsaved = is_unsaved
        self.turned.emit()

    def _accepted(self) -> str | None:
        try:
            return self._surface.accept(self._surface.read())
        except ValueError:
            return None
