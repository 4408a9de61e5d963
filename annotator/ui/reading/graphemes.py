"""Keeps positions out of the middle of what a reader sees as one character."""

from PySide6.QtCore import QTextBoundaryFinder

from annotator.domain.span import Span, Utf16Map
from annotator.ui.reading.blocks import Blocks


class Graphemes:
    """Finds the edges of grapheme clusters, block by block."""

    def __init__(self, text: str, blocks: Blocks) -> None:
        self._text = text
        self._blocks = blocks
        self._index = -1
        self._units = Utf16Map("")
        self._finder = QTextBoundaryFinder()

    def floor(self, position: int) -> int:
        """Return the nearest edge at or before a position."""
        return self._edge(position, at_or_before=True)

    def ceil(self, position: int) -> int:
        """Return the nearest edge at or behind a position."""
        return self._edge(position, at_or_before=False)

    def snapped(self, span: Span) -> Span:
        """Return the span grown to whole clusters."""
        return Span(self.floor(span.start), self.ceil(span.end))

    def _edge(self, position: int, *, at_or_before: bool) -> int:
        index = self._blocks.at(position)
        if not len(self._blocks):
            return position
        start, end = self._blocks.starts[index], self._blocks.ends[index]
        if not start < position < end:
            return position
        self._enter(index)
        self._finder.setPosition(self._units.to_utf16(position - start))
        if self._finder.isAtBoundary():
            return position
        finder = self._finder
        edge = finder.toPreviousBoundary() if at_or_before else finder.toNextBoundary()
        return start + self._units.to_code_points(edge)

    def _enter(self, index: int) -> None:
        if index != self._index:
            words = self._blocks.span(index).of(self._text)
            self._index, self._units = index, Utf16Map(words)
            self._finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, words)
