"""Keeps positions out of the middle of what a reader sees as one character."""

import re

from PySide6.QtCore import QTextBoundaryFinder

from annotator.domain.span import Span, Utf16Map
from annotator.ui.reading.blocks import Blocks, clings

# beside the scripts of India and its neighbours, Qt finds edges within emoji, and in any text
# within a flag that follows another character
_DOUBTFUL = re.compile("[\u0900-\u109f\u1780-\u17ff\ua8e0-\uaadf\U0001f1e6-\U0001f1ff]")


class Graphemes:
    """Finds the edges of grapheme clusters, block by block."""

    def __init__(self, text: str, blocks: Blocks) -> None:
        self._text = text
        self._blocks = blocks
        self._index = -1
        self._units = Utf16Map("")
        self._doubtful = False
        self._finder = QTextBoundaryFinder()

    def floor(self, position: int) -> int:
        """Return the nearest edge at or before a position."""
        return self._edge(position, -1)

    def ceil(self, position: int) -> int:
        """Return the nearest edge at or after a position."""
        return self._edge(position, 1)

    def snapped(self, span: Span) -> Span:
        """Return the span grown to whole clusters."""
        return Span(self.floor(span.start), self.ceil(span.end))

    def _edge(self, position: int, step: int) -> int:
        if not len(self._blocks):
            return position
        index = self._blocks.at(position)
        start, end = self._blocks.starts[index], self._blocks.ends[index]
        self._enter(index)
        while start < position < end and not self._is_edge(position, start):
            position += step
        return position

    def _is_edge(self, position: int, start: int) -> bool:
        self._finder.setPosition(self._units.to_utf16(position - start))
        if not self._finder.isAtBoundary():
            return False
        return not self._doubtful or not clings(self._text, position)

    def _enter(self, index: int) -> None:
        if index != self._index:
            text = self._blocks.span(index).of(self._text)
            self._index, self._units = index, Utf16Map(text)
            self._doubtful = _DOUBTFUL.search(text) is not None
            self._finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
