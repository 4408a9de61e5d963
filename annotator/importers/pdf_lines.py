"""The lines of a PDF page, reconstructed from the positions of its characters.

All lengths are in points; the origin is the lower left corner.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from statistics import median
from typing import Final, NamedTuple
from unicodedata import bidirectional

from annotator.domain.text import clean

_STEP: Final = 1.3
"""The least distance of a new paragraph, in usual line steps."""

_GAP: Final = 1.8
"""The least distance of a new paragraph, in line heights, if there is no usual step."""

_FULL: Final = 0.8
"""The least width of a line that continues on the next, as a share of the widest."""

_EDGE: Final = 2
"""How many lines at the top and bottom of a page may be running heads."""

_HYPHENS: Final = dict.fromkeys("\x02\xad\ufffe", "-")
_LINE_ENDS: Final = "\r\n"
_ITEM = re.compile(r"[•▪◦‣●■]|\d{1,2}[.)]\s")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uff00-\uff9f]{2}")
_DIGITS = re.compile(r"\d+")


class Glyph(NamedTuple):
    """One character of a page, and its box.

    `is_made_up` is true for spaces and line ends that are inferred from gaps.
    """

    character: str
    left: float
    bottom: float
    right: float
    top: float
    is_made_up: bool = False


class Line(NamedTuple):
    """One line of a page, and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def page_lines(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Return the cleaned lines of a page; hyphens at line ends and running heads stay."""
    lines = (_line(run) for run in _runs(glyphs) if run)
    return tuple(line for line in lines if line.text)


def repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the patterns of lines at the top or bottom of several pages."""
    shapes = ({pattern(line.text) for line in _edges(lines)} for lines in pages)
    counts = Counter(chain.from_iterable(shapes))
    return frozenset(shape for shape, count in counts.items() if count > 1)


def pattern(text: str) -> str:
    """Return the text with each number as `#`, so that page numbers compare equal."""
    return _DIGITS.sub("#", text)


def flowing(lines: Sequence[Line], alone: frozenset[str] = frozenset()) -> str:
    """Return the text of a page, with lines joined to paragraphs.

    Paragraphs are separated by an empty line. A hyphen that divides a word stays with its line
    break. Lines whose pattern is in `alone` are not joined.
    """
    steps = [step for upper, lower in pairwise(lines) if (step := upper.bottom - lower.bottom) > 0]
    widths = sorted(line.right - line.left for line in lines)
    usual = _Usual(median(steps or [0]), widths[len(widths) * 3 // 4] if widths else 0)
    fixed = {line for line in _edges(lines) if pattern(line.text) in alone}
    parts = [line.text for line in lines[:1]]
    for upper, lower in pairwise(lines):
        is_over = upper in fixed or lower in fixed or usual.ends(upper, lower)
        parts += ["\n\n" if is_over else _joint(upper, lower), lower.text]
    return "".join(parts)


def _edges(lines: Sequence[Line]) -> Sequence[Line]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


class _Usual(NamedTuple):
    """The usual line step of a page, and the width of its full lines."""

    step: float
    width: float

    def ends(self, upper: Line, lower: Line) -> bool:
        """Return whether a paragraph ends between two lines: by gap, short line or indent."""
        height = lower.top - lower.bottom
        if upper.bottom - lower.bottom > min(self.step * _STEP, height * _GAP):
            return True
        if _ITEM.match(lower.text):
            return True
        if _HYPHENATED.search(upper.text):
            return False
        if upper.right - upper.left < self.width * _FULL:
            return True
        return _indent(upper, lower) > height / 2 and not _ITEM.match(upper.text)


def _indent(upper: Line, lower: Line) -> float:
    is_rtl = any(bidirectional(character) in ("R", "AL") for character in lower.text)
    return upper.right - lower.right if is_rtl else lower.left - upper.left


def _joint(upper: Line, lower: Line) -> str:
    if _HYPHENATED.search(upper.text):
        return "\n"
    return "" if _UNSPACED.fullmatch(upper.text[-1] + lower.text[0]) else " "


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    seen: Glyph | None = None
    is_over = False
    for glyph in glyphs:
        if glyph.is_made_up:
            is_over = is_over or glyph.character in _LINE_ENDS
        elif is_over or (seen and _is_elsewhere(seen, glyph)):
            yield run
            run, is_over = [], False
        run.append(glyph)
        seen = seen if glyph.is_made_up else glyph
    yield run


def _is_elsewhere(seen: Glyph, glyph: Glyph) -> bool:
    height = max(seen.top - seen.bottom, glyph.top - glyph.bottom)
    return abs(glyph.bottom - seen.bottom) > height / 2


def _line(run: list[Glyph]) -> Line:
    units = "".join(_HYPHENS.get(each.character, each.character) for each in run)
    text = clean(units.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    boxes = [glyph for glyph in run if not glyph.is_made_up] or run
    return Line(
        text.replace("\n", " ").strip(),
        min(glyph.left for glyph in boxes),
        boxes[0].bottom,
        max(glyph.right for glyph in boxes),
        boxes[0].top,
    )
