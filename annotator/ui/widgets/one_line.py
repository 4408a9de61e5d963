"""A line of text that is shortened with an ellipsis where there is no room for all of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override


class OneLine(QLabel):
    """A label of plain text that never asks for more width than there is."""

    _short = ""

    def set_words(self, text: str, short: str) -> None:
        """Show words, or where they have no room shorter ones, if there are any."""
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
        """Return what of the text is seen, with an ellipsis for the rest."""
        width = self.contentsRect().width()
        if self._short and self.fontMetrics().horizontalAdvance(self.text()) > width:
            return self._short
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
