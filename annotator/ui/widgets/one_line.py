"""A label of one line that is shortened with an ellipsis if it does not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override


class OneLine(QLabel):
    """A label of plain text that requests no width of its own."""

    _short = ""

    def set_words(self, text: str, short: str) -> None:
        """Show a text, or a shorter one, if given, where it does not fit."""
        self._short = short
        self.setText(text)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            room = self.contentsRect()
            shown = self.visible_text()
            absolute = Qt.AlignmentFlag.AlignAbsolute
            flags = int(self.alignment() | absolute | Qt.TextFlag.TextSingleLine)
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            role = self.foregroundRole()
            self.style().drawItemText(
                painter, room, flags, self.palette(), self.isEnabled(), shown, role
            )

    def visible_text(self) -> str:
        """Return the text as it is visible, with an ellipsis for the rest."""
        width = self.contentsRect().width()
        if self._short and self.fontMetrics().horizontalAdvance(self.text()) > width:
            return self._short
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
