"""The find bar of the open article."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from annotator.i18n import format_number, ngettext, tr
from annotator.ui.widgets.clear_line import ClearLine
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.plain_label import plain


class FindBar(QWidget):
    """A field for words; Enter finds the next, Shift+Enter the previous hit, Esc closes."""

    search_requested = Signal(str, bool)  # words, backwards
    typed = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_bar")
        self._words = ClearLine(tr("Find in article"))
        self._words.setObjectName("find.words")
        self._words.setAccessibleName(tr("Find in article"))
        self._words.textChanged.connect(self.typed)
        self._found = plain(QLabel(), "second", "find.found")
        back = _button("↑", tr("Find previous (Shift+Enter)"))
        back.clicked.connect(lambda: self.step(backwards=True))
        on = _button("↓", tr("Find next (Enter)"))
        on.clicked.connect(lambda: self.step(backwards=False))
        close = _button("✕", tr("Close (Esc)"))
        close.clicked.connect(self.closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        line.addWidget(self._words, 1)
        for part in (self._found, back, on, close):
            line.addWidget(part)

    def begin(self, query: str) -> None:
        """Show the bar with words to find, and focus it."""
        self.show()
        if query:
            self._words.setText(query)
        self._words.setFocus()
        self._words.selectAll()

    def query(self) -> str:
        """Return the words to find."""
        return self._words.text()

    def step(self, *, backwards: bool) -> None:
        """Request the next hit, or the previous one."""
        if self._words.text():
            self.search_requested.emit(self._words.text(), backwards)

    def show_found(self, number: int, total: int) -> None:
        """Show the number of the current hit, and of all hits; 0 is none of them."""
        has_words = bool(self._words.text().strip())
        self._found.setText(_found(number, total) if has_words else "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(backwards=bool(shift))
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)


def _found(number: int, total: int) -> str:
    if number:
        shown = format_number(number)
        return ngettext("{number} of {count}", "{number} of {count}", total, number=shown)
    if not total:
        return tr("not found")
    return ngettext("{count} match", "{count} matches", total)


def _button(sign: str, name: str) -> QPushButton:
    button = EnterButton(sign)
    button.setProperty("look", "flush")
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
