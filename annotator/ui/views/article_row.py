"""Painting of an article in the list."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from annotator.domain.article import ArticleStatus
from annotator.domain.direction import isolated, without_bidi_controls
from annotator.domain.reading import ArticleSummary
from annotator.i18n import format_number, ngettext
from annotator.ui.models.article_items import ArticleRole, LabelCounts
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.focus_ring import paint_focus_ring
from annotator.ui.widgets.index import Index
from annotator.ui.widgets.line_breaking import cut_lines, draw_line

_MARGIN, _TEXT_LEFT, _GAP = 12, 32, 4
_DETAILS_RIGHT = 8
_SIGN = 11
_NOTES_SIGN = "✎"
_RAIL_HEIGHT = 48
LEAST_WIDTH = 120
"""In fewer pixels only the state and the code of an article are shown, for type of 13 pixels."""
# other scripts may need more height: they are centred, not cut
_AS_ONE_LINE = (
    Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
)


class ArticleRow(QStyledItemDelegate):
    """Paints the status sign, the headline on two lines at most, and a line of details."""

    def __init__(self, rows: QAbstractItemView) -> None:
        super().__init__(rows)
        self._rows = rows

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if option.rect.width() < fonts.pixels(LEAST_WIDTH):
            return QSize(fonts.pixels(40), fonts.pixels(_RAIL_HEIGHT))
        headline = QFontMetrics(fonts.strong(option.font)).lineSpacing()
        details = QFontMetrics(fonts.chip(option.font)).lineSpacing()
        return QSize(160, 2 * headline + details + _GAP + 2 * 8)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        listed: ArticleSummary = index.data(ArticleRole.LISTED)
        is_current = index == self._rows.currentIndex()
        row = _Row(painter, option, shown_in(option.widget), is_current=is_current)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row.ground()
        if option.rect.width() < fonts.pixels(LEAST_WIDTH):
            row.code(listed)
            painter.restore()
            return
        row.sign(listed.status)
        row.paint_text(listed, index.data(ArticleRole.COUNTS))
        painter.restore()


class _Row:
    """The painting of one row."""

    def __init__(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        palette: Palette,
        *,
        is_current: bool,
    ) -> None:
        self._painter = painter
        self._palette = palette
        self._font = option.font
        self._rect: QRect = option.rect
        self._direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        self._is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        self._is_current = is_current
        self._is_pointed = bool(state & QStyle.StateFlag.State_MouseOver)
        self._has_keys = self._is_current and option.widget.hasFocus()

    def ground(self) -> None:
        """Paint the background."""
        if self._is_chosen:
            self._painter.fillRect(self._rect, self._palette.selected)
        elif self._is_pointed:
            self._painter.fillRect(self._rect, self._palette.window)
        if self._is_current:
            bar = QRect(self._rect.left(), self._rect.top(), 3, self._rect.height())
            self._painter.fillRect(self._mirrored(bar), self._palette.accent)
        if self._has_keys:
            paint_focus_ring(self._painter, self._rect, self._palette)

    def code(self, listed: ArticleSummary) -> None:
        """Paint the status of the article, and its code below, for the rail."""
        font = fonts.chip(self._font)
        metrics = QFontMetrics(font)
        lines = _code_lines(listed.code, metrics, self._rect.width())
        height, size = len(lines) * metrics.lineSpacing(), fonts.pixels(_SIGN)
        top = self._rect.center().y() - size - (height - metrics.lineSpacing()) // 2
        self._sign_in(QRect(self._rect.center().x() - size // 2, top, size, size), listed.status)
        self._painter.setFont(font)
        self._painter.setPen(self._palette.ink if self._is_chosen else self._palette.second)
        below = QRect(self._rect.left(), top + size + 2, self._rect.width(), height)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextDontClip
        self._painter.drawText(below, flags, "\n".join(lines))

    def sign(self, status: str) -> None:
        """Paint the status of the article: empty, half, full, or crossed out."""
        left, top = self._rect.left() + fonts.pixels(_MARGIN), self._rect.top() + fonts.pixels(11)
        size = fonts.pixels(_SIGN)
        self._sign_in(self._mirrored(QRect(left, top, size, size)), status)

    def _sign_in(self, place: QRect, status: str) -> None:
        box = QRectF(place)
        colour = {
            "done": self._palette.tone("supported").ink,
            "in_progress": self._palette.accent,
        }.get(status, self._palette.third)
        self._painter.setPen(QPen(colour, 1.3))
        self._painter.setBrush(colour if status == ArticleStatus.DONE else Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(box)
        if status == ArticleStatus.IN_PROGRESS:
            half = QPainterPath(box.center())
            half.arcTo(box, 90, 180)
            self._painter.fillPath(half, colour)
        elif status == ArticleStatus.EXCLUDED:
            self._painter.drawLine(box.topLeft() + QPointF(2, 2), box.bottomRight() - QPointF(2, 2))

    def paint_text(self, listed: ArticleSummary, counts: LabelCounts) -> None:
        """Paint the headline and the details."""
        left = self._rect.left() + fonts.pixels(_TEXT_LEFT)
        width = self._rect.right() - left - fonts.pixels(_MARGIN)
        top = self._rect.top() + 8
        self._painter.setPen(self._palette.ink)
        top += (
            self._headline(without_bidi_controls(listed.headline), QRect(left, top, width, 0))
            + _GAP
        )
        font = fonts.chip(self._font)
        metrics = QFontMetrics(font)
        notes = f" {_NOTES_SIGN}" if listed.has_notes else ""
        open_ = f" · {format_number(counts.suggestions)} ?" if counts.suggestions else ""
        count = " · " + ngettext("{count} claim", "{count} claims", counts.claims) + open_ + notes
        self._painter.setFont(font)
        self._painter.setPen(self._palette.second)
        warning = f" ▲ {format_number(counts.waiting)}" if counts.waiting else ""
        width = self._rect.right() - left - fonts.pixels(_DETAILS_RIGHT)
        room = width - metrics.horizontalAdvance(count + warning)
        elided = _names(listed, metrics, room) + count
        box = QRect(left, top, width, metrics.lineSpacing())
        self._painter.drawText(self._mirrored(box), _AS_ONE_LINE, elided)
        if warning:
            self._painter.setPen(self._palette.tone("warning").ink)
            box.setLeft(left + metrics.horizontalAdvance(elided))
            self._painter.drawText(self._mirrored(box), _AS_ONE_LINE, warning)

    def _mirrored(self, box: QRect) -> QRect:
        """Return a rectangle, mirrored in a right-to-left interface."""
        return QStyle.visualRect(self._direction, self._rect, box)

    def _headline(self, headline: str, box: QRect) -> int:
        font = fonts.strong(self._font)
        height = QFontMetrics(font).lineSpacing()
        shown = cut_lines(headline, font, box.width(), 2)
        self._painter.save()
        self._painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # its own
        side = QStyle.visualAlignment(self._direction, Qt.AlignmentFlag.AlignLeft)
        self._painter.setFont(font)
        for number, part in enumerate(shown):
            place = QRect(box.left(), box.top() + number * height, box.width(), height)
            sides = side | Qt.AlignmentFlag.AlignAbsolute
            draw_line(self._painter, self._mirrored(place), part, sides, headline)
        self._painter.restore()
        return height * max(len(shown), 1)


def _names(listed: ArticleSummary, metrics: QFontMetrics, room: int) -> str:
    """Return the code and the publisher, which is cut to fit; each reads in its own direction."""
    code = isolated(listed.code)
    if not listed.publisher:
        return code
    before = f"{code} · "
    room -= metrics.horizontalAdvance(before)
    publisher = without_bidi_controls(listed.publisher)
    return before + isolated(metrics.elidedText(publisher, Qt.TextElideMode.ElideRight, room))


def _code_lines(code: str, metrics: QFontMetrics, room: int) -> tuple[str, ...]:
    """Return a code in one line, or in two where it is too wide, as from ten thousand articles."""
    is_wide = metrics.horizontalAdvance(code) > room
    return (code[:-3], code[-3:]) if is_wide else (code,)
