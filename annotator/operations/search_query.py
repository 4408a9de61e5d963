"""The language of the search: words, “phrases”, *parts, -unwanted words and filters.

Any text is a valid search: what has no meaning is looked for as words.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from annotator.domain.search import FilterKey, Query, SearchFilter, Term
from annotator.domain.search_words import words_sought
from annotator.domain.text import folded

COMMANDS: Final = ">"
"""What a search for commands begins with."""

_LONG: Final = 5  # letters from which a word is also looked for inside of others
_MOST_FILTERS: Final = 100  # that are heeded, the last ones; SQLite refuses a thousand
_HALF: Final = re.compile("[\ud800-\udfff]")  # a character that no text has
_OPENING: Final = '"“„«”'
_CLOSING: Final = '"”“»„'
_PART: Final = re.compile(
    rf"(?P<sign>-?)(?:(?P<key>{'|'.join(FilterKey)}):)?"
    rf"(?:[{_OPENING}](?P<quoted>[^{_CLOSING}]*)(?:[{_CLOSING}]|$)|(?P<bare>[^\s{_OPENING}]+))"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)


def query_of(text: str) -> Query:
    """Return what a text asks for; never raises."""
    if text.lstrip().startswith(COMMANDS):
        return Query(wants_commands=True)
    terms: list[Term] = []
    filters: list[SearchFilter] = []
    for part in _PART.finditer(_HALF.sub("\ufffd", text)):
        key, said = part["key"], part["bare"] or part["quoted"] or part["other"] or ""
        if key and said:
            filters.append(SearchFilter(FilterKey(key.lower()), said))
        else:
            said = f"{key}:{said}" if key else said
            terms += _terms(said, is_whole=part["quoted"] is not None, is_not=bool(part["sign"]))
    if not filters and all(term.is_unwanted for term in terms):  # as in "-5"
        terms = [replace(term, is_unwanted=False) for term in terms]
    unique = tuple(dict.fromkeys(terms)), tuple(dict.fromkeys(filters))
    return Query(unique[0], unique[1][-_MOST_FILTERS:])


def with_filter(text: str, key: FilterKey, value: str) -> str:
    """Return a search with one more filter, which takes the place of another of its kind."""
    quoted = f'"{value.replace(chr(34), "")}"' if re.search(r"\s", value) else value
    return f"{key}:{quoted} {without_filter(text, key)}"  # before quotes that are not closed


def without_filter(text: str, key: FilterKey) -> str:
    """Return a search without the filters of a kind."""
    kept = (part[0] for part in _PART.finditer(text) if (part["key"] or "").lower() != key)
    has_it = any((part["key"] or "").lower() == key for part in _PART.finditer(text))
    return " ".join(kept) if has_it else text.strip()


def filter_value(query: Query, key: FilterKey) -> str:
    """Return the value of the last filter of a kind; empty without one."""
    return next((each.value for each in reversed(query.filters) if each.key == key), "")


def are_the_same(text: str, other: str) -> bool:
    """Return whether two searches ask the same, in whatever order and letters."""
    return _asked(text) == _asked(other)


def _asked(text: str) -> frozenset[Term | SearchFilter | str]:
    query = query_of(text)
    if query.is_empty:  # also one for commands
        return frozenset({" ".join(folded(text).split())})
    filters = (replace(each, value=each.value.casefold()) for each in query.filters)
    return frozenset({*query.terms, *filters})


def _terms(said: str, *, is_whole: bool, is_not: bool) -> Iterator[Term]:
    words, goes_on = words_sought(said)
    is_whole = is_whole or not goes_on
    is_long = len(words) == 1 and len(words[0]) >= _LONG
    is_inside = not is_whole and (is_long or said.startswith("*"))
    if words:
        yield Term(words, is_whole=is_whole, is_inside=is_inside, is_unwanted=is_not)
