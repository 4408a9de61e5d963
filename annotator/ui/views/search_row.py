"""Painting of a row of the search: a heading, or a place with the words in it."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.direction import without_bidi_controls
from annotator.domain.span import Span, Utf16Map
from annotator.ui.application.qt_text import kept_whole
from annotator.ui.models.search_rows import SearchRow
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.hit_format import hit_format
from annotator.ui.widgets.index import Index

ROW_HEIGHT = 28
"""The height of a row in pixels."""

SIDE = 16
"""The margin at both sides of the search, in pixels."""

_CODE, _GAP, _BAR = 36, 8, 3
_MOST = 400  # characters that can be seen in a row


class SearchRowPainter(QStyledItemDelegate):
    """Paints the code, the text with its hits, the verdict, and what is said at the end.

    `letters` is how many the longest code has: texts begin below each other.
    """

    letters = 0

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, fonts.pixels(ROW_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: SearchRow = index.data(ITEM)
        palette = shown_in(option.widget)
        painter.save()
        if row.is_head:
            _paint_head(painter, option, row, palette)
        else:
            _Row(painter, option, palette, self.letters).paint(row)
        painter.restore()


def _paint_head(
    painter: QPainter, option: QStyleOptionViewItem, row: SearchRow, palette: Palette
) -> None:
    side = fonts.pixels(SIDE)
    box = option.rect.adjusted(side, fonts.pixels(4), -side, 0)
    centre = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(fonts.heading(option.font))
    painter.setPen(palette.second)
    painter.drawText(box, centre | Qt.AlignmentFlag.AlignLeading, row.text)
    painter.setFont(fonts.small(option.font))
    painter.setPen(palette.third)
    painter.drawText(box, centre | Qt.AlignmentFlag.AlignTrailing, row.details)


class _Row:
    """Paints a row from its sides inwards: what is at each end takes its room from the text."""

    def __init__(
        self, painter: QPainter, option: QStyleOptionViewItem, palette: Palette, letters: int
    ) -> None:
        self._painter, self._option, self._palette = painter, option, palette
        self._letters = letters
        self._is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        side = fonts.pixels(SIDE)
        self._room = option.rect.adjusted(side, 0, -side, 0)

    def paint(self, row: SearchRow) -> None:
        """Paint the row."""
        if self._is_current:
            self._paint_current()
        if row.code or row.hit or row.kind:
            font = fonts.strong(fonts.chip(self._option.font))
            needed = QFontMetrics(font).horizontalAdvance("0" * self._letters)
            box = self._at_start(max(fonts.pixels(_CODE) - _GAP, needed))
            self._write(box, font, row.code, Qt.AlignmentFlag.AlignHCenter)
        if row.details:
            font = fonts.small(self._option.font)
            metrics = QFontMetrics(font)
            width = min(metrics.horizontalAdvance(row.details) + 1, self._room.width() // 2)
            shown = metrics.elidedText(row.details, Qt.TextElideMode.ElideRight, width)
            self._write(self._at_end(width), font, shown, Qt.AlignmentFlag.AlignTrailing)
        self._painter.setFont(self._option.font)
        if row.chip:
            height = fonts.pixels(CHIP_HEIGHT)
            box = self._at_end(chip_width(row.chip, row.tone, self._option.font))
            box = QRect(box.left(), box.center().y() - height // 2, box.width(), height)
            paint_chip(self._painter, self._mirrored(box), row.chip, row.tone, self._palette)
        self._painter.setPen(self._palette.second if row.kind else self._palette.ink)
        box = self._mirrored(self._room)
        paint_hits(self._painter, box, row.text, row.spans, self._palette)

    def _paint_current(self) -> None:
        rect = self._option.rect
        self._painter.fillRect(rect, self._palette.selected)
        bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
        self._painter.fillRect(self._mirrored(bar), self._palette.accent)

    def _at_start(self, width: int) -> QRect:
        box = QRect(self._room.left(), self._room.top(), width, self._room.height())
        self._room.setLeft(box.right() + 1 + _GAP)
        return box

    def _at_end(self, width: int) -> QRect:
        left = self._room.right() + 1 - width
        box = QRect(left, self._room.top(), width, self._room.height())
        self._room.setRight(left - _GAP - 1)
        return box

    def _write(self, box: QRect, font: QFont, text: str, side: Qt.AlignmentFlag) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._palette.ink if self._is_current else self._palette.second)
        flags = Qt.AlignmentFlag.AlignVCenter | side
        self._painter.drawText(self._mirrored(box), flags, without_bidi_controls(text))

    def _mirrored(self, box: QRect) -> QRect:
        return QStyle.visualRect(self._option.direction, self._option.rect, box)


def paint_hits(
    painter: QPainter, box: QRect, text: str, spans: tuple[Span, ...], palette: Palette
) -> None:
    """Paint one line, cut at its end, in which the words at `spans` are set off."""
    text = text[:_MOST]
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    kept = len(shown) - (shown != text)  # without the sign that it is cut
    places = Utf16Map(text)
    ranges = []
    for span in spans:
        if span.start < kept:
            each = QTextLayout.FormatRange()
            each.start = places.to_utf16(span.start)
            each.length = places.to_utf16(min(span.end, kept)) - each.start
            each.format = hit_format(palette)
            ranges.append(each)
    layout = QTextLayout(kept_whole(shown), painter.font())
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats(ranges)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    top = box.top() + (box.height() - line.height()) / 2
    layout.draw(painter, QPointF(box.left(), top))
