"""The heading and the column as one long sheet, of which the view shows a part."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont

from annotator.domain.span import Span
from annotator.ui.reading.face import Face
from annotator.ui.reading.flow import Flow
from annotator.ui.reading.mark import Heading
from annotator.ui.reading.masthead import Masthead
from annotator.ui.reading.signs import Signwriter

MARGIN = 72  # at the beginnings of lines, for the signs, for type of 16 pixels

_SIGNS = 56  # of which they take
_BESIDE = 10  # beside their ends
_NARROWEST = 120
_SMALLER = 0.8  # type of what is not part of the article
_LINES_BELOW = 4


class Landmark(Struct, frozen=True):
    """A position of the text, and its height in the view."""

    position: int
    y: float


class Sheet:
    """The layout of the sheet while `scroll` pixels of it are above the view."""

    def __init__(self, interface: QFont) -> None:
        self.scroll = 0
        self.width, self.height = 1, 1  # of the window
        self.face = Face.of(None, 16, 1.75)
        self.flow = Flow(self.face, self.face)
        self.heading = Heading()
        self.forms = ""  # of letters, a tag
        self._interface = interface
        self._masthead: Masthead | None = None
        self._writer: Signwriter | None = None

    @property
    def masthead(self) -> Masthead:
        """Return the heading laid out above the column."""
        if self._masthead is None:
            width, leftwards = self.flow.width, self.flow.leftwards
            self._masthead = Masthead(
                self.heading, self.flow.face, self._interface, width, among_leftwards=leftwards
            )
        return self._masthead

    @property
    def writer(self) -> Signwriter:
        """Return what writes the signs into the margin and over the lines."""
        if self._writer is None:
            self._writer = Signwriter(self._interface, self.face.size, self.margin - 4)
        return self._writer

    @property
    def margin(self) -> int:
        """Return the width of the margin before lines; the column is centred if possible."""
        return max(self._scaled(MARGIN), (self.width - self.face.column) // 2)

    @property
    def left(self) -> int:
        """Return the left edge of the column; the margin of right-to-left text is on the right."""
        if self.flow.leftwards:
            return self.width - self.margin - round(self.flow.width)
        return self.margin

    def column(self) -> QRect:
        """Return the left and right edges of the lines with the signs before them."""
        signs = self._scaled(_SIGNS)
        before = 0 if self.flow.leftwards else signs
        return QRect(self.left - before, 0, signs + round(self.flow.width), 1)

    def _scaled(self, length: int) -> int:
        return round(length * self.face.size / 16)

    @property
    def beginning(self) -> float:
        """Return where lines begin: the left edge of the column, or the right one."""
        return self.left + (self.flow.width if self.flow.leftwards else 0)

    @property
    def length(self) -> int:
        """Return the height of the whole sheet."""
        return self.masthead.height + self.flow.height + _LINES_BELOW * self.face.line

    @property
    def limit(self) -> int:
        """Return the maximum of `scroll`."""
        return max(0, self.length - self.height)

    def set_words(self, heading: Heading, text: str, forms: str = "") -> None:
        """Show another heading and text, its letters in the forms of a tag."""
        self.heading, self.forms = heading, forms
        self.flow.set_text(text)
        self.scroll = 0
        self.arrange()

    def set_forms(self, forms: str) -> None:
        """Show the letters of the same text in the forms of another tag."""
        self.forms = forms
        self.arrange()

    def arrange(self) -> None:
        """Lay everything out again after the type or the size of the view has changed."""
        room = self.width - self.margin - _BESIDE
        width = float(max(_NARROWEST, min(self.face.column, room)))
        small = Face.around(self._interface, self.face.size * _SMALLER, 1.6)
        face, small = replace(self.face, forms=self.forms), replace(small, forms=self.forms)
        self.flow.set_measure(face, small, width)
        self._masthead = self._writer = None

    def set_scroll(self, scroll: int) -> None:
        """Scroll, and lay out the visible part and the height of the view above and below it.

        Corrections of estimated heights do not move the visible text.
        """
        if scroll >= self.limit:
            self._lay_out_end()
            scroll = self.limit
        top = scroll - self.masthead.height
        anchor = self._anchor(top)
        offset = top - self.flow.top(anchor)
        while self.flow.lay_out(top - self.height, top + 2 * self.height):
            top = self.flow.top(anchor) + offset
        self.scroll = min(max(0, top + self.masthead.height), self.limit)

    def landmark(self, sentence: Span | None) -> Landmark | None:
        """Return what must stay in place: the sentence if it is visible, otherwise the first line.

        None while the sheet is not scrolled.
        """
        if not len(self.flow.blocks) or not self.scroll:
            return None
        if sentence and sentence.overlaps(self.seen()):
            y = self.on_screen(self.flow.caret(sentence.start).top())
            if 0 <= y < self.height:
                return Landmark(sentence.start, y)
        first = self.flow.position_at(self.in_flow(QPointF(self.beginning, 0)))
        return Landmark(first, self.on_screen(self.flow.caret(first).top()))

    def scroll_for_landmark(self, mark: Landmark | None) -> int:
        """Return the scroll position at which a landmark keeps its height."""
        if mark is None:
            return self.scroll
        return round(self._top_of(mark.position) + self.masthead.height - mark.y)

    def scroll_for(self, span: Span) -> int:
        """Return the nearest scroll position at which a passage is comfortably visible."""
        top = round(self._top_of(span.start)) + self.masthead.height
        bottom = round(self.flow.caret(span.end).bottom()) + self.masthead.height
        margin = min(3 * self.face.line, self.height // 4)
        if bottom < self.scroll - self.height // 2 or top > self.scroll + 1.5 * self.height:
            return max(0, top - self.height // 3)
        if top - margin < self.scroll:
            return 0 if bottom + margin <= self.height else top - margin
        return max(self.scroll, min(bottom + margin - self.height, top - margin))

    def in_flow(self, point: QPointF) -> QPointF:
        """Return a point of the view in the coordinates of the flow."""
        return point + QPointF(-self.left, self.scroll - self.masthead.height)

    def is_link(self, point: QPointF) -> bool:
        """Return whether a point of the view is on the link in the heading."""
        return self.masthead.is_link(point + QPointF(-self.left, self.scroll))

    def on_screen(self, y: float) -> float:
        """Return a height of the flow in the coordinates of the view."""
        return y + self.masthead.height - self.scroll

    def seen(self) -> Span:
        """Return the span of the text whose blocks are visible, at least in part."""
        top = self.scroll - self.masthead.height
        shown = self.flow.visible_blocks(top, top + self.height)
        if not shown:
            return Span(0, 1)
        return Span(self.flow.blocks.starts[shown[0]], self.flow.blocks.ends[shown[-1]])

    def places(self) -> tuple[int, int, list[int]]:
        """Return where the heading and the visible blocks are, to compare with another time."""
        top = self.scroll - self.masthead.height
        shown = self.flow.visible_blocks(top, top + self.height)
        return self.scroll, self.masthead.height, [self.flow.top(index) for index in shown]

    def rows(self, span: Span) -> QRect:
        """Return the part of the view in which the lines of a passage are visible.

        One that begins where the text ends, as a caret does, is in its last line.
        """
        seen = self.seen()
        if span.end <= seen.start or span.start > seen.end or not len(self.flow.blocks):
            return QRect()
        first = self.flow.caret(max(span.start, seen.start))
        last = self.flow.caret(min(span.end, seen.end))
        top, bottom = self.on_screen(first.top()), self.on_screen(last.bottom())
        return QRect(0, round(top), self.width, round(bottom - top))

    def positions_of(self, shares: Sequence[float]) -> list[int]:
        """Return the approximate positions at ascending shares of the sheet, from 0 to 1."""
        if not len(self.flow.blocks):
            return [0] * len(shares)
        length, above = self.length, self.masthead.height
        return self.flow.guesses(share * length - above for share in shares)

    def _anchor(self, top: float) -> int:
        """Return the first visible block whose height is certain, otherwise the first."""
        shown = self.flow.visible_blocks(top, top + self.height)
        return next((index for index in shown if self.flow.is_laid(index)), self.flow.index_at(top))

    def _lay_out_end(self) -> None:
        while self.flow.lay_out(self.flow.height - self.height, self.flow.height):
            pass

    def _top_of(self, position: int) -> float:
        index = self.flow.blocks.at(position)
        while self.flow.lay_out(
            self.flow.top(index) - self.height, self.flow.top(index) + self.height
        ):
            pass
        return self.flow.caret(position).top()
