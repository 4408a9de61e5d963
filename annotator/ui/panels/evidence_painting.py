"""How a piece of evidence looks in the list: a bar, a sign, the quote, where it is from."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout

from annotator.ui.models.evidence import EvidenceRow
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette
from annotator.ui.widgets.line_breaking import Part, cut_lines, laid_out

_BAR, _ABOVE, _SIGN, _WORDS, _LINES = 3, 6, 14, 34, 3
_QUOTE = 13.5  # of the 16 pixels of the article
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def height(row: EvidenceRow, width: int, font: QFont) -> int:
    """Return how high a row is at a width, both in pixels."""
    quote = len(_quote_lines(row, width)) * _line_height()
    details = _details(row, width, font).boundingRect().height()
    return round(quote + details) + 2 * _ABOVE


def paint(painter: QPainter, rect: QRect, row: EvidenceRow, palette: Palette, font: QFont) -> None:
    """Paint a row into its rectangle."""
    ink = palette.tone(row.tone).ink
    top, line = rect.top() + _ABOVE, _line_height()
    painter.fillRect(rect.left(), top, _BAR, rect.height() - 2 * _ABOVE, ink)
    painter.setPen(ink)
    painter.setFont(fonts.strong(font))
    sign = QRect(rect.left() + _SIGN, top, _WORDS - _SIGN, line)
    painter.drawText(sign, int(_LEFT), row.sign)
    painter.setFont(_quote_font())
    painter.setPen(palette.ink)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    for words in _quote_lines(row, rect.width()):
        box = QRect(rect.left() + _WORDS, top, rect.width() - _WORDS, line)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading), words)
        top += line
    details = _details(row, rect.width(), font, palette)
    details.draw(painter, QPointF(rect.left() + _WORDS, top))


def _quote_font() -> QFont:
    font = fonts.reading(_QUOTE)
    font.setItalic(True)
    return font


def _line_height() -> int:
    return QFontMetrics(_quote_font()).lineSpacing()


def _quote_lines(row: EvidenceRow, width: int) -> list[str]:
    return cut_lines(row.quote, _quote_font(), width - _WORDS, _LINES)


def _details(
    row: EvidenceRow, width: int, font: QFont, palette: Palette | None = None
) -> QTextLayout:
    small = fonts.small(font)
    second = palette.second if palette else QColor()
    parts: list[Part] = [(row.details, second, small)]
    if row.missing:
        warning = palette.tone("warning").ink if palette else QColor()
        between = "  " if row.details else ""
        parts += [(between, second, small), (row.missing, warning, fonts.strong(small))]
    return laid_out("".join(part[0] for part in parts), small, width - _WORDS, parts)
