"""A field of one line that commits by itself."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.text import plain
from annotator.ui.theming.icons import icon
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.cut_line import CutLine
from annotator.ui.widgets.draft import PAUSE, Draft, Surface, as_typed
from annotator.ui.widgets.keys import ask_window, is_enter, is_undo, without_undo
from annotator.ui.widgets.typed import explain


class AutoLine(CutLine):
    """Commits on Enter, when the focus leaves and while one types.

    The values are without white space at their ends. Without a `pause` nothing is committed while
    one types. What it does not accept stays, marked, until a person changes it.
    """

    committed = Signal(str)
    refused = Signal(str)
    marked = Signal(str)  # why the text is not taken; '' when all is well
    kept = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str = "", parent: QWidget | None = None, *, pause: int = PAUSE
    ) -> None:
        super().__init__(parent)
        self._sign: QAction | None = None
        self.setPlaceholderText(placeholder)
        self.draft = Draft(
            Surface(self._read, self._write, self.accept, self._retype), self, pause=pause
        )
        self.draft.committed.connect(self.committed)
        self.draft.refused.connect(self.refused)
        self.draft.refused.connect(self.mark)
        self.textEdited.connect(self.draft.touch)
        self.textChanged.connect(self._relent)

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
        self.mark("")

    def mark(self, complaint: str) -> None:
        """Show why the text is not taken; an empty complaint is none."""
        if complaint == self.complaint():
            return
        self.setProperty("wrong", bool(complaint))
        explain(self, complaint)
        self.style().unpolish(self)
        self.style().polish(self)
        self._show_sign(is_wrong=bool(complaint))
        self.marked.emit(complaint)

    def _show_sign(self, *, is_wrong: bool) -> None:
        if self._sign:
            self.removeAction(self._sign)
            self._sign.deleteLater()
        self._sign = None
        if is_wrong:  # colour never stands alone
            sign = icon("warning", shown_in(self).tone("refuted").ink)
            self._sign = self.addAction(sign, CutLine.ActionPosition.TrailingPosition)
            self._sign.setText(self.complaint())

    def complaint(self) -> str:
        """Return why the text is not taken; '' when all is well."""
        return self.accessibleDescription()

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
        if is_undo(event):
            ask_window(self, event)
            return
        super().keyPressEvent(event)
        if is_enter(event):
            self.draft.confirm()
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())

    def _override(self, event: QKeyEvent) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _read(self) -> str:
        return plain(self.text())

    def _relent(self) -> None:
        self.mark("")

    def _write(self, value: str) -> None:
        self._retype(value)

    def _retype(self, text: str) -> None:
        place = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(place)
