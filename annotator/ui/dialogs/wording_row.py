"""Painting of one wording: its position, its text, and the difference."""

from collections.abc import Iterator

from msgspec import Struct
from PySide6.QtCore import (
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.direction import isolated, without_bidi_controls
from annotator.domain.span import Utf16Map
from annotator.i18n import tr
from annotator.language.differences.wordings import Difference
from annotator.language.languages.letter_forms import likely_forms
from annotator.ui.application.qt_text import kept_whole
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.models.wordings import Wording
from annotator.ui.theming import fonts
from annotator.ui.theming.lettering import lettered
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.index import Index

_SIDE, _MARGIN, _GAP, _BAR = 16, 12, 4, 3
_UNDERLINE = QTextCharFormat.UnderlineStyle.DashUnderline


class Compared(Struct, frozen=True):
    """A wording with its difference from the reference."""

    wording: Wording
    difference: Difference
    is_reference: bool

    @property
    def head(self) -> str:
        """Return the line above the text."""
        wording = self.wording
        parts = [isolated(wording.publisher), wording.place, isolated(wording.quote)]
        return "   ".join(filter(None, parts))

    @property
    def foot(self) -> str:
        """Return the line below the text: the reference, or what is missing."""
        if self.is_reference:
            return tr("The others are compared with this one.")
        lacking = ", ".join(isolated(f"“{words}”") for words in self.difference.lacking)
        if lacking:
            return tr("Missing here: {words}", words=lacking)
        return "" if self.difference.spans else tr("Same words.")

    @property
    def spoken(self) -> str:
        """Return the text for screen readers."""
        words = [span.of(self.wording.text) for span in self.difference.spans]
        other = tr("Different words: {words}", words=", ".join(words)) if words else ""
        parts = [f"{self.wording.code}, {self.head}", self.wording.text, other, self.foot]
        return ". ".join(filter(None, parts))


class WordingRow(QStyledItemDelegate):
    """Paints a wording in full height, without cutting it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row = _Row(index.data(ITEM), width, self._view.font(), shown_in(self._view))
        return QSize(width, row.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = shown_in(self._view)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        row = _Row(index.data(ITEM), option.rect.width(), option.font, palette)
        painter.save()
        if is_current:
            painter.fillRect(option.rect, palette.accent_ground)
            bar = QRect(option.rect.topLeft(), QSize(_BAR, option.rect.height()))
            painter.fillRect(QStyle.visualRect(option.direction, option.rect, bar), palette.accent)
        row.paint(painter, option.rect.topLeft(), option.direction)
        painter.setPen(palette.line)
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.restore()


class _Row:
    """The parts of one row, laid out for a width in pixels."""

    def __init__(self, row: Compared, width: int, font: QFont, palette: Palette) -> None:
        self._row, self._width, self._palette = row, width, palette
        self._code = fonts.strong(fonts.chip(font))
        self._small = fonts.small(font)
        self._head = QFontMetrics(self._small).height()
        self._room = width - 2 * _SIDE
        self._layout = self._laid_out()
        self._words = round(self._layout.boundingRect().height())
        box = QRect(0, 0, self._room, 10_000)
        wrapped = int(Qt.TextFlag.TextWordWrap)
        foot = QFontMetrics(self._small).boundingRect(box, wrapped, row.foot).height()
        self._foot = foot if row.foot else 0
        gaps = _GAP * (2 if row.foot else 1)
        self.height = 2 * _MARGIN + self._head + self._words + self._foot + gaps

    def paint(self, painter: QPainter, corner: QPoint, direction: Qt.LayoutDirection) -> None:
        """Paint the parts below one another."""
        whole = QRect(corner, QSize(self._width, self.height))
        is_left = direction is Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap)

        def write(place: QRect, font: QFont, text: str) -> None:
            painter.setFont(font)
            painter.drawText(
                QStyle.visualRect(direction, whole, place), flags, without_bidi_controls(text)
            )

        x, y = corner.x() + _SIDE, corner.y() + _MARGIN
        code = QFontMetrics(self._code).horizontalAdvance(self._row.wording.code) + 2 * _GAP
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(self._palette.ink)
        write(QRect(x, y, code, self._head), self._code, self._row.wording.code)
        painter.setPen(self._palette.second)
        write(QRect(x + code, y, self._room - code, self._head), self._small, self._row.head)
        y += self._head + _GAP
        self._layout.draw(painter, QPointF(x, y))
        y += self._words + _GAP
        write(QRect(x, y, self._room, self._foot), self._small, self._row.foot)

    def _laid_out(self) -> QTextLayout:
        wording = self._row.wording
        words = map(without_bidi_controls, (wording.before, wording.text, wording.after))
        layout = QTextLayout(kept_whole("".join(words)))
        layout.setFont(fonts.reading(15))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        letters = lettered(layout.text(), layout.font(), likely_forms(layout.text()))
        layout.setFormats([*self._formats(layout.text()), *letters])
        height = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._room)
            line.setPosition(QPointF(0, height))
            height += line.height() + _GAP
        layout.endLayout()
        return layout

    def _formats(self, text: str) -> Iterator[QTextLayout.FormatRange]:
        """Yield the formats: context in a quiet colour, differing words with a background."""
        units, start = Utf16Map(text), len(self._row.wording.before)
        end = start + len(self._row.wording.text)
        tone = self._palette.tone("conflicting")
        around, passage, other = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        around.setForeground(self._palette.second)
        passage.setForeground(self._palette.ink)
        other.setForeground(self._palette.ink)
        other.setBackground(tone.ground)
        other.setUnderlineStyle(_UNDERLINE)
        other.setUnderlineColor(tone.ink)
        marked = [(start + each.start, start + each.end) for each in self._row.difference.spans]
        places = [(0, start, around), (start, end, passage), (end, len(text), around)]
        places += [(first, last, other) for first, last in marked]
        for first, last, shape in places:
            found = QTextLayout.FormatRange()
            found.start = units.to_utf16(first)
            found.length = units.to_utf16(last) - found.start
            found.format = shape
            yield found
