"""Line breaking of text, for widgets that paint it themselves."""

from collections.abc import Sequence
from functools import cache, lru_cache
from math import ceil
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from annotator.domain.direction import begins_leftwards
from annotator.language.languages.letter_forms import likely_forms
from annotator.ui.application.qt_text import kept_whole
from annotator.ui.theming.lettering import lettered

_REMEMBERED: Final = 200
_ENDLESS: Final = 1_000_000  # pixels
_ACROSS: Final = Qt.AlignmentFlag.AlignHorizontal_Mask
_TO_LEFT, _TO_RIGHT = "\u200f", "\u200e"

Part = tuple[str, QColor, QFont]
"""Texts with their colours and fonts."""


def laid_out(
    text: str,
    font: QFont,
    width: int,
    parts: Sequence[Part] = (),
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    *,
    whole: str = "",
) -> QTextLayout:
    """Return the layout of a text in lines of a width in pixels, each part in its own colour.

    Letters have the forms that the text seems to be in, or the `whole` one that it is cut from.
    """
    layout = QTextLayout(kept_whole(text), font)
    option = QTextOption(side)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # not that of the interface
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([*_formats(parts), *_lettered(text, font, whole)])
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def cut_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    """Return the first lines of a text for a width in pixels, the last one cut if there is more.

    They are remembered: rows that scroll are painted again and again.
    """
    return _cut_lines(text, QFont(font), width, most) if text else ()


def cut_line(text: str, font: QFont, width: int, whole: str = "") -> str:
    """Return a text with an ellipsis in place of what one line of a width has no room for."""
    metrics = QFontMetrics(font)
    if not _lettered(text, font, whole):
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    if line_width(text, font, whole) <= width:
        return text
    layout = laid_out(text, font, width - metrics.horizontalAdvance("…"), whole=whole)
    length = layout.lineAt(0).textLength()  # a line lives no longer than its layout
    return _between(text.encode("utf-16-le"), 0, length).rstrip() + "…"


def line_width(text: str, font: QFont, whole: str = "") -> int:
    """Return how wide a text is in one line, in pixels."""
    if not _lettered(text, font, whole):
        return QFontMetrics(font).horizontalAdvance(text)
    layout = laid_out(text, font, _ENDLESS, whole=whole)
    return ceil(layout.lineAt(0).naturalTextWidth())


def draw_line(
    painter: QPainter, box: QRect, text: str, sides: Qt.AlignmentFlag, whole: str = ""
) -> None:
    """Draw one line into a box, its letters as in `laid_out`; it may reach beyond the box."""
    font = painter.font()
    if not _lettered(text, font, whole):
        painter.drawText(box, _flags(sides), text)
        return
    width = max(box.width(), line_width(text, font, whole))
    layout = laid_out(text, font, width, side=sides & _ACROSS, whole=whole)
    line, metrics = layout.lineAt(0), painter.fontMetrics()
    is_centred = bool(sides & Qt.AlignmentFlag.AlignVCenter)
    above = (box.height() - metrics.height()) // 2 if is_centred else 0
    line.draw(painter, QPointF(box.left(), box.top() + above + metrics.ascent() - line.ascent()))


@cache
def _flags(sides: Qt.AlignmentFlag) -> int:
    return int(sides | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)


def _lettered(text: str, font: QFont, whole: str) -> list[QTextLayout.FormatRange]:
    if text.isascii():
        return []
    return lettered(kept_whole(text), font, likely_forms(whole or text))


@lru_cache(maxsize=_REMEMBERED)
def _cut_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    layout = laid_out(text, font, width)
    shown = [layout.lineAt(number) for number in range(min(layout.lineCount(), most))]
    units = text.encode("utf-16-le")  # as Qt counts
    lines = [_between(units, line.textStart(), line.textLength()).strip() for line in shown]
    if layout.lineCount() > most:
        rest = _between(units, shown[-1].textStart(), len(units))
        lines[-1] = cut_line(rest, font, width, text)
    leftwards = bool(begins_leftwards(text))
    return tuple(_directed(line, leftwards=leftwards) for line in lines)


def _directed(line: str, *, leftwards: bool) -> str:
    """Return a line that reads as its text does when it is painted by itself."""
    if bool(begins_leftwards(line)) == leftwards:
        return line
    return f"{_TO_LEFT if leftwards else _TO_RIGHT}{line}"


def _between(units: bytes, start: int, length: int) -> str:
    return units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def _formats(parts: Sequence[Part]) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for words, ink, font in parts:
        each = QTextLayout.FormatRange()
        each.start, each.length = start, len(words.encode("utf-16-le")) // 2
        each.format = QTextCharFormat()
        each.format.setForeground(ink)
        each.format.setFont(font)
        found.append(each)
        start += each.length
    return found
