"""A field that shows its shortcut while it is empty."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.clear_line import ClearLine

_SIDE = 8


class KeyedField(ClearLine):
    """Shows its shortcut at the end while it is empty. Esc clears it, and leaves it when empty."""

    left = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder)
        self._keys = ""

    def set_keys(self, keys: str) -> None:
        """Show which keys lead to the field."""
        self._keys = keys
        self.setAccessibleDescription(keys)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text():
            return
        end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        flags = QStyle.visualAlignment(self.layoutDirection(), end)
        with QPainter(self) as painter:
            painter.setFont(fonts.chip(self.font()))
            painter.setPen(shown_in(self).third)
            painter.drawText(self.rect().adjusted(_SIDE, 0, -_SIDE, 0), int(flags), self._keys)
