"""A large button with a title and an explanation."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.application.keyboard import ENTER
from annotator.ui.theming import fonts
from annotator.ui.theming.theme import Palette, icon, shown_in

_PADDING, _GAP, _ICON, _RADIUS = 12, 4, 20, 6
_LEAST = 200
_WRAPPED = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_LINE = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class Card(QAbstractButton):
    """Its explanation wraps; a checked one shows that by background, border and a sign.

    A hint at the end of the first line may show its shortcut.
    """

    def __init__(
        self,
        title: str,
        detail: str,
        *,
        sign: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._detail, self._sign, self._hint = detail, sign, ""
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # repainted under the pointer
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_hint(self, hint: str) -> None:
        """Set the hint at the end of the first line."""
        self._hint = hint
        self.setAccessibleDescription(f"{self._detail} {hint}".strip())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * _LEAST, self.heightForWidth(2 * _LEAST))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self._line() + 2 * _PADDING)

    @override
    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(fonts.small(self.font()))
        room = QRect(0, 0, width - self._lead() - _PADDING, 10_000)
        detail = metrics.boundingRect(room, int(_WRAPPED), self._detail).height()
        return self._line() + (_GAP + detail if self._detail else 0) + 2 * _PADDING

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not self.isCheckable():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), shown_in(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, palette)
        self._paint_sign(painter, palette)
        self._paint_words(painter, palette)

    def _paint_ground(self, painter: QPainter, palette: Palette) -> None:
        chosen = self.isChecked() or self.isDown()
        edge = palette.third if self.underMouse() and self.isEnabled() else palette.line
        is_strong = self.hasFocus() or chosen
        painter.setPen(QPen(palette.accent if is_strong else edge, 2 if self.hasFocus() else 1))
        painter.setBrush(palette.accent_ground if chosen else palette.field)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus() and chosen:  # its border already has the colour of the focus
            painter.drawRoundedRect(box.adjusted(4, 4, -4, -4), _RADIUS - 2, _RADIUS - 2)

    def _paint_sign(self, painter: QPainter, palette: Palette) -> None:
        sign = "done" if self.isChecked() else self._sign
        if not sign:
            return
        place = QRect(_PADDING, _PADDING + (self._line() - _ICON) // 2, _ICON, _ICON)
        icon(sign, palette.accent).paint(painter, self._mirrored(place))

    def _paint_words(self, painter: QPainter, palette: Palette) -> None:
        lead, width = self._lead(), self.width() - self._lead() - _PADDING
        line = self._mirrored(QRect(lead, _PADDING, width, self._line()))
        self._paint_hint(painter, palette, line)
        painter.setFont(fonts.strong(self.font()))
        painter.setPen(palette.ink if self.isEnabled() else palette.third)
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, int(_LINE), title)
        painter.setFont(fonts.small(self.font()))
        painter.setPen(palette.second)
        top = _PADDING + self._line() + _GAP
        detail = self._mirrored(QRect(lead, top, width, self.height() - top))
        painter.drawText(detail, int(_WRAPPED), self._detail)

    def _paint_hint(self, painter: QPainter, palette: Palette, line: QRect) -> None:
        painter.setFont(fonts.small(self.font()))
        painter.setPen(palette.second)
        trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(trailing), self._hint)

    def _line(self) -> int:
        return QFontMetrics(fonts.strong(self.font())).height()

    def _lead(self) -> int:
        return _PADDING + (_ICON + _PADDING if self._sign or self.isCheckable() else 0)

    def _mirrored(self, place: QRect) -> QRect:
        if self.isRightToLeft():
            place.moveRight(self.width() - 1 - place.left())
        return place
