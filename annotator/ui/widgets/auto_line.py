"""A field of one line that commits by itself."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from annotator.ui.widgets.draft import PAUSE, Draft, Surface, as_typed
from annotator.ui.widgets.keys import is_enter, is_idle_undo
from annotator.ui.widgets.typed import plain


class AutoLine(QLineEdit):
    """Commits on Enter, when the focus leaves and after a pause in typing.

    The values are without white space at their ends.
    """

    committed = Signal(str)
    refused = Signal(str)
    kept = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", parent: QWidget | None = None, *, pause: int = PAUSE
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.draft = Draft(Surface(self._read, self._write, self.accept), self, pause=pause)
        self.draft.committed.connect(self.committed)
        self.draft.refused.connect(self.refused)
        self.textEdited.connect(self.draft.touch)

    def value(self) -> str:
        """Return what is shown, without white space at its ends."""
        return as_typed(self._read())

    def accept(self, text: str) -> str:
        """Return the value to commit for what is shown.

        A field that takes only some texts raises ValueError with a sentence for the person.
        """
        return as_typed(text)

    def set_value(self, value: str) -> None:
        """Show the value from outside, unless something else is being typed."""
        self.draft.set_value(value)

    def begin(self, value: str) -> None:
        """Show another record's value; call `flush` first, while the old one is written to."""
        self.draft.begin(value)

    def flush(self) -> None:
        """Commit what is pending at once."""
        self.draft.flush()

    def reopen(self) -> None:
        """Count what is shown as uncommitted again, after a commit that was refused."""
        self.draft.reopen()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            return self._override(event)
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if is_enter(event):
            self.flush()
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    def _override(self, event: QKeyEvent) -> bool:
        # with nothing typed to take back, undo belongs to the project
        if is_idle_undo(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return True
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _read(self) -> str:
        return plain(self.text())

    def _write(self, value: str) -> None:
        place = self.cursorPosition() if self.hasFocus() else 0
        self.setText(value)
        self.setCursorPosition(place)
