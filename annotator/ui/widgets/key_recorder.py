"""A field that records a pressed key."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from annotator.i18n import tr
from annotator.ui.application.keyboard import ENTER, pressed
from annotator.ui.application.shortcuts import shown_key

_Key = Qt.Key
_HELD: Final = (
    _Key.Key_Shift,
    _Key.Key_Control,
    _Key.Key_Alt,
    _Key.Key_Meta,
    _Key.Key_AltGr,
    _Key.Key_CapsLock,
    _Key.Key_NumLock,
    _Key.Key_unknown,
)
_LEADING_ON: Final = (_Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Escape, *ENTER)
_CTRL_OR_ALT: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class KeyRecorder(QLineEdit):
    """Shows a key, and reports the next pressed one; Esc and Enter leave it, Tab works as usual."""

    recorded = Signal(str)  # in Qt's portable names
    left = Signal()

    def __init__(self) -> None:
        super().__init__(readOnly=True)
        self.setPlaceholderText(tr("Press a key"))

    def show_key(self, key: str) -> None:
        """Show a key, given in its portable name; '' shows none."""
        self.setText(shown_key(key) if key else "")

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(not _leads_on(event))  # no shortcut acts while a key is awaited
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (_Key.Key_Escape, *ENTER) and _leads_on(event):
            self.left.emit()
        elif not _leads_on(event) and event.key() not in _HELD:
            self.recorded.emit(pressed(event))
        event.accept()


def _leads_on(event: QKeyEvent) -> bool:
    return event.key() in _LEADING_ON and not event.modifiers() & _CTRL_OR_ALT
