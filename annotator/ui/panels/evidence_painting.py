"""How a piece of evidence looks in the list: a bar, a sign, the quote, where it is from."""

from collections.abc import Sequence

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

from annotator.ui.models.evidence import EvidenceRow
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette

_BAR, _ABOVE, _SIGN, _WORDS, _LINES = 3, 6, 14, 34, 3
_QUOTE_SIZE = 13.5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter

Part = tuple[str, QColor, QFont]


def height(row: EvidenceRow, width: int, font: QFont) -> int:
    """Return how high a row is at a width, both in pixels."""
    quote = len(_quote_lines(row.quote, width - _WORDS)) * _line_height()
    details = _details(row, width - _WORDS, font).boundingRect().height()
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
    width = rect.width() - _WORDS
    for words in _quote_lines(row.quote, width):
        box = QRect(rect.left() + _WORDS, top, width, line)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading), words)
        top += line
    details = _details(row, width, font, palette)
    details.draw(painter, QPointF(rect.left() + _WORDS, top))


def laid_out(
    text: str, font: QFont, width: int, formats: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    """Return the text broken into lines of a width in pixels."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    top = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def formats(parts: Sequence[Part]) -> list[QTextLayout.FormatRange]:
    """Return the ink and the type of each part of a text, one after the other."""
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


def _quote_font() -> QFont:
    font = fonts.reading(_QUOTE_SIZE)
    font.setItalic(True)
    return font


def _line_height() -> int:
    return QFontMetrics(_quote_font()).lineSpacing()


def _quote_lines(quote: str, width: int) -> list[str]:
    """Return the lines of a quote, the last one cut when there is more."""
    if not quote:
        return []
    layout = laid_out(quote, _quote_font(), width)
    shown = range(min(layout.lineCount(), _LINES))
    starts = [layout.lineAt(n).textStart() for n in shown]
    ends = [layout.lineAt(n).textStart() + layout.lineAt(n).textLength() for n in shown]
    units = quote.encode("utf-16-le")  # as Qt counts
    lines = [
        units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        for start, end in zip(starts, ends, strict=True)
    ]
    if layout.lineCount() > _LINES:
        rest = units[2 * starts[-1] :].decode("utf-16-le", "replace")
        metrics, mode = QFontMetrics(_quote_font()), Qt.TextElideMode.ElideRight
        lines[-1] = metrics.elidedText(rest, mode, width)
    return lines


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
    return laid_out("".join(part[0] for part in parts), small, width, formats(parts))
