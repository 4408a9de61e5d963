"""A label of one line that is shortened with an ellipsis if it does not fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel
from typing_extensions import override

from annotator.ui.widgets.typed import tooltip


class OneLine(QLabel):
    """A label of plain text that requests no width of its own, but for the shorter text.

    A text that is shortened is its tooltip, unless it has another.
    """

    _short, _whole = "", ""

    def set_words(self, text: str, short: str) -> None:
        """Show a text, or a shorter one, if given, where it does not fit."""
        self._short = short
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._offer_whole()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._offer_whole()

    @override
    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().horizontalAdvance(self._short)
        return QSize(least, super().minimumSizeHint().height())

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
        width, metrics = self.contentsRect().width(), self.fontMetrics()
        if metrics.horizontalAdvance(self.text()) <= width:
            return self.text()  # Qt would cut some texts that fit, by a part of a pixel
        return self._short or metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _offer_whole(self) -> None:
        """Set the tooltip; the width of a hidden label is not yet the one that it gets."""
        if self.isVisible() and self.toolTip() in ("", self._whole):
            is_whole = self.visible_text() == self.text()
            self._whole = "" if is_whole else tooltip(self.text())
            self.setToolTip(self._whole)
