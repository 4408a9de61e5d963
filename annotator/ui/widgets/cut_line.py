"""A field of one line that shows an ellipsis, while not focused, for a text that is too long."""

from unicodedata import bidirectional

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget
from typing_extensions import override

_INSET = 2  # pixels that Qt leaves on both sides of the text


class CutLine(QLineEdit):
    """Shows a text that is too long with an ellipsis, and the text itself while it is focused.

    Qt paints right-to-left texts, selected ones, and those beside a sign. A placeholder that is too
    long is its tooltip, unless it has another.
    """

    def shown_text(self) -> str:
        """Return the text as it is painted."""
        text = self.text()
        if self.hasFocus() or self.hasSelectedText() or self._has_sign() or _is_mirrored(text):
            return text
        mode = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(text, mode, self._room(self._option()).width())

    def width_for_hint(self) -> int:
        """Return the width in pixels in which the placeholder is whole."""
        around = self.width() - self._room(self._option()).width()
        return self.fontMetrics().horizontalAdvance(self.placeholderText()) + around

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        if shown == self.text():
            super().paintEvent(event)
            return
        option = self._option()
        with QPainter(self) as painter:
            panel = QStyle.PrimitiveElement.PE_PanelLineEdit
            self.style().drawPrimitive(panel, option, painter, self)
            painter.setPen(self.palette().text().color())
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the text is
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self._room(option), int(left), shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = self.placeholderText()
        if self.toolTip() in ("", hint):
            is_cut = self.width() < self.width_for_hint()
            self.setToolTip(hint if is_cut else "")  # plain: screen readers read it

    def _has_sign(self) -> bool:
        return any(action.isVisible() for action in self.actions())

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self, option: QStyleOptionFrame) -> QRect:
        element = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(element, option, self)
        return room.marginsRemoved(self.textMargins()).adjusted(_INSET, 0, -_INSET, 0)


def width_for_hints(part: QWidget) -> int:
    """Return the width in pixels in which a part and the placeholders of its fields are whole."""
    lines = [part] if isinstance(part, CutLine) else part.findChildren(CutLine)
    hints = (line.width_for_hint() for line in lines)
    return max(part.minimumSizeHint().width(), max(hints, default=0))


def _is_mirrored(text: str) -> bool:
    return not text.isascii() and any(bidirectional(sign) in {"R", "AL"} for sign in text)
