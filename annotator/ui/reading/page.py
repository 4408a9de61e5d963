"""Paints the visible part of the column, block by block."""

from collections.abc import Iterator

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

_HATCH = 0.22  # how much of its ink is in the lines across a mark to be reviewed
_FLASH = 0.35  # how much accent there is in a fresh flash
_REACH = 60  # how far a sign may stand from its block


class Page(Struct, frozen=True):
    """A scene over a flow in colours; `paint` draws any stretch of it in flow coordinates."""

    flow: Flow
    scene: Scene
    colours: ReadingColours
    writer: Signwriter

    def paint(self, painter: QPainter, top: float, bottom: float) -> None:
        """Paint what stands between two heights, grounds first and signs last."""
        shown = self.flow.shown(top, bottom)
        if not shown:
            return
        starts, ends = self.flow.blocks.starts, self.flow.blocks.ends
        fragments = self.scene.marks.within(starts[shown[0]], ends[shown[-1]])
        self._grounds(painter, shown, fragments)
        self._words(painter, shown, QRectF(-1e6, top, 2e6, bottom - top))
        self._questions(painter, shown)
        self._underlines(painter, shown, fragments)
        self._frames(painter, shown)
        for sign in self._signs(shown):
            self.writer.paint(painter, sign, self.colours)
        self._carets(painter, shown)

    def sign_at(self, point: QPointF) -> Mark | None:
        """Return the mark whose sign is at a point of the flow."""
        around = self.flow.shown(point.y() - _REACH, point.y() + _REACH)
        hit = (sign.mark for sign in self._signs(around) if sign.rect.contains(point))
        return next(hit, None)

    def _signs(self, shown: range) -> Iterator[Sign]:
        starts, ends = self.flow.blocks.starts, self.flow.blocks.ends
        for index in shown:
            begun = self.scene.marks.beginning(starts[index], ends[index])
            yield from self.writer.placed(self.flow, index, begun)

    def _grounds(self, painter: QPainter, shown: range, fragments: list[Fragment]) -> None:
        colours, scene = self.colours, self.scene
        if scene.sentence:
            rects = self.flow.rects(scene.sentence, shown)
            strokes.ground(painter, [rect.adjusted(0, 2, 0, -2) for rect in rects], colours.band())
        for fragment in sorted(self._coloured(fragments), key=_longest_first):
            rects = self.flow.rects(Span(fragment.start, fragment.end), shown)
            tone = colours.tone(fragment.mark.tone)
            strokes.band(painter, [rect.adjusted(0, 1, 0, 0) for rect in rects], tone.ground)
            if not fragment.mark.is_sure:
                strokes.hatched(painter, rects, tinted(tone.ink, _HATCH))
        first, last = self.flow.blocks.starts[shown[0]], self.flow.blocks.ends[shown[-1]]
        for hit in scene.hits(first, last):
            strokes.band(painter, self.flow.rects(hit, shown), tinted(colours.accent, 0.22))
        if scene.chosen and scene.chosen.span:
            rects = self.flow.rects(scene.chosen.span, shown)
            strokes.band(painter, rects, colours.selected)
        if scene.flash:
            tint = tinted(colours.accent, _FLASH * scene.strength)
            strokes.band(painter, self.flow.rects(scene.flash, shown), tint)

    def _coloured(self, fragments: list[Fragment]) -> Iterator[Fragment]:
        """Yield the fragments with a ground: claims, and sentiment only while it is current."""
        for fragment in fragments:
            if fragment.mark.kind is MarkKind.CLAIM or fragment.mark.id == self.scene.current:
                yield fragment

    def _words(self, painter: QPainter, shown: range, clip: QRectF) -> None:
        for index in shown:
            if not self.flow.is_folded(index):
                painter.setPen(self._ink(index))
                at = QPointF(0, self.flow.top(index))
                self.flow.paragraph(index).draw(painter, at, clip)

    def _ink(self, index: int) -> QColor:
        if self.flow.is_apart(index):
            return self.colours.third
        return self.colours.second if index in self.flow.asides.proposed else self.colours.ink

    def _questions(self, painter: QPainter, shown: range) -> None:
        """Draw a dotted line beside what is proposed, and its question in the margin."""
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

    def _underlines(self, painter: QPainter, shown: range, fragments: list[Fragment]) -> None:
        for fragment in fragments:
            if fragment.mark.kind is MarkKind.CLAIM:
                tone = fragment.mark.tone
                rects = self.flow.rects(Span(fragment.start, fragment.end), shown)
                look = tone, self.colours.tone(tone).ink
                strokes.underlines(painter, rects, self.flow.face, fragment.lane, look)

    def _frames(self, painter: QPainter, shown: range) -> None:
        for span in self.scene.passages(self.scene.current):
            if rects := self.flow.rects(span, shown):
                strokes.frame(painter, rects, self.colours.accent)

    def _carets(self, painter: QPainter, shown: range) -> None:
        chosen = self.scene.chosen
        if not chosen:
            return
        ends = {chosen.anchor: False, chosen.moving: chosen.span is not None}
        for position, moving in ends.items():
            if self.flow.blocks.at(position) in shown:
                line = self.flow.caret(position)
                strokes.caret(painter, line, self.colours.accent, moving=moving)


def _longest_first(fragment: Fragment) -> int:
    return fragment.start - fragment.end
