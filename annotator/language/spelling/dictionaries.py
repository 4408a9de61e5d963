"""Finds misspelt words with the system's dictionaries, through Enchant and Hunspell.

Enchant is imported when it is first asked: it takes some 20 ms, its dictionaries twice that each.
Where the library or every dictionary is missing, there is simply no language to choose.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import Any, Final
from unicodedata import normalize

from annotator.domain.span import Span
from annotator.language.languages.names import language, primary
from annotator.language.languages.scripts import script_of

MOST_SUGGESTIONS: Final = 5
"""How many words are suggested in place of a misspelt one."""

_LONGEST: Final = 60  # code points; Hunspell refuses words of over a hundred
_ENOUGH: Final = 200_000
_PIECE: Final = re.compile(r"\S+")
_WORD: Final = re.compile(r"\w[\w\u0300-\u036f]*(?:['’]\w[\w\u0300-\u036f]*)*")
_ADDRESS: Final = re.compile(r"://|@|^www\.", re.IGNORECASE)


class Dictionary:
    """One language's words, and those that a person added to them for every program."""

    def __init__(self, tag: str, words: Any) -> None:  # noqa: ANN401 - Enchant has no types
        self.tag = tag
        self._words = words
        known = language(tag)
        self._scripts: Collection[str] = known.scripts if known else ()
        self._judged: dict[str, bool] = {}

    def misspelt(self, text: str, familiar: Collection[str] = ()) -> Iterator[Span]:
        """Yield the places of misspelt words, in code points.

        Addresses, words with a digit or in capitals only, words of another script and `familiar`
        words, such as the names in an article, are not judged.
        """
        for piece in _PIECE.finditer(text):
            if _ADDRESS.search(piece[0]):
                continue
            for found in _WORD.finditer(piece[0]):
                word = found[0]
                if self._is_judged(word) and not (_is_in(word, familiar) or self._knows(word)):
                    yield Span(piece.start() + found.start(), piece.start() + found.end())

    def suggestions(self, word: str) -> list[str]:
        """Return words that may have been meant, the likeliest first."""
        return list(self._words.suggest(normalize("NFC", word)))[:MOST_SUGGESTIONS]

    def add(self, word: str) -> None:
        """Add a word to the person's own list, which other programs use as well."""
        self._words.add(normalize("NFC", word))
        self._judged[word] = True

    def _is_judged(self, word: str) -> bool:
        is_short_form = word.isupper() or any(char.isdigit() or char == "_" for char in word)
        is_foreign = bool(self._scripts) and script_of(word[0]) not in self._scripts
        return not (is_short_form or is_foreign or len(word) > _LONGEST)

    def _knows(self, word: str) -> bool:
        if word not in self._judged:
            self._judged[word] = bool(self._words.check(normalize("NFC", word)))
        return self._judged[word]


def _is_in(word: str, familiar: Collection[str]) -> bool:
    return word in familiar or word.replace("’", "'").removesuffix("'s") in familiar


@lru_cache(maxsize=1)
def words_of(text: str) -> frozenset[str]:
    """Return the words of an article, for `familiar`: its first 200,000 code points will do."""
    return frozenset(_WORD.findall(text[:_ENOUGH]))


def are_installed() -> bool:
    """Return whether there is a library of dictionaries here; the first call looks for it."""
    return _enchant() is not None


def tags() -> tuple[str, ...]:
    """Return the languages that have a dictionary here, such as `en_GB`, in order."""
    return tuple(sorted(_broker().list_languages())) if are_installed() else ()


def fitting(locale: str) -> str:
    """Return the dictionary's language that fits a locale such as `de_AT`; empty for none.

    That of the same country is best, then that without a country, then the first.
    """
    wanted = locale.replace("-", "_")
    same = [tag for tag in tags() if primary(tag) == primary(locale)]
    return min(same, key=lambda tag: (tag != wanted, "_" in tag, tag), default="")


def dictionary(tag: str) -> Dictionary | None:
    """Return the dictionary of a language; None when there is none, or it cannot be read."""
    enchant = _enchant()
    if enchant is None or not tag:  # for '' Enchant returns a dictionary that is none
        return None
    try:
        return Dictionary(tag, _broker().request_dict(tag))
    except enchant.errors.Error:
        return None


@cache
def _enchant() -> Any:  # noqa: ANN401 - it has no types
    try:
        import enchant  # noqa: PLC0415
    except ImportError:  # the package is there, the system's library is not
        return None
    return enchant


@cache
def _broker() -> Any:  # noqa: ANN401 - it has no types
    return _enchant().Broker()
