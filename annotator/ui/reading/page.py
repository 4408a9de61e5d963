"""Paints the visible part of the column, block by block."""

from collections.abc import Sequence
from typing import Final, TypeAlias

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.domain.span import Span
from annotator.ui.reading import strokes
from annotator.ui.reading.flow import Flow
from annotator.ui.reading.index import Fragment
from annotator.ui.reading.mark import Mark, MarkKind, ReadingColours, tinted
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.signs import Sign, Signwriter

HIT: Final = 0.22
"""How much accent there is in the ground of a search hit."""

_HATCH = 0.22  # how much of its ink is in the lines across a mark to be reviewed
_FLASH = 0.35  # how much accent there is in a fresh flash


Placed: TypeAlias = list[tuple[Fragment, list[QRectF]]]
"""Fragments with the lines that they cover."""


class Page(Struct, frozen=True):
    """A scene over a flow; `paint` draws any part of it in the coordinates of the flow.

    The cursor is grey while the view does not have the keyboard focus.
    """

    flow: Flow
    scene: Scene
    colours: ReadingColours
    writer: Signwriter
    has_keyboard: bool = True

    def paint(self, painter: QPainter, top: float, bottom: float, signs: Sequence[Sign]) -> None:
        """Paint everything between two heights, backgrounds first and signs last."""
        shown = self.flow.visible_blocks(top, bottom)
        if not shown:
            return
        fragments = self.scene.marks.within(*_between(self.flow, top, bottom))
        placed = [(each, self.flow.rects(each.span, shown)) for each in fragments]
        self._grounds(painter, shown, placed)
        self._words(painter, shown, QRectF(-1e6, top, 2e6, bottom - top))
        self._underlines(painter, shown, placed)
        self._frames(painter, shown, placed)
        self.paint_beside(painter, top, bottom, signs)
        self._carets(painter, shown)

    def paint_beside(
        self, painter: QPainter, top: float, bottom: float, signs: Sequence[Sign]
    ) -> None:
        """Paint the signs between two heights, the reading cursor and the questions."""
        shown = self.flow.visible_blocks(top, bottom)
        self._bar(painter, shown)
        self._questions(painter, shown)
        for sign in signs:
            if sign.rect.bottom() >= top and sign.rect.top() <= bottom:
                self.writer.paint(painter, sign, self.colours)

    def signs(self, top: float, bottom: float) -> list[Sign]:
        """Return the signs of the blocks from which one may reach between two heights."""
        return self.writer.signs(self.flow, self.scene, top, bottom)

    def sign_at(self, point: QPointF) -> Mark | None:
        """Return the mark whose sign is at a point of the flow."""
        near = self.signs(point.y(), point.y() + self.flow.face.line)
        hit = (sign.mark for sign in near if sign.rect.contains(point))
        return next(hit, None)

    def _grounds(self, painter: QPainter, shown: range, placed: Placed) -> None:
        colours, scene = self.colours, self.scene
        if scene.sentence and (rects := self.flow.rects(scene.sentence, shown)):
            strokes.ground(painter, rects, colours.band(has_keyboard=self.has_keyboard))
        for fragment, covered in sorted(self._coloured(placed), key=_longest_first):
            rects = strokes.mark_ground(covered)
            tone = colours.tone(fragment.mark.tone)
            strokes.band(painter, rects, tone.ground)
            if not fragment.mark.is_sure:
                strokes.hatched(painter, rects, tinted(tone.ink, _HATCH))
        first, last = self.flow.blocks.starts[shown[0]], self.flow.blocks.ends[shown[-1]]
        for hit in scene.hits(first, last):
            strokes.band(painter, self.flow.rects(hit, shown), tinted(colours.accent, HIT))
        if scene.ends and scene.ends.span:
            rects = self.flow.rects(scene.ends.span, shown)
            strokes.band(painter, rects, colours.selected)
        if scene.flash:
            tint = tinted(colours.accent, _FLASH * scene.strength)
            strokes.band(painter, self.flow.rects(scene.flash, shown), tint)

    def _bar(self, painter: QPainter, shown: range) -> None:
        """Draw the reading cursor beside the current sentence."""
        sentence = self.scene.sentence
        if sentence and (rects := self.flow.rects(sentence, shown)):
            edge = self.flow.width if self.flow.leftwards else 0.0
            lines = QRectF(0, rects[0].top(), edge, rects[-1].bottom() - rects[0].top())
            strokes.bar(painter, lines, self.colours.bar(has_keyboard=self.has_keyboard))

    def _coloured(self, placed: Placed) -> Placed:
        """Return the fragments with a background: claims, and a sentiment while it is current."""
        current = self.scene.current
        return [p for p in placed if p[0].mark.kind is MarkKind.CLAIM or p[0].mark.id == current]

    def _words(self, painter: QPainter, shown: range, clip: QRectF) -> None:
        for index in shown:
            if not self.flow.is_folded(index):
                painter.setPen(self._ink(index))
                at = QPointF(0, self.flow.top(index))
                self.flow.paragraph(index).draw(painter, at, clip)

    def _ink(self, index: int) -> QColor:
        """Return the ink of a block: that of small type and of proposed lines is quieter.

        On the ground of a search hit only the first ink can be read.
        """
        is_quiet = self.flow.is_apart(index) or index in self.flow.asides.proposed
        lines = self.flow.blocks.span(index)
        has_hits = bool(self.scene.hits(lines.start, lines.end))
        return self.colours.second if is_quiet and not has_hits else self.colours.ink

    def _questions(self, painter: QPainter, shown: range) -> None:
        """Draw a dotted line and the question beside lines proposed for exclusion."""
        asides = self.flow.asides
        for index in shown:
            if aside := asides.proposed.get(index):
                top = self.flow.top(index)
                ends = asides.proposed.get(index + 1) is not aside
                paragraph = self.flow.paragraph(index)
                bottom = top + paragraph.height if ends else self.flow.top(index + 1)
                edge = self.flow.width if self.flow.leftwards else 0.0
                strokes.dotted(painter, QRectF(0, top, edge, bottom - top), self.colours.third)
                if asides.is_first(index):
                    line = QRectF(0, top, edge, paragraph.face.line)
                    self.writer.paint_question(painter, aside.question, line, self.colours.second)

    def _underlines(self, painter: QPainter, shown: range, placed: Placed) -> None:
        for fragment, rects in placed:
            if fragment.mark.kind is MarkKind.CLAIM:
                tone = fragment.mark.tone
                ink = self.colours.tone(tone)
                line = strokes.Underline(fragment.lane, tone, ink, self.flow.face)
                line.draw(painter, rects)
                for last in (False, True):
                    character = fragment.end - 1 if last else fragment.start
                    index = self.flow.blocks.at(character)
                    paragraph = self.flow.paragraph(index)
                    ends = rects[-1:] if last else rects[:1]
                    is_break = character >= self.flow.blocks.ends[index]
                    if paragraph.is_mixed or is_break or index not in shown:
                        ends = self.flow.rects(Span(character, character + 1), shown)
                    for words in ends:
                        line.end(painter, words, right=last != paragraph.leftwards)

    def _frames(self, painter: QPainter, shown: range, placed: Placed) -> None:
        for fragment, rects in placed:
            if fragment.mark.kind is MarkKind.SUGGESTION and rects:
                strokes.dashed(painter, rects, self.colours.second)
        for span in self.scene.passages(self.scene.current):
            if rects := self.flow.rects(span, shown):
                strokes.frame(painter, rects, self.colours.accent)

    def _carets(self, painter: QPainter, shown: range) -> None:
        chosen = self.scene.ends
        if not chosen:
            return
        ends = {chosen.anchor: False, chosen.moving: chosen.span is not None}
        for position, moving in ends.items():
            if self.flow.blocks.at(position) in shown:
                line = self.flow.caret(position)
                strokes.caret(painter, line, self.colours.accent, moving=moving)


def _longest_first(placed: tuple[Fragment, list[QRectF]]) -> int:
    return placed[0].start - placed[0].end


def _between(flow: Flow, top: float, bottom: float) -> tuple[int, int]:
    """Return where the first line between two heights begins, and where the last one ends."""
    first, last = flow.index_at(top), flow.index_at(bottom)
    start = flow.paragraph(first).line_at(top - flow.top(first))[0]
    end = flow.paragraph(last).line_at(bottom - flow.top(last))[1]
    return flow.blocks.starts[first] + start, flow.blocks.starts[last] + end
