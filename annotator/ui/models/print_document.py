"""The printed article, for paper of any size, in the colours of the light scheme."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from annotator.domain.direction import isolated
from annotator.domain.errors import AnnotatorError
from annotator.i18n import N_, format_number, is_right_to_left, tr
from annotator.operations.marked_text import Run
from annotator.operations.printing import Paragraph, Role
from annotator.ui.models.page_breaks import APART, Together
from annotator.ui.models.print_pictures import Bars, insert_picture
from annotator.ui.theming.palette import LIGHT, load

_HEADLINE, _HEADING, _TEXT, _SMALL, _TINY = 18.0, 13.0, 11.0, 9.5, 8.0  # points
_SIGN = 11.0  # points, of which a raised sign has two thirds
_BEFORE_TEXT = 14.0  # points, between the details and the text
_SIZES: Final = {
    Role.HEADLINE: _HEADLINE,
    Role.HEADING: _HEADING,
    Role.TEXT: _TEXT,
    Role.PASSAGE: _TEXT,
}
_ABOVE: Final = {  # points
    Role.HEADING: 20.0,
    Role.CLAIM: 14.0,
    Role.SUBHEADING: 9.0,
    Role.PASSAGE: 5.0,
    Role.EVIDENCE: 6.0,
}
_BELOW: Final = {Role.TEXT: 7.0, Role.EXCLUDED: 7.0, Role.HEADLINE: 4.0, Role.NOTES: 4.0}  # points
_REFUSED: Final = N_("The printer did not accept the article. Check it, then print again.")
_INDENTED: Final = {Role.FIELD, Role.EVIDENCE, Role.PASSAGE, Role.WHERE}
_INDENT, _LINE_HEIGHT = 18.0, 130.0  # points, per cent
_EDGE = 3.0  # points
_BARS = 165.0  # points, after which the bars of a chart begin
_HIGHEST = 2**21  # dots of one document: Qt lays out none beyond 2**23, and high ones slowly
_MANY = 500  # paragraphs after which is looked whether a document is as high
_STRIP = 26.0  # points, of the line above the text of a page and of the one below it
_LRI, _PDI, _THIN = "\u2066", "\u2069", "\u2009"  # from left to right, and a thin space
_BODY: Final = {Role.TEXT, Role.EXCLUDED}
_READING: Final = {Role.HEADLINE, Role.TEXT, Role.EXCLUDED, Role.PASSAGE}
_QUIET: Final = {Role.DETAILS, Role.EXCLUDED, Role.SUBHEADING, Role.WHERE}
_BOLD: Final = {Role.HEADLINE, Role.HEADING, Role.SUBHEADING}
_OURS: Final = {Role.FIELD, Role.EVIDENCE, Role.WHERE, Role.ROW, Role.BAR, Role.SUBHEADING}
"""Lines that begin with words of the program, and run as its language does."""
_LOGO = 36.0  # points high at most
_LOGO_WIDE = 144.0
_UNDERLINES: Final = {
    "refuted": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "conflicting": QTextCharFormat.UnderlineStyle.DashUnderline,
    "supported": QTextCharFormat.UnderlineStyle.DotLine,
}
_SAME_AS: Final = {"negative": "refuted", "positive": "supported"}


class PageLines(Struct, frozen=True):
    """The header of every page: the project at one end, code and date at the other."""

    project: str
    article: str


class Typefaces(Struct, frozen=True):
    """The typefaces of the text, and of everything else."""

    reading: QFont
    interface: QFont


def paint_pages(
    device: QPagedPaintDevice, paragraphs: Iterable[Paragraph], types: Typefaces, lines: PageLines
) -> Iterator[tuple[int, int]]:
    """Paint paragraphs on the pages of a device; yield after each page its number and how many.

    While they are set in type, the number is 0. Raises AnnotatorError when the device refuses one.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise AnnotatorError(tr(_REFUSED))
    try:
        pages = _Pages(painter, device, types, lines)
        for count in pages.fill(paragraphs):
            yield 0, count
        for number in range(1, pages.count + 1):
            if number > 1 and not device.newPage():
                raise AnnotatorError(tr(_REFUSED))
            pages.paint(number)
            yield number, pages.count
    finally:
        painter.end()


