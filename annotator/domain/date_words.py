"""Dates with month names, in every language that the program knows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple
from unicodedata import combining, normalize

import msgspec

from annotator import assets

_POINT: Final = re.compile(r"(?<=[^\W\d])\.")
_TOKEN: Final = re.compile(r"\d+|[^\d\s,.;:/()\u00b7\u2010-\u2014\u2018\u2019'’،-]+")
_MARKED: Final = re.compile(r"['\u2018\u2019](\d\d)\b")
_BUDDHIST: Final = 543
_CENTURY: Final = 70


class WrittenDate(NamedTuple):
    """A parsed date, and the languages in which its month has this name; 0 for no day."""

    year: int
    month: int
    day: int
    languages: frozenset[str]


class _DateWords(msgspec.Struct, frozen=True):
    months: tuple[str, ...]
    days: str


def written(text: str, languages: frozenset[str] = frozenset()) -> WrittenDate | None:
    """Return the date that a text states; None when it is not exactly one date.

    An ambiguous month name such as `lipa` needs the possible `languages`. A year of two digits
    is between 1970 and 2069.
    """
    marked = _MARKED.search(text)
    text = _MARKED.sub(r" \1", text)
    tokens = _with_joined_names(_TOKEN.findall(_POINT.sub("", folded(text))))
    places = [place for place, token in enumerate(tokens) if token in _months()]
    numbers = [place for place, token in enumerate(tokens) if token.isdecimal()]
    if not numbers or not any(map(str.isalpha, "".join(tokens))):
        return None
    named = _named(tokens, places, languages)
    if named is None or not _is_understood(tokens, places):
        return None
    place, month, spoken = named
    parts = _numbered([(each < place, tokens[each]) for each in numbers], is_marked=bool(marked))
    if parts is None:
        return None
    year, day = parts
    is_thai = spoken == {"th"} and year > 2400
    return WrittenDate(year - _BUDDHIST * is_thai, month, day, spoken)


def unknown_word(text: str) -> str:
    """Return the first word that cannot be part of a date; empty when there is none."""
    tokens = _with_joined_names(_TOKEN.findall(_POINT.sub("", folded(text))))
    return next((each for each in tokens if not _is_known(each)), "")


def folded(text: str) -> str:
    """Return a text normalised for comparison: lower case, no accents, digits as 0 to 9."""
    letters = normalize("NFKD", text.casefold()).replace("ı", "i")
    plain = (letter for letter in letters if not combining(letter))
    digits = (str(int(each)) if each.isdecimal() else each for each in plain)
    return normalize("NFC", "".join(digits))


def century(year: int) -> int:
    """Return the full year, from 1970 to 2069, for one of two digits."""
    return year + (1900 if year >= _CENTURY else 2000)


def _named(
    tokens: list[str], places: list[int], languages: frozenset[str]
) -> tuple[int, int, frozenset[str]] | None:
    """Return the index of the month's token, the month's number, and its languages."""
    if len(places) > 1:  # “mar 3 mars”: a day of the week, and a month
        places = [place for place in places if tokens[place] not in _days()]
    if len(places) != 1:
        return None
    choices = defaultdict(set)
    for language, month in _months()[tokens[places[0]]]:
        if not languages or language in languages:
            choices[month].add(language)
    if len(choices) != 1:
        return None
    [(month, spoken)] = choices.items()
    return places[0], month, frozenset(spoken)


def _is_understood(tokens: list[str], places: list[int]) -> bool:
    return all(_is_known(token) for place, token in enumerate(tokens) if place not in places)


def _is_known(token: str) -> bool:
    return token.isdecimal() or token in _fillers() or token in _days() or token in _months()


def _numbered(numbers: list[tuple[bool, str]], *, is_marked: bool) -> tuple[int, int] | None:
    """Return the year, and the day or 0, of numbers each before or after the month."""
    years = [int(each) for _, each in numbers if len(each) == 4]
    others = [each for _, each in numbers if len(each) <= 2]
    if len(years) + len(others) != len(numbers) or len(numbers) > 2:
        return None
    if len(years) == 1:
        return years[0], int(others[0]) if others else 0
    if is_marked and others:
        return century(int(others[-1])), int(others[0]) if len(others) == 2 else 0
    is_around = len(others) == 2 and numbers[0][0] and not numbers[1][0]
    if is_around and len(others[1]) == 2:
        return century(int(others[1])), int(others[0])
    return None


def _with_joined_names(tokens: Iterable[str]) -> list[str]:
    """Return the tokens, with names of two words joined."""
    joined: list[str] = []
    for token in tokens:
        if joined and (both := f"{joined[-1]} {token}") in _months():
            joined[-1] = both
        else:
            joined.append(token)
    return joined


@cache
def _table() -> tuple[frozenset[str], Mapping[str, _DateWords]]:
    found = msgspec.toml.decode(assets.path("dates.toml").read_bytes())
    fillers = frozenset(found.pop("fillers").split())
    return fillers, msgspec.convert(found, dict[str, _DateWords])


@cache
def _months() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return, for each name, the languages that have it and its month there."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for language, words in _table()[1].items():
        for number, names in enumerate(words.months, start=1):
            for name in map(folded, _split(names)):
                found[name].append((language, number))
    return {name: tuple(each) for name, each in found.items()}


@cache
def _days() -> frozenset[str]:
    every = (day for words in _table()[1].values() for day in _split(words.days))
    return frozenset(folded(day) for day in every if len(day) > 2)


def _fillers() -> frozenset[str]:
    return _table()[0]


def _split(names: str) -> Iterator[str]:
    return (name.strip() for name in names.split(","))
