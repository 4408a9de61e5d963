"""Paints marks and excluded lines in one of Qt's text widgets."""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec.structs import replace
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from annotator.domain.span import Span
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind
from annotator.ui.reading.qt_text import QtText
from annotator.ui.reading.scene import Scene
from annotator.ui.reading.surface import ReadingSurface

_Line = QTextCharFormat.UnderlineStyle
_LINES: Final = {
    MarkKind.CLAIM: _Line.SingleUnderline,
    MarkKind.SENTIMENT: _Line.DotLine,
    MarkKind.SUGGESTION: _Line.DashDotLine,
}


class NativeMarks(QSyntaxHighlighter):
    """Gives marks a background and a line, by formats of the layout only.

    A format of the document itself would reach a screen reader as a change of the text.
    """

    def __init__(self, document: QTextDocument, view: ReadingSurface) -> None:
        super().__init__(document)
        self._view = view
        self._text = QtText()
        self._around: tuple[object, ...] = ()  # what decides how every line looks
        self._scene = Scene()

    def show_text(self, text: QtText) -> None:
        """Prepare for another text, which the document is about to show."""
        self._text, self._scene = text, Scene()

    def follow(self) -> None:
        """Repaint what has changed in the view since the last time."""
        view, scene = self._view, self._view.scene
        around = view.sheet.flow.asides.all, view.colours
        changed = list(_unlike(self._scene.marks, scene.marks))
        whole = Span(0, len(self._text.source) or 1)
        changed += replace(self._scene, marks=scene.marks).differences(scene, whole)
        self._scene = scene
        if around != self._around:
            self._around = around
            self.rehighlight()
        else:
            self._paint(changed)

    @override
    def highlightBlock(self, text: str) -> None:
        line = self.currentBlock()
        first, last = line.position(), line.position() + line.length() - 1
        start, end = self._text.to_code_points(first), self._text.to_code_points(last)
        if start == end:
            return
        self._ground(line.position(), Span(start, end))
        asides = self._view.sheet.flow.asides.all
        if any(aside.span.overlaps(Span(start, end)) for aside in asides):
            grey = QTextCharFormat()
            grey.setForeground(self._view.colours.second)
            self.setFormat(0, last - first, grey)
        # the shortest is painted last and lies over the others
        parts = self._scene.marks.within(start, end)
        for each in sorted(parts, key=lambda part: part.start - part.end):
            begin = max(first, self._text.to_qt(each.start))
            length = min(last, self._text.to_qt(each.end)) - begin
            self.setFormat(begin - first, length, self._format(each.mark))

    def _ground(self, first: int, line: Span) -> None:
        """Paint the current sentence, and search hits, behind the words of a line."""
        scene, colours = self._scene, self._view.colours
        grounds = [(scene.sentence, colours.accent_ground)] if scene.sentence else []
        hits = scene.hits(line.start, line.end)
        for span, colour in [*grounds, *((hit, colours.selected) for hit in hits)]:
            begin, end = max(line.start, span.start), min(line.end, span.end)
            if begin < end:
                behind, place = QTextCharFormat(), self._text.to_qt(begin)
                behind.setBackground(colour)
                self.setFormat(place - first, self._text.to_qt(end) - place, behind)

    def _format(self, mark: Mark) -> QTextCharFormat:
        colours = self._view.colours
        tone, shown = colours.tone(mark.tone), QTextCharFormat()
        is_current = mark.id == self._scene.current
        shown.setForeground(colours.paper if is_current else colours.ink)
        shown.setBackground(colours.accent if is_current else tone.ground)
        if mark.kind is MarkKind.SUGGESTION:
            shown.setBackground(colours.accent if is_current else colours.paper)
        shown.setUnderlineStyle(_LINES[mark.kind] if mark.is_sure else _Line.DashUnderline)
        shown.setUnderlineColor(tone.ink)
        return shown

    def _paint(self, spans: Iterable[Span]) -> None:
        lines = {}  # of which several marks may share one
        for span in spans:
            line = self.document().findBlock(self._text.to_qt(span.start))
            while line.isValid() and line.position() < self._text.to_qt(span.end):
                lines[line.position()] = line
                line = line.next()
        for line in lines.values():
            self.rehighlightBlock(line)


def _unlike(before: MarkIndex, after: MarkIndex) -> Iterator[Span]:
    """Yield the passages of the marks that only one of two indexes has, or that are not the same.

    Their lanes are ignored, as they are not painted here and are slow to compute.
    """
    for one, two in ((before, after), (after, before)) if before is not after else ():
        for mark in one.ordered:
            if mark.id not in two or (two[mark.id] is not mark and two[mark.id] != mark):
                yield from mark.spans
