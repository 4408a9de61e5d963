"""One button of a row of choices: a name, and its key in smaller type."""

from functools import lru_cache
from math import ceil
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle
from typing_extensions import override

from annotator.i18n import N_, tr
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.field_height import field_height
from annotator.ui.widgets.typed import tooltip

_PADDING, _GAP, _RADIUS, _RING = 7, 5, 4, 2
_KEPT = 200  # outlines of buttons
_PROPOSED = N_("Suggested. Press Enter to accept.")

IN_THE_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
"""Where the text of a button is."""


class Choice(Struct, frozen=True):
    """A value that can be chosen.

    `name` is the text of the button, `full` the full name if that is longer. `key` chooses it
    while the row has the focus; `tone` is its colour when chosen, by default the accent.
    """

    code: str
    name: str
    key: str = ""
    definition: str = ""
    tone: str = ""
    full: str = ""

    @property
    def whole(self) -> str:
        """Return the full name."""
        return self.full or self.name


class ChoiceButton(QPushButton):
    """A small button without a gap to its neighbours; choosing it does not change its width.

    To screen readers it is a radio button, or a check box where several can be chosen.
    """

    overlap = 1  # neighbours share a border
    focus_moved = Signal()

    def __init__(self, choice: Choice, *, multiple: bool = False) -> None:
        super().__init__()
        self.choice = choice
        self.is_proposed = False
        self._is_single = not multiple
        self._ends = (True, True)
        self._is_in_ring = False
        self._size: QSize | None = None  # rows ask for it often
        self._laid_out: _Words | None = None
        self.setObjectName(choice.code)
        self.setCheckable(True)
        self.setAutoExclusive(self._is_single)
        self.setAutoDefault(False)
        self.setAccessibleName(choice.whole)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._describe()

    def set_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001 - Qt's way to set a state
        """Show the choice as chosen or not."""
        self.setAutoExclusive(False)  # otherwise Qt would not let the last one be unchecked
        self.setChecked(is_chosen)
        self.setAutoExclusive(self._is_single)

    def set_proposed(self, is_proposed: bool) -> None:  # noqa: FBT001 - Qt's way to set a state
        """Show the choice as proposed, also to screen readers."""
        if is_proposed != self.is_proposed:
            self.is_proposed = is_proposed
            self._describe()
            self.update()

    def join(self, *, is_first: bool, is_last: bool) -> None:
        """Round the corners only at the ends of the row."""
        self._ends = (is_first, is_last)
        self.update()

    def set_in_ring(self, is_in_ring: bool) -> None:  # noqa: FBT001 - Qt's way to set a state
        """Paint a part of the focus ring around the row, or not."""
        self._is_in_ring = is_in_ring
        self.update()

    @override
    def sizeHint(self) -> QSize:
        if self._size is None:
            self._size = self._measured()
        return self._size

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size = self._laid_out = None
            self.updateGeometry()
        elif event.type() is QEvent.Type.LayoutDirectionChange:
            self._laid_out = None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.click()
        else:
            event.ignore()  # the row handles arrows, the keys of choices, and Enter

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_moved.emit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_moved.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = shown_in(self)
        ink, ground, border = self._colours(palette)
        is_dashed = self.is_proposed and not self.isChecked()
        dashes = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(border, 1, dashes))
        painter.setBrush(ground)
        painter.drawPath(self._outline(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)))
        is_tinted = self.isChecked() or self.isDown()  # the third ink cannot be read on that
        self._write(painter, ink, ink if is_tinted else palette.third)
        if self._is_in_ring:
            self._paint_ring(painter, palette)
        if self._is_in_ring and is_dashed:  # the ring has covered the edge
            painter.setPen(QPen(border, 1, dashes))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5))

    def _measured(self) -> QSize:
        # the width of the heavier type, so that nothing moves when one is chosen
        name = advance(fonts.strong(self._name_font()), self.choice.name)
        return QSize(name + self._key_width() + 2 * _PADDING, field_height(self.font()))

    def _describe(self) -> None:
        whole = self.choice.full if self.choice.full != self.choice.name else ""
        proposed = tr(_PROPOSED) if self.is_proposed else ""
        self.setToolTip(tooltip("\n".join(filter(None, [proposed, whole, self.choice.definition]))))
        # instead of an empty one, the tooltip would be read with its markup
        explanation = " ".join(filter(None, [proposed, self.choice.definition]))
        self.setAccessibleDescription(explanation or whole)

    def _outline(self, box: QRectF) -> QPainterPath:
        first, last = self._ends if not self.isRightToLeft() else self._ends[::-1]
        left, right = (_RADIUS if is_end else 0 for is_end in (first, last))
        return _rounded(box.getRect(), left, right)

    def _paint_ring(self, painter: QPainter, palette: Palette) -> None:
        """Paint its part of the focus ring around the row, and a line under the current button."""
        first, last = self._ends if not self.isRightToLeft() else self._ends[::-1]
        beyond = self.width()
        inset = _RING / 2
        box = QRectF(self.rect()).adjusted(
            inset if first else -beyond, inset, -inset if last else beyond, -inset
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.accent, _RING))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        if self.hasFocus() and not self.isChecked():
            line = QRectF(_PADDING, self.height() - 6, self.width() - 2 * _PADDING, 2)
            painter.fillRect(line, palette.ink)

    def _write(self, painter: QPainter, ink: QColor, key_ink: QColor) -> None:
        state = (self.width(), self.height(), self.isChecked())
        if self._laid_out is None or self._laid_out.state != state:
            self._laid_out = self._lay_out(state)
        words = self._laid_out
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(words.font)
        painter.setPen(ink)
        painter.drawText(words.place, IN_THE_MIDDLE, words.name)
        if self.choice.key:
            painter.setFont(words.key_font)
            painter.setPen(key_ink)
            painter.drawText(words.key_place, IN_THE_MIDDLE, self.choice.key)

    def _lay_out(self, state: tuple[int, int, bool]) -> "_Words":
        whole, height, is_checked = state
        font = self._name_font()
        font = fonts.strong(font) if is_checked else font
        key = self._key_width()
        room = whole - 2 * _PADDING - key
        width = min(advance(font, self.choice.name), room)
        start = _PADDING + (room - width) // 2
        name = QFontMetrics(font).elidedText(self.choice.name, Qt.TextElideMode.ElideRight, width)
        place = self._mirrored(QRect(start, 0, width, height))
        key_place = self._mirrored(QRect(start + width + _GAP, 0, key - _GAP, height))
        return _Words(state, font, name, place, fonts.tiny(self.font()), key_place)

    def _mirrored(self, box: QRect) -> QRect:
        """Return a rectangle, mirrored in a right-to-left interface."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), box)

    def _colours(self, palette: Palette) -> tuple[QColor, QColor, QColor]:
        """Return the colours of text, background and border."""
        if not self.isEnabled():
            ground = palette.window if self.isChecked() else palette.chrome
            return palette.third, ground, palette.line
        if self.isChecked() and self.choice.tone:
            tone = palette.tone(self.choice.tone)
            return tone.ink, tone.ground, tone.ink
        if self.isChecked() or self.isDown():
            return palette.accent, palette.accent_ground, palette.accent
        if self.is_proposed:
            return palette.ink, palette.field, palette.accent
        return palette.ink, palette.field, palette.third if self.underMouse() else palette.edge

    def _name_font(self) -> QFont:
        return fonts.button(self.font())

    def _key_width(self) -> int:
        if not self.choice.key:
            return 0
        return advance(fonts.tiny(self.font()), self.choice.key) + _GAP


class _Words(NamedTuple):
    """The name and the key of a button, as they are written while its state is the same."""

    state: tuple[int, int, bool]  # width, height, and whether it is chosen
    font: QFont
    name: str
    place: QRect
    key_font: QFont
    key_place: QRect


@lru_cache(_KEPT)
def _rounded(rect: tuple[float, ...], left: int, right: int) -> QPainterPath:
    box, path = QRectF(*rect), QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    half = box.width() / 2
    path.addRoundedRect(box.adjusted(0, 0, -half, 0), left, left)
    path.addRoundedRect(box.adjusted(half, 0, 0, 0), right, right)
    path.addRect(box.adjusted(_RADIUS, 0, -_RADIUS, 0))
    return path.simplified()


def advance(font: QFont, text: str) -> int:
    """Return the width of a text in whole pixels."""
    return ceil(QFontMetricsF(font).horizontalAdvance(text))
