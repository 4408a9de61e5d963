"""Painting of the rows of a list in a panel."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.ui.models.rows import Row
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.line_breaking import cut_line, cut_lines, draw_line, line_width

_MARGIN, _CODE, _CODE_HEIGHT, _GAP, _BAR, _WIDEST_CHIP = 12, 28, 16, 8, 3, 140
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_LEFT, _RIGHT = _LINE | Qt.AlignmentFlag.AlignLeft, _LINE | Qt.AlignmentFlag.AlignRight
_TWO = 36  # pixels from which a row has two lines, for type of 13 pixels


class RowPainting:
    """The painting of one row."""

    def __init__(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        palette: Palette,
        *,
        is_let_go: bool = False,
    ) -> None:
        self._painter = painter
        self._option = option
        self._palette = palette
        self._font: QFont = option.font
        self._rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._is_current = is_selected and not is_let_go
        self._is_let_go = is_selected and is_let_go
        self._is_pointed = bool(state & QStyle.StateFlag.State_MouseOver)

    def ground(self) -> None:
        """Paint the background and the focus."""
        if self._is_current:
            self._painter.fillRect(self._rect, self._palette.selected)
            bar = QRect(self._rect.topLeft(), self._rect.size())
            bar.setWidth(fonts.pixels(_BAR))
            self._painter.fillRect(self._placed(bar), self._palette.accent)
        elif self._is_pointed:
            self._painter.fillRect(self._rect, self._palette.window)
        has_keys = self._option.widget.hasFocus() and (self._is_current or self._is_let_go)
        if has_keys:
            self._outline(QPen(self._palette.accent))
        elif self._is_let_go:
            self._outline(QPen(self._palette.third, 1, Qt.PenStyle.DashLine))

    def write(self, row: Row) -> None:
        """Paint code, text, and the chip or the position."""
        margin, gap = fonts.pixels(_MARGIN), fonts.pixels(_GAP)
        inside = self._rect.adjusted(margin, 0, -margin, 0)
        inside.setLeft(inside.left() + self._code(row, inside) + gap)
        if row.chip:
            inside.setRight(self._chip(row, inside) - gap)
        if row.place:
            font = fonts.small(self._font)
            width = QFontMetrics(font).horizontalAdvance(row.place)
            box = QRect(inside.right() - width, inside.top(), width + 1, inside.height())
            self._text(row.place, box, font, self._quiet())
            inside.setRight(box.left() - gap)
        self._words(row, inside)

    def _outline(self, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(self._rect).adjusted(0.5, 0.5, -0.5, -0.5))

    def _words(self, row: Row, inside: QRect) -> None:
        if self._rect.height() >= fonts.pixels(_TWO):
            self._two_lines(row.text, inside)
            return
        text = cut_line(row.text, self._font, inside.width())
        self._text(text, inside, self._font, self._palette.ink, row.text)
        if row.aside and text == row.text:
            rest = QRect(inside)
            rest.setLeft(inside.left() + line_width(text, self._font))
            aside = cut_line(row.aside, self._font, rest.width())
            self._text(aside, rest, self._font, self._quiet())

    def _code(self, row: Row, inside: QRect) -> int:
        """Paint the code, filled in the current row; return its width."""
        font = fonts.strong(fonts.chip(self._font))
        wide = QFontMetrics(font).horizontalAdvance(row.code) + fonts.pixels(8)
        height = fonts.pixels(CHIP_HEIGHT - 2 if row.code_tone else _CODE_HEIGHT)
        width = max(fonts.pixels(_CODE + 4 * bool(row.code_tone)), wide)
        box = QRect(inside.left(), 0, width, height)
        box.moveTop(inside.center().y() - height // 2 + 1)
        ink = self._palette.second
        self._painter.setPen(Qt.PenStyle.NoPen)
        if row.code_tone:
            tone = self._palette.tone(row.code_tone)
            ink = tone.ink
            self._painter.setBrush(tone.ground)
            self._painter.drawRoundedRect(self._placed(box), height / 2, height / 2)
        elif self._is_current:
            ink = self._palette.paper
            self._painter.setBrush(self._palette.accent)
            self._painter.drawRoundedRect(self._placed(box), 3, 3)
        if row.is_dashed:
            self._painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
            shape = QRectF(self._placed(box)).adjusted(0.5, 0.5, -0.5, -0.5)
            self._painter.drawRoundedRect(shape, 3, 3)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        self._painter.drawText(self._placed(box), Qt.AlignmentFlag.AlignCenter, row.code)
        return width

    def _chip(self, row: Row, inside: QRect) -> int:
        """Paint the chip at the end of the row, and return its start."""
        widest = fonts.pixels(_WIDEST_CHIP)
        width = min(chip_width(row.chip, row.tone, self._font), widest)
        chip = QRect(0, 0, width, fonts.pixels(CHIP_HEIGHT - 2))
        chip.moveCenter(inside.center())
        chip.moveRight(inside.right())
        self._painter.setFont(self._font)
        paint_chip(self._painter, self._placed(chip), row.chip, row.tone, self._palette)
        return chip.left()

    def _two_lines(self, text: str, inside: QRect) -> None:
        shown = cut_lines(text, self._font, inside.width(), 2)
        height = QFontMetrics(self._font).lineSpacing()
        top = inside.center().y() - len(shown) * height // 2 + 1
        for number, part in enumerate(shown):
            box = QRect(inside.left(), top + number * height, inside.width(), height)
            self._text(part, box, self._font, self._palette.ink, text)

    def _text(self, text: str, box: QRect, font: QFont, ink: QColor, whole: str = "") -> None:
        self._painter.setFont(font)
        self._painter.setPen(ink)
        is_left = self._option.direction is Qt.LayoutDirection.LeftToRight
        sides = _LEFT if is_left else _RIGHT
        draw_line(self._painter, self._placed(box), text, sides, whole)

    def _quiet(self) -> QColor:
        return self._palette.ink if self._is_current else self._palette.second

    def _placed(self, box: QRect) -> QRect:
        return QStyle.visualRect(self._option.direction, self._rect, box)
