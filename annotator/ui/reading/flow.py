"""The column of text: the positions of its blocks, laid out only where they are needed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from annotator.domain.span import Span
from annotator.ui.reading.asides import Aside, AsideBlocks
from annotator.ui.reading.blocks import Blocks
from annotator.ui.reading.face import Face
from annotator.ui.reading.paragraph import Paragraph, reads_leftwards

_KEPT = 400  # laid-out blocks in memory
_SAMPLE = 400  # code points measured to guess how many fit on a line; 0.4 ms in Chinese


class Flow:
    """A text as a column of blocks, from 0 downwards in pixels.

    Blocks that were never visible have estimated heights; `lay_out` corrects them.
    """

    def __init__(self, face: Face, small: Face) -> None:
        self.text = ""
        self.blocks = Blocks("")
        self.leftwards = False  # the article, whatever a paragraph does
        self.width = 1.0
        self.face = face
        self.small = small
        self.asides = AsideBlocks()
        self.folds = False  # excluded lines are hidden
        self._opened: set[int] = set()  # hidden blocks that are shown nevertheless
        self._laid: dict[int, Paragraph] = {}
        self._advance = 1.0  # of a character, about
        self._heights: list[int] = []
        self._tops: list[int] = [0]

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self.text = text
        self.blocks = Blocks(text)
        self.leftwards = reads_leftwards(text)
        self.asides = AsideBlocks(text, self.blocks)
        self._opened = set()
        self._lay_out_anew()

    def set_measure(self, face: Face, small: Face, width: float) -> None:
        """Change the faces and the width; does nothing when all stay the same."""
        if (face, small, width) != (self.face, self.small, self.width):
            self.face, self.small, self.width = face, small, width
            self._lay_out_anew()

    def set_asides(self, asides: Sequence[Aside]) -> None:
        """Replace the lines that are not part of the article."""
        self.asides.place(asides)
        self._laid = {i: each for i, each in self._laid.items() if each.face is self._face(i)}
        self._opened = set()
        self._estimate()

    def fold(self, *, folds: bool) -> None:
        """Hide or show the excluded lines."""
        self.folds = folds
        self._opened = set()
        self._estimate()

    def unfold(self, span: Span) -> None:
        """Show the hidden lines around a span."""
        hidden = self.asides.around(span) - self._opened if self.folds else set()
        if hidden:
            self._opened |= hidden
            self._estimate()

    @property
    def height(self) -> int:
        """Return the height of the whole column, partly estimated."""
        return self._tops[-1]

    def top(self, index: int) -> int:
        """Return the top of a block."""
        return self._tops[index]

    def is_apart(self, index: int) -> bool:
        """Return whether a block is set in small type."""
        return index in self.asides.small

    def is_folded(self, index: int) -> bool:
        """Return whether a block is hidden."""
        return self.folds and index in self.asides.excluded and index not in self._opened

    def is_laid(self, index: int) -> bool:
        """Return whether the height of a block is certain at the moment."""
        return index in self._laid

    def index_at(self, y: float) -> int:
        """Return the index of the block at a height: the first above the column, the last below."""
        index = min(bisect_right(self._tops, max(0.0, y)) - 1, max(0, len(self.blocks) - 1))
        while index and self.is_folded(index):
            index -= 1
        return index

    def visible_blocks(self, top: float, bottom: float) -> range:
        """Return the indexes of the blocks between two heights."""
        if not len(self.blocks):
            return range(0)
        return range(self.index_at(top), self.index_at(bottom) + 1)

    def lay_out(self, top: float, bottom: float) -> bool:
        """Lay out the blocks between two heights, and return whether anything moved."""
        shown = self.visible_blocks(top, bottom)
        moved = False
        for index in shown:
            height = self._height(index)
            moved |= height != self._heights[index]
            self._heights[index] = height
        if moved:
            self._tops = [0, *accumulate(self._heights)]
        self._forget(shown)
        return moved

    def paragraph(self, index: int) -> Paragraph:
        """Return a block laid out."""
        if index not in self._laid:
            text = self.blocks.span(index).of(self.text)
            self._laid[index] = Paragraph(
                text, self._face(index), self.width, among_leftwards=self.leftwards
            )
        return self._laid[index]

    def rects(self, span: Span, shown: range) -> list[QRectF]:
        """Return the rectangles that a span covers within some blocks, top to bottom."""
        rects = []
        for index in self.blocks.within(span):
            if index in shown and not self.is_folded(index):
                origin, end = self.blocks.starts[index], self.blocks.ends[index]
                found = self.paragraph(index).rects(
                    max(span.start, origin) - origin, min(span.end, end) - origin
                )
                rects += [rect.translated(0, self._tops[index]) for rect in found]
        return rects

    def caret(self, position: int) -> QRectF:
        """Return the rectangle of a caret before a position; its width is 0."""
        index = self.blocks.at(position)
        if self.is_folded(index):
            return QRectF(0, self._tops[index], 0, 0)
        paragraph = self.paragraph(index)
        inside = min(position, self.blocks.ends[index]) - self.blocks.starts[index]
        corner = paragraph.caret(max(0, inside))
        return QRectF(corner.x(), corner.y() + self._tops[index], 0, paragraph.face.line)

    def position_at(self, point: QPointF) -> int:
        """Return the position between characters nearest to a point; 0 without a text."""
        if not len(self.blocks):
            return 0
        index = self.index_at(point.y())
        inside = self.paragraph(index).position_at(point - QPointF(0, self._tops[index]))
        return self.blocks.starts[index] + inside

    def character_at(self, point: QPointF) -> int | None:
        """Return the character under a point; None beside the text."""
        if not len(self.blocks):
            return None
        index = self.index_at(point.y())
        inside = self.paragraph(index).character_at(point - QPointF(0, self._tops[index]))
        return None if inside is None else self.blocks.starts[index] + inside

    def guesses(self, heights: Iterable[float]) -> list[int]:
        """Return the approximate positions at ascending heights, without laying anything out."""
        tops, starts, ends = self._tops, self.blocks.starts, self.blocks.ends
        guesses, index = [], 0
        for y in heights:
            if y >= tops[index + 1]:
                index = self.index_at(y)
            share = (y - tops[index]) / (self._heights[index] or 1)
            inside = round(min(max(share, 0.0), 1.0) * (ends[index] - starts[index]))
            guesses.append(starts[index] + inside)
        return guesses

    def _face(self, index: int) -> Face:
        return self.small if index in self.asides.small else self.face

    def _height(self, index: int) -> int:
        if self.is_folded(index):
            return 0
        return self.paragraph(index).height + self._gap(index)

    def _gap(self, index: int) -> int:
        return self._face(index).gap if self.blocks.closing[index] else 0

    def _forget(self, shown: range) -> None:
        if len(self._laid) > _KEPT + len(shown):
            self._laid = {index: self._laid[index] for index in shown}

    def _lay_out_anew(self) -> None:
        self._laid = {}
        self._advance = _advance(self.text[:_SAMPLE], self.face)
        self._estimate()

    def _estimate(self) -> None:
        """Guess the height of every block that is not laid out."""
        per_line = max(1.0, self.width / self._advance - 2)
        line, gap, blocks = self.face.line, self.face.gap, self.blocks
        self._heights = [
            (1 + int((end - start) / per_line)) * line + gap * closing
            for start, end, closing in zip(blocks.starts, blocks.ends, blocks.closing, strict=True)
        ]
        for index in self.asides.small:
            self._heights[index] = self._heights[index] * self.small.line // line
        if blocks.crowded:
            self._heights = list(map(max, self._heights, _of_lines(blocks, self.text, line)))
        for index in self.asides.excluded:
            self._heights[index] *= not self.is_folded(index)
        for index in self._laid:
            self._heights[index] = self._height(index)
        self._tops = [0, *accumulate(self._heights)]


def _advance(sample: str, face: Face) -> float:
    """Return about how wide a character is, in pixels."""
    metrics = QFontMetricsF(face.font)
    return metrics.horizontalAdvance(sample.replace("\n", " ")) / (len(sample) or 1) or 1.0


def _of_lines(blocks: Blocks, text: str, line: int) -> Iterator[int]:
    """Yield how high the lines of each block are at least, in pixels."""
    for start, end in zip(blocks.starts, blocks.ends, strict=True):
        yield text.count("\n", start, end) * line
