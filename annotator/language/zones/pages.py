"""Finds the menus, lists and forms around an article that was copied with its whole page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotator.language.zones.lines import Line

_LONGEST_PARAGRAPH = 600  # code points that count of one paragraph
_OTHER_LINE = 60  # code points of a paragraph that one other line outweighs
_SENTENCE = 40  # code points of a sentence that counts as text
_ITEM = 40  # code points of an item of a menu at most
_ITEM_WORDS = 4
_VALUES = ":：;"  # between a name and what is said of it
_FEWEST_ITEMS = 8  # of a page around an article
_FEWEST_KNOWN = 3  # lines of furniture that a page has at least
_FEWEST_BELOW = 6  # lines that make the foot of a page
_MOST_PROSE = 0.3  # of the lines below an article
_TITLE_WORDS = 4
_ABOVE_NAME = 4  # lines between a headline and the name or the date below it at most
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ABOVE_TEXT = 12  # lines between a headline and the text at most
_BULLETS: Final = "•‣▪◦·*-–—►▸» \t"


class Core(NamedTuple):
    """Where an article proper lies among the lines of a page; `last` is included."""

    first: int
    last: int


def core(lines: Sequence[Line], known: Mapping[int, str]) -> Core | None:
    """Return from which to which paragraph an article goes; None without a paragraph.

    It is the stretch of lines that has most text in paragraphs and least of anything else: the
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
    """Yield the lines above and below an article that are the page's, if it is a whole page.

    A page shows by its menus, runs of very short lines, and by lines that the rules know.
    `titles` are the lines known as headline. Nothing is yielded in or beside the article.
    """
    article = core(lines, known)
    if article is None:
        return
    above, below = range(article.first), range(article.last + 1, len(lines))
    items = [place for place in (*above, *below) if _is_item(lines[place])]
    furniture = [place for place in (*above, *below) if place in known and place not in titles]
    if len(items) < _FEWEST_ITEMS or len(furniture) < _FEWEST_KNOWN:
        return
    yield from range(_head_end(lines, known, article, titles))
    yield from range(_foot_start(lines, known, below), len(lines))


def _is_item(line: Line) -> bool:
    """Return whether a line may be an item of a menu: a few words, no sentence, no value."""
    text = line.text.strip(_BULLETS)
    if len(text) > _ITEM or len(text.split()) > _ITEM_WORDS or line.is_sentence:
        return False
    if any(mark in text for mark in _VALUES):
        return False
    return sum(map(str.isdigit, text)) * 2 <= len(text)


def _head_end(
    lines: Sequence[Line], known: Mapping[int, str], article: Core, titles: Sequence[int]
) -> int:
    """Return how many lines at the top are the page's: those above the headline.

    Where no line is known as headline, the first that may be one within a few lines above the
    text ends them; without any, only what the rules know does.
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
    """Return whether a line says who wrote the article, or when."""
    is_date = len(line.text) <= _ITEM and _YEAR.search(line.text)
    return rule.partition(".")[2] in {"byline", "dateline"} or bool(is_date)


def _foot_start(lines: Sequence[Line], known: Mapping[int, str], below: range) -> int:
    """Return where the page goes on below the article: from the first furniture to its end."""
    start, prose = len(lines), 0
    for place in reversed(below):
        prose += lines[place].is_prose
        rest = len(lines) - place
        if place in known and rest >= _FEWEST_BELOW and prose <= _MOST_PROSE * rest:
            start = place
    return start
