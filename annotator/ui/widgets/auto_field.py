"""What fields of one line and of several have in common: they commit by themselves."""

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
    _Widget = object  # Qt's own class of the field is the other base


class AutoField(_Widget):
    """Commits what its draft holds when the focus leaves; undo belongs to the window.

    The values are without white space at their ends. A field calls `_keep_draft` once it can be
    read and written.
    """

    committed = Signal(str)
    refused = Signal(str)
    finished = Signal()
    left = Signal()
    draft: Draft

    def value(self) -> str:
        """Return what is shown, without white space at its ends."""
        return as_typed(self._read())

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
        """Return whether a key is the field's, whatever the window would do at it."""
        return event.key() == Qt.Key.Key_Escape


def run_menu(menu: QMenu, place: QPoint) -> None:
    """Let a person choose from the menu of a field, at a place of the screen."""
    menu.aboutToHide.connect(menu.deleteLater)  # the field would keep every menu it ever had
    without_undo(menu).exec(place)
