"""The reading cursor: the current sentence, and the selection."""

from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import partial

from annotator.domain.span import Span
from annotator.language import Direction, clause_edge, sentences, unpunctuated, word_edge
from annotator.ui.reading.blocks import Blocks
from annotator.ui.reading.graphemes import Graphemes
from annotator.ui.reading.scene import SelectionEnds

_KEPT = 512  # blocks whose sentences are remembered


class Edge(Enum):
    """An end of the selection."""

    START = auto()
    END = auto()


class ReadingCursor:
    """Moves through one text by sentences, and selects by words and clauses.

    `place` is the cursor's position. `ends` is the selection, or a caret when its
    ends are equal, or None while whole sentences are read. Both lie between whole characters.
    """

    def __init__(self, text: str = "", language: str = "", blocks: Blocks | None = None) -> None:
        self.text = text
        self.blocks = blocks or Blocks(text)
        self.place = 0
        self.ends: SelectionEnds | None = None
        self.language = language
        self._graphemes = Graphemes(text, self.blocks)
        self._sentences: dict[int, list[Span]] = {}
        self.passed: frozenset[int] = frozenset()  # blocks that no sentence is read of

    def set_language(self, language: str) -> None:
        """Split the text into the sentences of another language."""
        self.language = language
        self._sentences.clear()

    @property
    def selection(self) -> Span | None:
        """Return the selected span; None without a selection."""
        return self.ends.span if self.ends else None

    @property
    def sentence(self) -> Span | None:
        """Return the sentence that is being read; None in an empty text."""
        return self.sentence_at(self.place)

    def sentence_at(self, position: int) -> Span | None:
        """Return the sentence at a position, or the one before it where there is none."""
        if not len(self.blocks):
            return None
        found = self._in_block(self.blocks.at(position))
        return next((span for span in reversed(found) if span.start <= position), found[0])

    def sentences_beside(self, position: int) -> list[Span]:
        """Return the sentences of the paragraph at a position."""
        return self._in_block(self.blocks.at(position)) if len(self.blocks) else []

    def read(self, place: int) -> None:
        """Move to a position and read its sentence, without a selection."""
        self.place, self.ends = place, None

    def put_caret(self, position: int) -> None:
        """Place a caret at a position."""
        self.place = self._graphemes.floor(position)
        self.ends = SelectionEnds(self.place, self.place)

    def choose(self, anchor: int, moving: int) -> None:
        """Select the text between two positions, in whole characters."""
        low, high = min(anchor, moving), max(anchor, moving)
        if low == high:
            self.put_caret(low)
            return
        span = self._graphemes.snapped(Span(low, high))
        ends = (span.start, span.end) if anchor < moving else (span.end, span.start)
        self.ends = SelectionEnds(*ends)
        self.place = span.start

    def step(self, direction: Direction) -> bool:
        """Read the next sentence or the one before; return whether there is one."""
        here = self.sentence
        if here is None:
            return False
        found = self._after(here) if direction is Direction.ON else self._before(here)
        self.read(found.start if found else here.start)
        return found is not None

    def pass_by(self, indexes: frozenset[int]) -> None:
        """Skip these blocks while reading, and leave them if the cursor is in one."""
        before, self.passed = self.passed, indexes
        here = self.blocks.at(self.place)
        if self.ends is None and here in indexes - before:
            after = self._unpassed(range(here, len(self.blocks)))
            index = self._unpassed(range(here, -1, -1)) if after is None else after
            if index is not None:
                self.read(self._in_block(index)[0 if after is not None else -1].start)

    def go_in_paragraph(self, edge: Edge) -> None:
        """Read the first or the last sentence of the paragraph."""
        if self.blocks:
            index = self.blocks.at(self.place)
            self.read(self._in_block(index)[0 if edge is Edge.START else -1].start)

    def go_in_article(self, edge: Edge) -> None:
        """Read the first or the last sentence of the article."""
        if self.blocks:
            order = range(len(self.blocks))[:: 1 if edge is Edge.START else -1]
            index = self._unpassed(order)
            found = self._in_block(order[0] if index is None else index)
            self.read(found[0 if edge is Edge.START else -1].start)

    def extend_word(self, direction: Direction) -> None:
        """Move the active end of the selection by one word."""
        self._extend(direction, partial(word_edge, self.text), Span.trimmed)

    def extend_clause(self, direction: Direction) -> None:
        """Move the active end of the selection by one clause, never past the sentence."""
        self._extend(direction, self._clause_edge, lambda span, text: unpunctuated(text, span))

    def choose_end(self, edge: Edge) -> None:
        """Make one end of the selection the active one; without one, select the sentence."""
        if span := self.selection or self.sentence:
            ends = span.start, span.end
            self.choose(*(ends if edge is Edge.END else ends[::-1]))

    def collapse(self, direction: Direction) -> None:
        """Collapse the selection to a caret at one of its ends, or move the caret by a word."""
        if span := self.selection:
            self.put_caret(span.start if direction is Direction.BACK else span.end)
            return
        here = self.ends.moving if self.ends else self.place
        there = word_edge(self.text, here, direction)
        while direction is Direction.ON and self.text[there : there + 1].isspace():
            there += 1
        self.put_caret(there)

    def _extend(
        self,
        direction: Direction,
        edge: Callable[[int, Direction], int],
        tidy: Callable[[Span, str], Span | None],
    ) -> None:
        if self.ends is None:
            self.choose_end(Edge.END)
        if self.ends is None:
            return
        anchor, moving = self.ends.anchor, edge(self.ends.moving, direction)
        on = direction is Direction.ON
        moving = self._graphemes.ceil(moving) if on else self._graphemes.floor(moving)
        tidied = tidy(Span(*sorted((anchor, moving))), self.text) if anchor != moving else None
        if tidied is None:
            self.put_caret(anchor)
        elif moving > anchor:
            self.choose(anchor, max(tidied.end, anchor + 1))
        else:
            self.choose(anchor, min(tidied.start, anchor - 1))

    def _clause_edge(self, position: int, direction: Direction) -> int:
        """Return the edge of a clause, or of the sentence where that comes first."""
        edge = clause_edge(self.text, position, direction)
        if direction is Direction.ON:
            ends = self._sentences_between(position, edge)
            return min([edge, *(span.end for span in ends)])
        starts = self._sentences_between(edge, position)
        return max([edge, *(span.start for span in starts)])

    def _sentences_between(self, start: int, end: int) -> list[Span]:
        if start >= end:
            return []
        stretch = Span(start, end)
        indexes = self.blocks.within(stretch)
        found = [span for index in indexes for span in self._in_block(index)]
        return [span for span in found if span.overlaps(stretch)]

    def _after(self, here: Span) -> Span | None:
        index = self.blocks.at(here.start)
        rest = [span for span in self._in_block(index) if span.start > here.start]
        after = self._unpassed(range(index + 1, len(self.blocks)))
        if not rest and after is not None:
            rest = self._in_block(after)
        return rest[0] if rest else None

    def _before(self, here: Span) -> Span | None:
        index = self.blocks.at(here.start)
        rest = [span for span in self._in_block(index) if span.start < here.start]
        before = self._unpassed(range(index - 1, -1, -1))
        if not rest and before is not None:
            rest = self._in_block(before)
        return rest[-1] if rest else None

    def _unpassed(self, indexes: range) -> int | None:
        return next((index for index in indexes if index not in self.passed), None)

    def _in_block(self, index: int) -> list[Span]:
        if index not in self._sentences:
            if len(self._sentences) >= _KEPT:
                self._sentences.clear()
            self._sentences[index] = list(self._found_in(self.blocks.span(index)))
        return self._sentences[index]

    def _found_in(self, block: Span) -> Iterator[Span]:
        for found in sentences(block.of(self.text), self.language):
            start = self._graphemes.floor(block.start + found.start)
            end = self._graphemes.floor(block.start + found.end)
            if start < end:
                yield Span(start, end)
