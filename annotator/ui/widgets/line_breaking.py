"""Line breaking of text, for widgets that paint it themselves."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from annotator.domain.direction import begins_leftwards
from annotator.ui.application.qt_text import kept_whole

_REMEMBERED: Final = 200
_TO_LEFT, _TO_RIGHT = "\u200f", "\u200e"

Part = tuple[str, QColor, QFont]
"""Texts with their colours and fonts."""


def laid_out(
    text: str,
    font: QFont,
    width: int,
    parts: Sequence[Part] = (),
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
) -> QTextLayout:
    """Return the layout of a text in lines of a width in pixels, each part in its own colour."""
    layout = QTextLayout(kept_whole(text), font)
    option = QTextOption(side)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # not that of the interface
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(parts))
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


@lru_cache(maxsize=_REMEMBERED)
def _cut_lines(text: str, font: QFont, width: int, most: int) -> tuple[str, ...]:
    layout = laid_out(text, font, width)
    shown = [layout.lineAt(number) for number in range(min(layout.lineCount(), most))]
    units = text.encode("utf-16-le")  # as Qt counts
    lines = [_between(units, line.textStart(), line.textLength()).strip() for line in shown]
    if layout.lineCount() > most:
        rest = _between(units, shown[-1].textStart(), len(units))
        lines[-1] = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
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
