"""Finds menus, lists and forms around an article that was copied with its whole page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.language.zones.lines import Line

_LONGEST_PARAGRAPH = 600  # code points of a paragraph that count
_OTHER_LINE = 60  # code points of a paragraph that offset one other line
_SENTENCE = 40  # code points of a sentence that counts as text
_ITEM = 40  # code points; the maximum of a menu item
_ITEM_WORDS = 4
_VALUES = ":：;"  # between a name and its description
_FEWEST_ITEMS = 8  # of a page around an article
_FEWEST_KNOWN = 3  # lines of boilerplate; the minimum of a page
_FEWEST_BELOW = 6  # lines; the minimum of the foot of a page
_MOST_PROSE = 0.3  # of the lines below an article
_TITLE_WORDS = 4
_ABOVE_NAME = 4  # lines; the maximum between a headline and the name or date below it
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABOVE_TEXT = 12  # lines; the maximum between a headline and the text
_BULLETS: Final = "•‣▪◦·*-–—►▸» \t"


class Core(NamedTuple):
    """The lines of the article proper on a page; `last` is included."""

    first: int
    last: int


def core(lines: Sequence[Line], known: Mapping[int, str]) -> Core | None:
    """Return the first and the last paragraph of an article; None without a paragraph.

    It is the range of lines with the most text in paragraphs and the least of anything else: the
    maximum segment of Kadane's algorithm (Bentley, Programming Pearls, column 8).
    """
    best: tuple[int, Core | None] = (0, None)
    weight, first = 0, 0
    for place, line in enumerate(lines):
        if weight <= 0:
            weight, first = 0, place
        weight += -_OTHER_LINE if place in known else _weight(line)
        if weight > best[0]:
            best = (weight, Core(first, place))
    return best[1]


def _weight(line: Line) -> int:
    is_text = line.is_prose or (line.is_sentence and len(line.text) >= _SENTENCE)
    return min(len(line.text), _LONGEST_PARAGRAPH) if is_text else -_OTHER_LINE


def surroundings(
    lines: Sequence[Line], known: Mapping[int, str], titles: Sequence[int]
) -> Iterator[int]:
    """Yield the lines above and below an article that belong to the page, if it is a whole page.

    A page has menus, which are runs of very short lines, and lines that the rules recognise.
    `titles` are the lines of the headline. No line of the article is yielded.
    """
    article = core(lines, known)
    if article is None:
        return
    above, below = range(article.first), range(article.last + 1, len(lines))
    items = [place for place in (*above, *below) if _is_item(lines[place])]
    boilerplate = [place for place in (*above, *below) if place in known and place not in titles]
    if len(items) < _FEWEST_ITEMS or len(boilerplate) < _FEWEST_KNOWN:
        return
    yield from range(_head_end(lines, known, article, titles))
    yield from range(_foot_start(lines, known, below), len(lines))


def _is_item(line: Line) -> bool:
    """Return whether a line may be a menu item: a few words, no sentence, no value."""
    text = line.text.strip(_BULLETS)
    if len(text) > _ITEM or len(text.split()) > _ITEM_WORDS or line.is_sentence:
        return False
    if any(mark in text for mark in _VALUES):
        return False
    return sum(map(str.isdigit, text)) * 2 <= len(text)


def _head_end(
    lines: Sequence[Line], known: Mapping[int, str], article: Core, titles: Sequence[int]
) -> int:
    """Return how many lines at the top belong to the page: those above the headline.

    Without a known headline, the first line that may be one, within a few lines above the text,
    is where they end; without any, they end with the lines that the rules recognise.
    """
    above = [place for place in titles if place < article.first]
    nearest = max(0, article.first - _ABOVE_TEXT)
    may_be = [p for p in range(article.first) if p not in known and _may_be_title(lines[p])]
    signed = {
        place - back
        for place in range(article.first)
        for back in range(1, _ABOVE_NAME + 1)
        if _signs(lines[place], known.get(place, ""))
    }
    near = [place for place in may_be if place >= nearest or place in signed]
    candidates = [*above[-1:], *near[:1]]
    end = min(candidates, default=nearest)
    menu = (place for place in reversed(range(end)) if place in known or _is_item(lines[place]))
    return next(menu, -1) + 1


def _may_be_title(line: Line) -> bool:
    is_item = line.text[0] in _BULLETS
    return (
        line.is_short
        and not is_item
        and (len(line.key.split()) >= _TITLE_WORDS or len(line.text) > _ITEM)
    )


def _signs(line: Line, rule: str) -> bool:
    """Return whether a line is a byline or a date."""
    is_date = len(line.text) <= _ITEM and _YEAR.search(line.text)
    return rule.partition(".")[2] in {"byline", "dateline"} or bool(is_date)


def _foot_start(lines: Sequence[Line], known: Mapping[int, str], below: range) -> int:
    """Return where the page continues below the article: at the first boilerplate."""
    start, prose = len(lines), 0
    for place in reversed(below):
        prose += lines[place].is_prose
        rest = len(lines) - place
        if place in known and rest >= _FEWEST_BELOW and prose <= _MOST_PROSE * rest:
            start = place
    return start
