"""Painting of a known source in the list of offers."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.ui.models.source_offers import SourceOffer
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.line_breaking import Part, laid_out

_SIDE, _GAP, _ABOVE = 8, 12, 4
_CUT = Qt.TextElideMode.ElideRight


def paint_offer(
    painter: QPainter, option: QStyleOptionViewItem, offer: SourceOffer, *, is_current: bool
) -> None:
    """Paint a source into its row, with the search words in the accent colour."""
    palette, font, row = shown_in(option.widget), option.font, option.rect
    if is_current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.selected)
        painter.drawRoundedRect(row, 4, 4)
    small = fonts.small(font)
    lines = row.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
    upper = QRect(lines.left(), lines.top(), lines.width(), lines.height() // 2)
    lower = upper.translated(0, upper.height())
    painter.setFont(small)
    painter.setPen(palette.ink if is_current else palette.second)
    used = QFontMetrics(small).horizontalAdvance(offer.used)
    painter.drawText(upper, int(_flags(Qt.AlignmentFlag.AlignRight)), offer.used)
    cut = QFontMetrics(small).elidedText(offer.details, _CUT, lower.width())
    painter.drawText(lower, int(_flags(Qt.AlignmentFlag.AlignLeft)), cut)
    room = QStyle.visualRect(option.direction, upper, upper.adjusted(0, 0, -used - _GAP, 0))
    _paint_title(painter, room, offer, palette, font)


def _paint_title(
    painter: QPainter, room: QRect, offer: SourceOffer, palette: Palette, font: QFont
) -> None:
    shown = QFontMetrics(fonts.strong(font)).elidedText(offer.title, _CUT, room.width())
    parts, place = list[Part](), 0
    for span in offer.marked:
        parts.append((shown[place : span.start], palette.ink, font))
        parts.append((shown[span.start : span.end], palette.accent, fonts.strong(font)))
        place = span.end
    parts.append((shown[place:], palette.ink, font))
    is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
    found = [part for part in parts if part[0]]
    title = laid_out(shown, font, room.width(), found, side | Qt.AlignmentFlag.AlignAbsolute)
    height = QFontMetrics(font).height()
    title.draw(painter, QPointF(room.left(), room.top() + (room.height() - height) / 2))


def _flags(side: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignVCenter | side
