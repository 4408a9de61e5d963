"""The base of text fields that commit by themselves, of one line and of several."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from annotator.ui.widgets.draft import Draft, Surface, as_typed
from annotator.ui.widgets.keys import is_undo, without_undo

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object  # Qt's class of the field is the other base


class AutoField(_Widget):
    """Commits its draft when the focus leaves; undo is left to the window.

    Values have no white space at their ends. A field calls `_keep_draft` once it can be
    read and written.
    """

    committed = Signal(str)
    refused = Signal(str)
    finished = Signal()
    left = Signal()
    draft: Draft

    def value(self) -> str:
        """Return the text, without white space at its ends."""
        return as_typed(self._read())

    def set_value(self, value: str) -> None:
        """Show a value changed elsewhere, unless other text is pending."""
        self.draft.set_value(value)

    def begin(self, value: str) -> None:
        """Show another record's value; call `flush` before, while the old record is current."""
        self.draft.begin(value)

    def flush(self) -> None:
        """Commit pending text at once."""
        self.draft.flush()

    def reopen(self) -> None:
        """Treat the text as uncommitted again, after its commit was refused."""
        self.draft.reopen()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if is_undo(event):
                event.ignore()
                return True
            if self._takes(event):
                event.accept()
                return True
        return super().event(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.flush()

    def _keep_draft(self, surface: Surface, pause: int) -> None:
        self.draft = Draft(surface, self, pause=pause)
        self.draft.committed.connect(self.committed)
        self.draft.refused.connect(self.refused)

    def _read(self) -> str:
        raise NotImplementedError

    def _takes(self, event: QKeyEvent) -> bool:
        """Return whether the field takes a key, even if it is a shortcut of the window."""
        return event.key() == Qt.Key.Key_Escape


def run_menu(menu: QMenu, place: QPoint) -> None:
    """Show the menu of a field at a point of the screen."""
    menu.aboutToHide.connect(menu.deleteLater)  # the field would keep every menu it ever had
    without_undo(menu).exec(place)
