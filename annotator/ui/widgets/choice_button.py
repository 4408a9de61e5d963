"""One button of a row of choices: a name, its key smaller and paler."""

from math import ceil

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.typed import tooltip

_PADDING, _GAP, _LEAST, _RADIUS = 8, 4, 24, 4
_PROPOSED = "Proposed. Enter takes it."
_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap


class Choice(Struct, frozen=True):
    """One of the values that can be chosen.

    `key` is the key that chooses it while the row has the focus; `tone` colours it when chosen,
    the accent does when there is none.
    """

    code: str
    name: str
    key: str = ""
    tooltip: str = ""
    tone: str = ""


class ChoiceButton(QPushButton):
    """A small button that is as wide chosen as not, and wraps a name that is too long."""

    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.choice = choice
        self.is_proposed = False
        self.setObjectName(choice.code)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setToolTip(tooltip(choice.tooltip))
        self.setAccessibleName(choice.name)
        self.setAccessibleDescription(choice.tooltip)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_proposed(self, is_proposed: bool) -> None:  # noqa: FBT001 - Qt's way to set a state
        """Show the choice as proposed, not made, and say so."""
        if is_proposed != self.is_proposed:
            self.is_proposed = is_proposed
            words = [_PROPOSED if is_proposed else "", self.choice.tooltip]
            self.setToolTip(tooltip("\n".join(filter(None, words))))
            self.setAccessibleDescription(" ".join(filter(None, words)))
            self.update()

    @override
    def sizeHint(self) -> QSize:
        name = _advance(self._name_font(), self.choice.name)
        return QSize(name + self._key_width() + 2 * _PADDING, _LEAST)

    @override
    def minimumSizeHint(self) -> QSize:
        words = self.choice.name.split() or [""]
        widest = max(_advance(self._name_font(), word) for word in words)
        return QSize(widest + self._key_width() + 2 * _PADDING, _LEAST)

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - self._key_width() - 2 * _PADDING, 10_000)
        metrics = QFontMetrics(self._name_font())
        height = metrics.boundingRect(room, _WRAPPED, self.choice.name).height()
        return max(height + _LEAST - metrics.height(), _LEAST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSING:
            self.click()
        else:
            event.ignore()  # the row moves by arrows and chooses by keys

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, ground, border = self._colours(shown_in(self))
        width = 2 if self.hasFocus() else 1
        is_dashed = self.is_proposed and not self.isChecked()
        dashes = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(border, width, dashes))
        painter.setBrush(ground)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._write(painter, ink)

    def _write(self, painter: QPainter, ink: QColor) -> None:
        font = self._name_font() if self.isChecked() else fonts.small(self.font())
        name, key = self._boxes(font)
        direction = self.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            QStyle.visualRect(direction, self.rect(), name), _WRAPPED, self.choice.name
        )
        painter.setFont(fonts.tiny(self.font()))
        colours = shown_in(self)
        painter.setPen(colours.second if self.isChecked() else colours.third)
        painter.drawText(QStyle.visualRect(direction, self.rect(), key), _WRAPPED, self.choice.key)

    def _boxes(self, font: QFont) -> tuple[QRect, QRect]:
        """Return where name and key go: side by side, in the middle of the button."""
        key = self._key_width()
        room = self.width() - 2 * _PADDING - key
        name = min(_advance(font, self.choice.name), room)
        start = _PADDING + (room - name) // 2
        height = self.height()
        return QRect(start, 0, name, height), QRect(start + name + _GAP, 0, key, height)

    def _colours(self, palette: Palette) -> tuple[QColor, QColor, QColor]:
        """Return ink, ground and border."""
        if not self.isEnabled():
            ground = palette.window if self.isChecked() else palette.chrome
            return palette.third, ground, palette.line
        if self.isChecked() and self.choice.tone:
            tone = palette.tone(self.choice.tone)
            return tone.ink, tone.ground, tone.ink
        if self.isChecked() or self.isDown():
            return palette.accent, palette.accent_ground, palette.accent
        if self.hasFocus() or self.is_proposed:
            return palette.second, palette.field, palette.accent
        return palette.second, palette.field, palette.third if self.underMouse() else palette.line

    def _name_font(self) -> QFont:
        # the width of the heavier type, so that nothing moves when one is chosen
        return fonts.strong(fonts.small(self.font()))

    def _key_width(self) -> int:
        if not self.choice.key:
            return 0
        return _advance(fonts.tiny(self.font()), self.choice.key) + _GAP


def _advance(font: QFont, text: str) -> int:
    # two more pixels, as Qt breaks a line that just fits
    return ceil(QFontMetricsF(font).horizontalAdvance(text)) + 2
