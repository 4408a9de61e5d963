"""Painting of an offered claim: its full text, its verdict, and its articles."""

from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.direction import without_bidi_controls
from annotator.ui.models.claim_offers import ClaimOffer
from annotator.ui.models.spoken_items import ITEM
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import shown_in
from annotator.ui.widgets.chip import CHIP_HEIGHT, chip_width, paint_chip
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.line_breaking import laid_out

_MARGIN, _GAP = 8, 8
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute


class ClaimOfferRow(QStyledItemDelegate):
    """Paints a claim in full height, without cutting its text."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        offer: ClaimOffer = index.data(ITEM)
        width = self._view.viewport().width()
        rows = _Places(offer, QRect(0, 0, width, 0), self._view.font())
        return QSize(width, rows.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer: ClaimOffer = index.data(ITEM)
        palette, places = shown_in(self._view), _Places(offer, option.rect, option.font)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if is_current:
            painter.fillRect(option.rect, palette.selected)

        is_left = option.direction is Qt.LayoutDirection.LeftToRight
        side = Qt.AlignmentFlag.AlignLeft if is_left else Qt.AlignmentFlag.AlignRight

        def write(place: QRect, font: QFont, text: str) -> None:
            painter.setFont(font)
            shown = QStyle.visualRect(option.direction, option.rect, place)
            painter.drawText(shown, int(_WRAPPED | side), without_bidi_controls(text))

        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setPen(palette.second)
        write(places.code, places.code_font, offer.claim.code)
        write(places.details, places.small, offer.details)
        painter.setPen(palette.second if offer.is_here else palette.ink)
        words = QStyle.visualRect(option.direction, option.rect, places.words)
        _layout(offer, option.font, words.width(), side).draw(painter, words.topLeft().toPointF())
        painter.setFont(option.font)
        chip = QStyle.visualRect(option.direction, option.rect, places.chip)
        paint_chip(painter, chip, offer.chip, offer.tone, palette)
        painter.restore()


def _layout(
    offer: ClaimOffer, font: QFont, width: int, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> QTextLayout:
    """Return the words of a claim in lines, of which a very long word takes several."""
    text = without_bidi_controls(offer.claim.text).replace("\n", "\u2028")
    return laid_out(text, font, width, side=side | Qt.AlignmentFlag.AlignAbsolute)


class _Places:
    """The rectangles of a row's parts, by the top and the width of a rectangle."""

    def __init__(self, offer: ClaimOffer, rect: QRect, font: QFont) -> None:
        self.code_font = fonts.strong(fonts.chip(font))
        self.small = fonts.small(font)
        inside = rect.adjusted(_MARGIN, _MARGIN // 2, -_MARGIN, 0)
        code = QFontMetrics(self.code_font).horizontalAdvance(offer.claim.code) + _GAP
        chip = chip_width(offer.chip, offer.tone, font)
        x, top = inside.left() + max(code, fonts.pixels(34)), inside.top()
        room = inside.right() - x - chip - _GAP
        metrics, small = QFontMetrics(font), QFontMetrics(self.small)
        box = QRect(0, 0, room, 10_000)
        height = ceil(_layout(offer, font, room + 1).boundingRect().height())
        self.code = QRect(inside.left(), top + 1, x - inside.left(), metrics.height())
        self.words = QRect(x, top, room + 1, height)
        self.chip = QRect(inside.right() - chip, top, chip, fonts.pixels(CHIP_HEIGHT))
        beside = small.boundingRect(box, int(_WRAPPED), offer.details).height()
        self.details = QRect(x, top + height, room + 1, beside if offer.details else 0)
        self.height = max(height + self.details.height(), self.chip.height()) + _MARGIN
