"""Whether a person has used a window since some moment."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_OF_A_PERSON: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


class UsedSince(QObject):
    """Notes that a key or the mouse was used in a window, from its own creation on.

    What ends long work may then leave the place alone where somebody has gone on working.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.is_used = False
        window.windowHandle().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _OF_A_PERSON:
            self.is_used = True
            watched.removeEventFilter(self)
        return False