class _Pages:
    """The pages of one article while they are painted; lengths are in dots of the device."""

    def __init__(
        self, painter: QPainter, device: QPagedPaintDevice, types: Typefaces, lines: PageLines
    ) -> None:
        self._painter, self._types, self._lines = painter, types, lines
        self._dots = device.logicalDpiY() / 72
        strip = _STRIP * self._dots
        self._page = QRectF(0, 0, device.width(), device.height())
        self._body = self._page.adjusted(0, strip, 0, -strip)
        self._palette = load(LIGHT)
        self._device = device
        self._parts: list[QTextDocument] = []
        self._last_role: Role | None = None
        self._bars: Bars

    @property
    def count(self) -> int:
        """Return the number of pages."""
        return sum(part.pageCount() for part in self._parts)

    def _begin(self) -> tuple[QTextCursor, Together]:
        """Begin a part with a document of its own, at the top of a page."""
        part = QTextDocument()
        part.documentLayout().setPaintDevice(self._device)
        part.setDocumentMargin(0)
        part.setPageSize(QSizeF(self._body.size()))
        self._parts.append(part)
        self._bars = Bars(part, self._dots)
        self._last_role = None
        return QTextCursor(part), Together(part, self._body.height())

    @property
    def _is_high(self) -> bool:
        """Return whether the last part is as high as a document may be."""
        return self._parts[-1].pageCount() * self._body.height() >= _HIGHEST

    def fill(self, paragraphs: Iterable[Paragraph]) -> Iterator[int]:
        """Set the paragraphs in type; yield after each part how many pages there are."""
        cursor, together = self._begin()
        cursor.beginEditBlock()
        for number, paragraph in enumerate(paragraphs, 1):
            if self._last_role and (paragraph.role in APART or number % _MANY == 0):
                cursor.endEditBlock()  # the layout follows, which says where pages end
                together.keep()
                yield self.count
                if self._is_high and together.is_done:
                    cursor, together = self._begin()
                cursor.beginEditBlock()
            if self._last_role:
                cursor.insertBlock()
            together.add(paragraph.role)
            cursor.setBlockFormat(self._block_format(paragraph.role))
            self._fill(cursor, paragraph)
            self._last_role = paragraph.role
        cursor.endEditBlock()
        together.keep()

    def _fill(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        if paragraph.picture:
            insert_picture(cursor, paragraph.picture, QSizeF(_LOGO_WIDE, _LOGO) * (96 / 72))
        for number, run in enumerate(paragraph.runs):
            style = self._style(paragraph.role)
            if paragraph.role is Role.BAR and number == 1:
                cursor.insertText("\t", style)
            if run.share is None:
                is_after = number and paragraph.role is Role.BAR
                cursor.insertText(_THIN * 2 if is_after else "", style)
                self._insert(cursor, run, paragraph.role)
            else:
                self._bars.insert(cursor, run.share, self._palette.tone(run.tone).ink)

    def paint(self, number: int) -> None:
        """Paint one page, counted from 1."""
        part, place = self._found(number)
        top = (place - 1) * self._body.height()
        view = QRectF(QPointF(0, top), self._body.size())
        self._painter.save()
        self._painter.translate(self._body.topLeft() - view.topLeft())
        self._painter.setClipRect(view)
        context = QAbstractTextDocumentLayout.PaintContext()
        edge = _EDGE * self._dots  # a line that only touches the page belongs to the other one
        context.clip = view.adjusted(0, edge, 0, -edge)
        context.palette.setColor(QPalette.ColorRole.Text, self._palette.ink)
        part.documentLayout().draw(self._painter, context)
        self._painter.restore()
        self._paint_lines(number)

    def _found(self, number: int) -> tuple[QTextDocument, int]:
        """Return the part that a page is in, and the number of the page in it."""
        for part in self._parts[:-1]:
            if number <= part.pageCount():
                return part, number
            number -= part.pageCount()
        return self._parts[-1], number

    def _paint_lines(self, number: int) -> None:
        self._painter.setFont(_sized(self._types.interface, _TINY))
        self._painter.setPen(self._palette.second)
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        top = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine
        self._painter.drawText(self._page, start | top, isolated(self._lines.project))
        self._painter.drawText(self._page, end | top, self._lines.article)
        shown = {"number": format_number(number), "count": format_number(self.count)}
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        self._painter.drawText(self._page, flags, tr("Page {number} of {count}", **shown))

    def _insert(self, cursor: QTextCursor, run: Run, role: Role) -> None:
        style = self._style(role)
        for sign in run.signs:
            cursor.insertText(f"{_LRI}{sign}{_PDI}{_THIN}", self._sign_style(style, run.tone))
        if run.is_strong:
            style.setFontWeight(QFont.Weight.DemiBold)
        if run.tone:
            tone = self._palette.tone(run.tone)
            style.setBackground(tone.ground)
            style.setUnderlineStyle(_underline(run.tone))
            style.setUnderlineColor(tone.ink)
        cursor.insertText(run.text, style)

    def _block_format(self, role: Role) -> QTextBlockFormat:
        above = _ABOVE.get(role, 0.0)
        if role in _BODY and self._last_role not in _BODY:
            above = _BEFORE_TEXT
        block = QTextBlockFormat()
        block.setTopMargin(_in_screen_dots(above))
        block.setBottomMargin(_in_screen_dots(_BELOW.get(role, 1.5)))
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block.setLineHeight(_LINE_HEIGHT, kind)
        if role in _INDENTED:
            is_ours = role in _OURS and is_right_to_left()
            (block.setRightMargin if is_ours else block.setLeftMargin)(_INDENT * self._dots)
        if role in _OURS:
            block.setLayoutDirection(_direction())
        if role is Role.BAR:
            self._begin_at_bars(block)
        return block

    def _begin_at_bars(self, block: QTextBlockFormat) -> None:
        """Let the name alone stand before the bars; what follows in other lines does not."""
        place = _BARS * self._dots
        block.setTextIndent(-place)
        side = QTextOption.TabType.LeftTab
        if is_right_to_left():
            block.setRightMargin(place)
            side = QTextOption.TabType.RightTab  # Qt turns the sides of tabs round
        else:
            block.setLeftMargin(place)
        block.setTabPositions([QTextOption.Tab(_in_screen_dots(_BARS), side)])

    def _style(self, role: Role) -> QTextCharFormat:
        style = QTextCharFormat()
        font = self._types.reading if role in _READING else self._types.interface
        style.setFont(_sized(font, _SIZES.get(role, _SMALL)))
        style.setForeground(self._palette.second if role in _QUIET else self._palette.ink)
        if role in _BOLD:
            style.setFontWeight(QFont.Weight.Bold)
        return style

    def _sign_style(self, around: QTextCharFormat, tone: str) -> QTextCharFormat:
        style = QTextCharFormat(around)
        style.setFont(_sized(self._types.interface, _SIGN))
        style.setFontWeight(QFont.Weight.Bold)
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        style.setForeground(self._palette.tone(tone).ink)
        return style


def _in_screen_dots(points: float) -> float:
    """Return a length above or below a block, which Qt takes to be in dots of 96 per inch."""
    return points * 96 / 72


def _direction() -> Qt.LayoutDirection:
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    return right if is_right_to_left() else left


def _underline(tone: str) -> QTextCharFormat.UnderlineStyle:
    dashed = QTextCharFormat.UnderlineStyle.DashDotLine
    return _UNDERLINES.get(_SAME_AS.get(tone, tone), dashed)


def _sized(font: QFont, points: float) -> QFont:
    sized = QFont(font)
    sized.setPointSizeF(points)
    return sized
