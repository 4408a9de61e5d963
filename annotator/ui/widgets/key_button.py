"""A flat button with its shortcut beside its text."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.typed import tooltip

_GAP = 4


class KeyButton(EnterButton):
    """Shows words such as *New* and keys such as *C*, which the window listens to.

    One that is disabled names no keys, as they do nothing then.
    """

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self._keys, self._key_font = "", fonts.chip(self.font())
        self._are_shown = True
        self.setProperty("look", "flush")
        self.setFont(fonts.small(self.font()))
        self.setAccessibleName(name)
        self.set_keys("")

    def set_keys(self, keys: str) -> None:
        """Show these keys beside the text, and in the tooltip."""
        self._keys = keys
        self._name_keys()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange:
            self._name_keys()

    def _name_keys(self) -> None:
        name, keys = self.accessibleName(), self._working_keys()
        self.setAccessibleDescription(keys)
        # without keys, a screen reader would read out the marks of a wrapped tooltip
        self.setToolTip(tooltip(f"{name} ({keys})") if keys else name)
        self.updateGeometry()
        self.update()

    def _working_keys(self) -> str:
        return self._keys if self.isEnabled() else ""

    def show_keys(self, *, are_shown: bool) -> None:
        """Write the keys beside the words, or leave them to the tooltip."""
        if are_shown is not self._are_shown:
            self._are_shown = are_shown
            self.updateGeometry()
            self.update()

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        width += self.keys_width() if self._are_shown else 0
        return QSize(width + 2, QFontMetrics(self.font()).height() + 6)

    def keys_width(self) -> int:
        """Return how much wider it is with its keys, in pixels."""
        keys = self._working_keys()
        return _GAP + QFontMetrics(self._key_font).horizontalAdvance(keys) if keys else 0

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        # not its own palette, which the style sheet has made transparent
        palette = shown_in(self.parentWidget() or self)
        is_meant = self.isEnabled() and (self.underMouse() or self.hasFocus())
        ink = palette.second if self.isEnabled() else palette.third
        with QPainter(self) as painter:
            painter.setPen(palette.accent if is_meant else ink)
            words = self._write(painter, QRect(1, 0, self.width(), self.height()), self.text())
            if self.hasFocus():
                painter.drawLine(words.bottomLeft(), words.bottomRight())
            painter.setFont(self._key_font)
            painter.setPen(palette.third)
            rest = QRect(words.right() + 1 + _GAP, 0, self.width(), self.height())
            self._write(painter, rest, self._working_keys() if self._are_shown else "")

    def _write(self, painter: QPainter, box: QRect, text: str) -> QRect:
        # absolute: the box is what is mirrored
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        flags = side | Qt.AlignmentFlag.AlignVCenter
        written = painter.boundingRect(box, int(flags), text)
        painter.drawText(self._mirrored(written), int(flags | Qt.TextFlag.TextDontClip), text)
        return written

    def _mirrored(self, box: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), box)
