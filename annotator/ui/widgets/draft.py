"""The uncommitted text of one field."""

from collections.abc import Callable
from functools import partial
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.stamp import new_id
from annotator.domain.unconfirmed import NOT_FINISHED, NOT_SAVED
from annotator.ui.widgets.typist import Typist

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
    """Return a text without white space at its ends."""
    return text.strip()


class Surface(Struct, frozen=True):
    """How a draft reads and writes its field.

    `accept` returns the value to commit for the text; it raises ValueError with a sentence
    for the user when there is none. `retype` shows a text as it was typed, if `write` shows
    a value differently.
    """

    read: Callable[[], str]
    write: Callable[[str], None]
    accept: Callable[[str], str] = as_typed
    retype: Callable[[str], None] | None = None


class Burst(QObject):
    """A run of typing without a pause: saved several times, undone as one step."""

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
        """Set the length of a pause in typing, in milliseconds."""
        self._pause.setInterval(pause)
        self._limit.setInterval(pause + GRACE)

    @property
    def name(self) -> str:
        """Return the name that the edits of this burst share."""
        if not self._name:
            self._name = new_id()
        return self._name

    def go_on(self) -> None:
        """Note a key press: `paused` is emitted when no other follows, `due` while many follow."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def count(self) -> None:
        """Note a save; after some of them the burst ends."""
        self._saves += 1
        if self._saves == _SAVES_IN_A_BURST:
            self._name, self._saves = "", 0

    def end(self) -> None:
        """Stop the timers, and begin a new step with the next key press."""
        self._pause.stop()
        self._limit.stop()
        self._name, self._saves = "", 0


class Draft(QObject):
    """Decides when a field commits, and whether a value changed elsewhere replaces its text.

    A value changed elsewhere never replaces uncommitted text, except by `begin`. Without a `pause`
    it commits only when the focus leaves, as half a name is a wrong name. Text typed meanwhile or
    not accepted is emitted by `set_apart`, to be saved beside the values, until `released`.
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
        self._clean: str | None = surface.read()
        self._apart: str | None = None
        self._former, self._waits, self._is_writing = "", False, False
        self.typist = Typist(surface.read)
        self.is_held = False  # whether typing is not committed before it rests
        self.is_unsaved = False  # whether it has text that was not saved
        self._is_for_pauses = pause > 0
        self._burst = Burst(self, pause or PAUSE)
        save = self._commit if pause else self.save
        self._burst.paused.connect(partial(self._end_burst, save))
        self._burst.due.connect(self.save)

    @property
    def pending(self) -> bool:
        """Return whether the field has uncommitted text."""
        return self._surface.read() != self._clean

    @property
    def burst(self) -> str:
        """Return the name shared by the commits of one burst, which are one step."""
        return self._burst.name

    def set_pause(self, pause: int) -> None:
        """Set the pause in milliseconds after which it saves."""
        self._burst.set_pause(pause)

    def touch(self) -> None:
        """Note that a person typed: save in the next pause, and while they continue."""
        if self._is_writing:
            return
        self._waits = False
        self.typist.note()
        if not self.pending:
            self._burst.end()
            self._release()
            return
        if self._surface.read() != self._apart:
            self._note(is_unsaved=True)
        self._burst.go_on()

    def flush(self) -> None:
        """Commit pending text at once; text that cannot be accepted stays pending."""
        self._end_burst(self._commit)

    def confirm(self) -> None:
        """Commit pending text, even if it was restored and not typed now."""
        self._waits = False
        self.flush()

    def save(self) -> None:
        """Save pending text, while the person may continue typing."""
        if not self.pending or self._waits:
            return
        if self.is_held or not self._is_for_pauses:
            self._set_apart("")
        else:
            self._commit()
            self._burst.count()

    def set_value(self, value: str) -> None:
        """Show a value changed elsewhere, unless other text is pending."""
        if not self.pending:
            if value != self._given:
                self.begin(value)
        elif value == self._accepted():
            self._set_clean(value)
            self._release()
        elif value != self._given:
            self._given, self._clean = value, None

    def begin(self, value: str) -> None:
        """Show the value of another record, dropping pending text."""
        self._write(value)
        self._set_clean(value)
        self._apart = None  # unconfirmed text belongs to the former record
        self._note(is_unsaved=False)

    def resume(self, text: str, typist: str = "") -> None:
        """Restore unconfirmed text, which waits for a person."""
        self._retype(text)
        self.typist.note(typist)
        self._apart, self._waits = text, True
        if self._accepted() == self._given:  # it has become the value
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
        """Show the value in place of the pending text, and return that text."""
        text = self._surface.read()
        self._write(self._former)
        self._set_clean(self._former)
        self._release()
        return text

    def bring_back(self, text: str, typist: str = "") -> None:
        """Show text returned by `take_back` as if it were typed again, by whom it was."""
        self._retype(text)
        name = typist or self.typist.name
        self.touch()
        self.typist.note(name or None)

    def reopen(self) -> None:
        """Treat the text as uncommitted again, after its commit was refused."""
        self._given = self._clean = None

    def _end_burst(self, save: Callable[[], None]) -> None:
        """Save, and end the burst unless more was typed meanwhile, as an input method can."""
        save()
        if not self.is_unsaved:
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
        elif self._clean is not None:  # more was typed while this was saved
            self._note(is_unsaved=True)
        elif as_typed(self._surface.read()):
            self._set_apart(NOT_SAVED)
        else:
            self._note(is_unsaved=False)

    def _set_apart(self, complaint: str) -> None:
        self._apart = text = self._surface.read()
        self.set_apart.emit(text, complaint)
        self._note(is_unsaved=self._surface.read() != text)

    def _release(self) -> None:
        if self._apart is not None:
            self._apart = None
            self.released.emit()
        self._note(is_unsaved=False)

    def _write(self, value: str) -> None:
        self._show(value, self._surface.write)

    def _retype(self, text: str) -> None:
        self._show(text, self._surface.retype or self._surface.write)

    def _show(self, text: str, write: Callable[[str], None]) -> None:
        self._is_writing = True
        try:
            write(text)
        finally:
            self._is_writing = False

    def _set_clean(self, value: str) -> None:
        self._burst.end()
        self._waits = False
        self._given, self._clean, self._former = value, self._surface.read(), value

    def _note(self, *, is_unsaved: bool) -> None:
        self.is_unsaved = is_unsaved
        self.turned.emit()

    def _accepted(self) -> str | None:
        try:
            return self._surface.accept(self._surface.read())
        except ValueError:
            return None
