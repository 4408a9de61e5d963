"""The lines of a printed page, put together from the places of its characters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from annotator.domain.text import clean

_PARAGRAPH: Final = 1.3
"""How many usual line steps a paragraph is below the one before, at least."""

_HYPHENS: Final = dict.fromkeys("\x02\xad\ufffe", "-")


class Glyph(NamedTuple):
    """One character of a page and the box of its line; lengths in points, upwards.

    `is_made_up` is true for spaces and line ends that the page does not have, but its gaps mean.
    """

    character: str
    bottom: float
    top: float
    is_made_up: bool = False


@dataclass(slots=True)
class _Line:
    bottom: float
    top: float
    characters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        units = "".join(self.characters).encode("utf-16", "surrogatepass")
        return clean(units.decode("utf-16", "replace")).replace("\n", " ").rstrip()


def page_lines(glyphs: Iterable[Glyph]) -> tuple[str, ...]:
    """Return the lines of a page as they stand there, an empty one before each paragraph.

    A hyphen at the end of a line stays, and so do the head and the foot of the page.
    """
    lines = [line for line in _lines(glyphs) if line.text]
    steps = [upper.bottom - lower.bottom for upper, lower in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0])
    shown = [line.text for line in lines[:1]]
    for step, line in zip(steps, lines[1:], strict=True):
        shown += [""] if step > usual * _PARAGRAPH else []
        shown.append(line.text)
    return tuple(shown)


def _lines(glyphs: Iterable[Glyph]) -> Iterator[_Line]:
    line: _Line | None = None
    ended = False
    for glyph in glyphs:
        if glyph.is_made_up:
            ended = ended or glyph.character in "\r\n"
            if line and not ended:
                line.characters.append(" ")
            continue
        if line is None or ended or _is_elsewhere(line, glyph):
            if line:
                yield line
            line = _Line(glyph.bottom, glyph.top)
        line.characters.append(_HYPHENS.get(glyph.character, glyph.character))
        ended = False
    if line:
        yield line


def _is_elsewhere(line: _Line, glyph: Glyph) -> bool:
    height = max(line.top - line.bottom, glyph.top - glyph.bottom)
    return abs(glyph.bottom - line.bottom) > height / 2
