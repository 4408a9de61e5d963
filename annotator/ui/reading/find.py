"""Finds words in an article however they are written: case, accents, quotes, dashes, spaces."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from annotator.domain.span import Span
from annotator.domain.text import UNSEEN, folded

_ALIKE = ("'’‘‚‛′`", '"“”„‟«»″', "-‐‑‒–—−")
_CLASSES = {char: alike for alike in _ALIKE for char in alike}
_UNSEEN: Final = re.compile(f"[{UNSEEN}]")


class _Alphabet(Struct, frozen=True):
    """The characters of a text beyond ASCII.

    Its `letters` are by what they are without case, accents and marks, which may be several: ﬁ.
    """

    letters: Mapping[str, str]
    marks: str  # that stand on the character before
    unseen: str


def hits(text: str, query: str) -> Iterator[Span]:
    """Yield the positions of the words, in order.

    Case, accents and marks, what is not seen, the kind of quotes and dashes, and the kind and
    length of white space do not matter.
    """
    if pattern := _pattern(text, query):
        for found in pattern.finditer(text):
            yield Span(*found.span())


def hit_beyond(text: str, query: str, position: int) -> Span | None:
    """Return the first hit that begins at or after a position, otherwise the first of all."""
    pattern = _pattern(text, query)
    found = pattern and (pattern.search(text, position) or pattern.search(text))
    return Span(*found.span()) if found else None


def hit_before(text: str, query: str, position: int) -> Span | None:
    """Return the last hit that ends at or before a position, otherwise the last of all."""
    last, before = None, None
    for last in hits(text, query):
        before = last if last.end <= position else before
    return before or last


def _pattern(text: str, query: str) -> re.Pattern[str] | None:
    words = query.split()
    if not words:
        return None
    alphabet = _alphabet(text)
    return re.compile("\\s+".join(_word(word, alphabet) for word in words), re.IGNORECASE)


@lru_cache(maxsize=1)
def _alphabet(text: str) -> _Alphabet:
    letters: defaultdict[str, str] = defaultdict(str)
    others = [] if text.isascii() else sorted(char for char in set(text) if not char.isascii())
    unseen = "".join(filter(_UNSEEN.match, others))
    for char in others:
        letters[folded(char)] += char
    return _Alphabet(letters, letters.pop("", ""), unseen)


def _word(word: str, alphabet: _Alphabet) -> str:
    """Return a pattern of a word that matches it as it is written in a text."""
    sought = folded(_UNSEEN.sub("", word))
    if not sought:
        return re.escape(word)
    between = _any_of(alphabet.marks + alphabet.unseen)
    units = between.join(_units(sought, alphabet.letters, between))
    return units + _any_of(alphabet.marks)


def _units(sought: str, letters: Mapping[str, str], between: str) -> Iterator[str]:
    """Yield a pattern of each letter, or of several that the text has as one character."""
    longest = max(map(len, letters), default=1)
    at = 0
    while at < len(sought):
        lengths = range(min(longest, len(sought) - at), 1, -1)
        length = next((each for each in lengths if sought[at : at + each] in letters), 1)
        unit = sought[at : at + length]
        apart = between.join(
            f"[{re.escape(_CLASSES.get(letter, letter) + letters.get(letter, ''))}]"
            for letter in unit
        )
        yield apart if length == 1 else f"(?:[{re.escape(letters[unit])}]|{apart})"
        at += length


def _any_of(characters: str) -> str:
    return f"[{re.escape(characters)}]*" if characters else ""
