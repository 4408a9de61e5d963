"""Excluded lines, and lines proposed for exclusion, as the reading view shows them."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto

from msgspec import Struct

from annotator.domain.span import Span
from annotator.i18n import tr
from annotator.ui.reading.blocks import Blocks


class AsideLook(Enum):
    """How lines that are not part of the article look."""

    QUIET = auto()  # small and grey, and read like the others
    EXCLUDED = auto()  # small and grey or hidden, and skipped while reading
    PROPOSED = auto()  # grey, dotted in the margin, and read like the others


class Aside(Struct, frozen=True):
    """Some whole lines, how they look, and what the margin asks about them."""

    span: Span
    look: AsideLook
    question: str = ""


class AsideBlocks:
    """The blocks of one text whose words lie wholly in an aside."""

    def __init__(self, text: str = "", blocks: Blocks | None = None) -> None:
        self._text = text
        self._blocks = blocks or Blocks(text)
        self.all: tuple[Aside, ...] = ()
        self.small: frozenset[int] = frozenset()
        self.excluded: frozenset[int] = frozenset()
        self.proposed: dict[int, Aside] = {}

    def place(self, asides: Iterable[Aside]) -> None:
        """Replace the asides."""
        self.all = tuple(asides)
        placed = [(index, aside) for aside in self.all for index in self._inside(aside.span)]
        small = (AsideLook.QUIET, AsideLook.EXCLUDED)
        self.small = frozenset(index for index, aside in placed if aside.look in small)
        excluded = (index for index, aside in placed if aside.look is AsideLook.EXCLUDED)
        self.excluded = frozenset(excluded)
        self.proposed = {i: aside for i, aside in placed if aside.look is AsideLook.PROPOSED}

    def is_first(self, index: int) -> bool:
        """Return whether a proposal begins with a block."""
        return self.proposed.get(index - 1) is not self.proposed.get(index)

    def telling(self, index: int) -> str:
        """Return what to announce about a block besides its text; '' for the article's."""
        if aside := self.proposed.get(index):
            return tr("Suggested boilerplate: {question}", question=aside.question)
        return tr("Excluded from the article") if index in self.excluded else ""

    def around(self, span: Span) -> set[int]:
        """Return the excluded blocks that a span touches, and the excluded blocks next to them."""
        found = {index for index in self._blocks.within(span) if index in self.excluded}
        for step in (-1, 1):
            for index in tuple(found):
                while (index := index + step) in self.excluded:
                    found.add(index)
        return found

    def _inside(self, span: Span) -> Iterator[int]:
        for index in self._blocks.within(span):
            inside = self._blocks.span(index).trimmed(self._text)
            if inside is None or (span.start <= inside.start and inside.end <= span.end):
                yield index
