"""Painting of a piece of evidence in the list: a bar, a sign, the quote, its source."""

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from annotator.domain.direction import whole_isolates
from annotator.ui.models.evidence import EvidenceRow
from annotator.ui.theming import fonts
from annotator.ui.theming.icons import icon
from annotator.ui.theming.palette import Palette
from annotator.ui.widgets.line_breaking import cut_lines, draw_line

_BAR, _ABOVE, _SIGN, _WORDS, _GAP, _ICON = 3, 6, 14, 34, 6, 12
_LINES, _QUOTE = 2, 13.5  # the quote's lines, and its type where the article's has 16 pixels
_SHARE = 0.5  # of a line for what is missing; of a publisher's name, the least that is shown
_LEAST = 5  # the part of a line that the name of a source has at least: a fifth
_BESIDE = 0.8  # of a line that facts and what is missing may take together
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CUT = Qt.TextElideMode.ElideRight


class Measured(Struct, frozen=True):
    """The lines of a row and their positions in its rectangle."""

    quote: tuple[str, ...]
    details: str
    details_box: QRect
    address_box: QRect  # where a click opens the address; empty without one
    missing_box: QRect
    height: int

    def mirrored(self, rect: QRect, direction: Qt.LayoutDirection) -> "Measured":
        """Return the row mirrored within its rectangle if the interface is right-to-left."""
        names = ("details_box", "address_box", "missing_box")
        boxes = {name: QStyle.visualRect(direction, rect, getattr(self, name)) for name in names}
        return replace(self, **boxes) if direction is Qt.LayoutDirection.RightToLeft else self


def measured(row: EvidenceRow, rect: QRect, font: QFont) -> Measured:
    """Return the layout of a row that begins at the top of a rectangle."""
    small = fonts.small(font)
    line = QFontMetrics(small).lineSpacing()
    quote = cut_lines(row.quote, _quote_font(), rect.width() - _WORDS, _LINES)
    top = rect.top() + _ABOVE + len(quote) * _line_height()
    left, room = rect.left() + _WORDS, rect.width() - _WORDS
    missing = QFontMetrics(fonts.strong(small)).horizontalAdvance(row.missing)
    has_address = bool(row.source and row.source.url)
    taken = _ICON + _GAP if has_address else 0
    facts = QFontMetrics(small).horizontalAdvance(row.facts)
    has_room = facts + missing + _GAP + taken <= room * _BESIDE
    is_beside = bool(row.missing) and missing <= room * _SHARE and has_room
    taken += missing + _GAP if is_beside else 0
    details = _shortened(row, QFontMetrics(small), room - taken)
    width = min(QFontMetrics(small).horizontalAdvance(details) + 1, room - taken)
    details_box = QRect(left, top, width, line)
    end = left + width + (_GAP if details else 0)
    address_box = QRect(end, top, _ICON, line) if has_address else QRect()
    end += _ICON + _GAP if has_address else 0
    is_below = bool(row.missing) and not is_beside
    missing_box = QRect(end, top, missing + 1, line)
    if is_below:
        missing_box = QRect(left, top + line, room, line)
    height = top + line * (1 + is_below) - rect.top() + _ABOVE
    return Measured(quote, details, details_box, address_box, missing_box, height)


def paint(painter: QPainter, rect: QRect, row: EvidenceRow, palette: Palette, font: QFont) -> None:
    """Paint a row into its rectangle."""
    ink, line, direction = palette.tone(row.tone).ink, _line_height(), painter.layoutDirection()
    shown = measured(row, rect, font).mirrored(rect, direction)
    top = rect.top() + _ABOVE
    bar = QRect(rect.left(), top, _BAR, rect.height() - 2 * _ABOVE)
    painter.fillRect(QStyle.visualRect(direction, rect, bar), ink)
    painter.setPen(ink)
    painter.setFont(fonts.strong(font))
    sign = QRect(rect.left() + _SIGN, top, _WORDS - _SIGN, line)
    painter.drawText(QStyle.visualRect(direction, rect, sign), int(_LEFT), row.sign)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(_quote_font())
    painter.setPen(palette.ink)
    for words in shown.quote:
        box = QRect(rect.left() + _WORDS, top, rect.width() - _WORDS, line)
        place = QStyle.visualRect(direction, rect, box)
        draw_line(painter, place, words, Qt.AlignmentFlag.AlignLeading, row.quote)
        top += line
    _paint_source(painter, row, shown, palette, fonts.small(font))


def _paint_source(
    painter: QPainter, row: EvidenceRow, shown: Measured, palette: Palette, font: QFont
) -> None:
    painter.setFont(font)
    painter.setPen(palette.second)
    painter.drawText(shown.details_box, int(_LEFT), shown.details)
    if not shown.address_box.isNull():
        picture = icon("external", palette.second).pixmap(_ICON)
        top = shown.address_box.center().y() - _ICON // 2
        painter.drawPixmap(shown.address_box.left(), top, picture)
    if row.missing:
        painter.setFont(fonts.strong(font))
        painter.setPen(palette.tone("warning").ink)
        box = shown.missing_box
        cut = painter.fontMetrics().elidedText(row.missing, _CUT, box.width())
        painter.drawText(box, int(_LEFT), cut)


def _shortened(row: EvidenceRow, metrics: QFontMetrics, room: int) -> str:
    """Return the source and its facts on one line; the facts are cut last.

    A publisher whose name would be cut to less than half is omitted.
    """
    facts = f" · {row.facts}" if row.details and row.facts else row.facts
    width = metrics.horizontalAdvance
    left = max(room - width(facts), room // _LEAST)
    if width(row.details) <= left:
        return metrics.elidedText(row.details + facts, _CUT, room)
    whole = row.title + row.place
    beside = left - width(f"{whole} · ")
    if beside >= width(row.publisher) * _SHARE:
        publisher = whole_isolates(metrics.elidedText(row.publisher, _CUT, beside))
        return f"{whole} · {publisher}{facts}"
    cut = metrics.elidedText(row.title, _CUT, max(left - width(row.place), left // 2))
    title = whole_isolates(cut)
    named = metrics.elidedText(title + row.place, _CUT, left)
    return metrics.elidedText(named + facts, _CUT, room)


def _quote_font() -> QFont:
    font = fonts.reading(_QUOTE)
    font.setItalic(True)
    return font


def _line_height() -> int:
    return QFontMetrics(_quote_font()).lineSpacing()
