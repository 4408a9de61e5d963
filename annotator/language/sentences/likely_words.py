"""The likely words of scripts without spaces, by small models of how characters follow."""

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Final

import msgspec

from annotator.language.languages.letter_forms import (
    HONG_KONG,
    SIMPLIFIED,
    TRADITIONAL,
    letter_forms,
    likely_forms,
)
from annotator.language.sentences.edges import Direction, WordEdge, word_edge
from annotator.language.sentences.words import UNSPACED

if TYPE_CHECKING:
    from budoux import Parser

_MODELS: Final = {
    SIMPLIFIED: "zh-hans",
    TRADITIONAL: "zh-hant",
    HONG_KONG: "zh-hant",
    "ja": "ja_word",
    "th": "th",
}
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_AROUND: Final = 60  # code points to either side; a model sees three
_KEPT: Final = 100  # runs


def likely_edge(text: str, language: str) -> WordEdge:
    """Return what finds edges as `word_edge` does, with likely words in scripts without spaces.

    The language is a BCP 47 tag. Lao, Khmer and Burmese stay in single characters.
    """
    return partial(_edge, forms=letter_forms(language, text))


def _edge(text: str, position: int, direction: Direction, forms: str) -> int:
    edge = word_edge(text, position, direction)
    inside = edge - 1 if direction is Direction.ON else edge
    if not _UNSPACED.match(text, max(inside, 0)):
        return edge
    start, end = _run_around(text, inside)
    run = text[start:end]
    model = _MODELS.get("th" if _THAI.search(run) else forms) or _MODELS.get(likely_forms(run), "")
    edges = _edges(run, model) if model else ()
    while start < edge < end and model and edge - start not in edges:
        edge = word_edge(text, edge, direction)
    return edge


def _run_around(text: str, position: int) -> tuple[int, int]:
    """Return where the characters without spaces around one of them begin and end."""
    start, end = position, position + 1
    first, last = max(0, position - _AROUND), min(len(text), position + _AROUND)
    while start > first and _UNSPACED.match(text, start - 1):
        start -= 1
    while end < last and _UNSPACED.match(text, end):
        end += 1
    return start, end


@lru_cache(maxsize=_KEPT)
def _edges(run: str, model: str) -> frozenset[int]:
    ends, place = set(), 0
    for word in _parser(model).parse(run):
        place += len(word)
        ends.add(place)
    return frozenset(ends)


@cache
def _parser(model: str) -> "Parser":
    from importlib import resources  # noqa: PLC0415 - with the next, 10 ms, for some languages

    from budoux import Parser  # noqa: PLC0415 - as above

    file = resources.files("budoux").joinpath("models", f"{model}.json")
    return Parser(msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, int]]))
