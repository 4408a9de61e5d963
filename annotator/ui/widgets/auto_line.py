"""A field of one line that commits by itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.text import uniform_line_ends
from annotator.ui.theming.icons import icon
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.auto_field import AutoField, run_menu
from annotator.ui.widgets.cut_line import CutLine
from annotator.ui.widgets.draft import PAUSE, Surface, as_typed
from annotator.ui.widgets.keys import ask_window, is_enter, is_undo
from annotator.ui.widgets.typed import explain


class AutoLine(AutoField, CutLine):
    """Commits on Enter, when the focus leaves, and in pauses while typing.

    Without a `pause` nothing is committed while typing. Text that it does not accept stays, marked,
    until a person changes it.
    """

    marked = Signal(str)  # why the text is not accepted; '' if it is

    def __init__(
        self, placeholder: str = "", parent: QWidget | None = None, *, pause: int = PAUSE
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self._keep_draft(Surface(self._read, self._write, self.accept, self._retype), pause)
        self.draft.refused.connect(self.mark)
        self.textEdited.connect(self.draft.touch)
        self.textChanged.connect(self._relent)

    def accept(self, text: str) -> str:
        """Return the value to commit for a text.

        Fields that restrict their values raise ValueError with a sentence for the user.
        """
        return as_typed(text)

    @override
    def begin(self, value: str) -> None:
        super().begin(value)
        self.mark("")

    def mark(self, complaint: str) -> None:
        """Show why the text is not accepted; '' removes that."""
        if complaint == self.complaint():
            return
        self.setProperty("wrong", bool(complaint))
        explain(self, complaint)
        self.style().unpolish(self)
        self.style().polish(self)
        self._show_sign(is_wrong=bool(complaint))
        self.marked.emit(complaint)

    def _show_sign(self, *, is_wrong: bool) -> None:
        # never kept: whoever walks through the focus chain has PySide take a line for its child,
        # and forget the actions that Qt made for the line when that one goes
        sign = next(iter(self.actions()), None)
        if sign is None:
            sign = self.addAction(QIcon(), CutLine.ActionPosition.TrailingPosition)
        if is_wrong:  # never by colour alone
            sign.setIcon(icon("warning", shown_in(self).tone("refuted").ink))
        sign.setText(self.complaint())
        sign.setVisible(is_wrong)

    def complaint(self) -> str:
        """Return why the text is not accepted; '' if it is."""
        return self.accessibleDescription()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            ask_window(self, event)
            return
        super().keyPressEvent(event)
        if is_enter(event):
            self.draft.confirm()
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        run_menu(self.createStandardContextMenu(), event.globalPos())

    @override
    def _read(self) -> str:
        return uniform_line_ends(self.text())

    def _relent(self) -> None:
        self.mark("")

    def _write(self, value: str) -> None:
        self._retype(value)

    def _retype(self, text: str) -> None:
        place = self.cursorPosition() if self.hasFocus() else 0
        self.setText(text)
        self.setCursorPosition(place)
