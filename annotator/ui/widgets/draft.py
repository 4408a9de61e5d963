"""What was typed into one field and is not yet committed."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 800
"""How long typing rests before it is committed, in milliseconds."""


def as_typed(text: str) -> str:
    """Return the text without white space at its ends."""
    return text.strip()


class Surface(Struct, frozen=True):
    """How a draft reads and writes the field it belongs to.

    `accept` turns what is shown into the value to commit; it raises ValueError with a sentence
    for the person when there is none.
    """

    read: Callable[[], str]
    write: Callable[[str], None]
    accept: Callable[[str], str] = as_typed


class Draft(QObject):
    """Decides when a field commits, and what a value from outside may replace.

    A value from outside never replaces typing that is not committed, except by `begin`.
    """

    committed = Signal(str)
    refused = Signal(str)

    def __init__(self, surface: Surface, parent: QObject, *, pause: int = PAUSE) -> None:
        super().__init__(parent)
        self._surface = surface
        self._given: str | None = ""
        self._clean: str | None = surface.read()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self.flush)

    @property
    def pending(self) -> bool:
        """Return whether the field shows something that is not committed."""
        return self._surface.read() != self._clean

    def touch(self) -> None:
        """Take note that the person typed: commit when they pause."""
        if self.pending and self._timer.interval():
            self._timer.start()
        else:
            self._timer.stop()

    def flush(self) -> None:
        """Commit what is pending at once; what cannot be accepted stays pending."""
        self._timer.stop()
        if not self.pending:
            return
        try:
            value = self._surface.accept(self._surface.read())
        except ValueError as error:
            self.refused.emit(str(error))
            return
        known, self._given = self._given, value
        self._clean = self._surface.read()
        if value != known:
            self.committed.emit(value)

    def set_value(self, value: str) -> None:
        """Show the value as it now is elsewhere, unless something else is being typed."""
        if not self.pending:
            if value != self._given:
                self.begin(value)
        elif value == self._shown():
            self._settle(value)
        elif value != self._given:
            self._given, self._clean = value, None

    def begin(self, value: str) -> None:
        """Show the value of another record; what was pending is dropped."""
        self._surface.write(value)
        self._settle(value)

    def reopen(self) -> None:
        """Count what is shown as uncommitted again, after a commit that was refused."""
        self._given = self._clean = None

    def _settle(self, value: str) -> None:
        self._timer.stop()
        self._given, self._clean = value, self._surface.read()

    def _shown(self) -> str | None:
        try:
            return self._surface.accept(self._surface.read())
        except ValueError:
            return None
