"""Language data for the repair rules, read from one file."""

import tomllib
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from annotator import assets


class RepairWords(Struct, frozen=True):
    """Words and conventions of a language that repairs must respect; all words are case-folded."""

    inside: frozenset[str]
    dotted: tuple[str, ...]
    name_ends: frozenset[str]
    schemes: frozenset[str]
    endings: frozenset[str]
    compounds: frozenset[str]
    is_unspaced: bool
    has_colon_endings: bool
    has_quote_endings: bool
    has_one_quote: bool
    has_turned_quotes: bool


@cache
def repair_words(language: str) -> RepairWords:
    """Return the data of a language, by BCP 47 tag, with those for every language."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    with assets.path("repairs.toml").open("rb") as file:
        tables: Mapping[str, Mapping[str, list[str]]] = tomllib.load(file)

    def words(table: str) -> frozenset[str]:
        known = tables[table].get("all", []) + tables[table].get(primary, [])
        return frozenset(map(str.casefold, known))

    habits = {habit for habit, known in tables["languages"].items() if primary in known}
    return RepairWords(
        inside=words("inside"),
        dotted=tuple(words("dotted")),
        name_ends=frozenset(tables["names"]["ends"]),
        schemes=frozenset(tables["names"]["schemes"]),
        endings=words("endings"),
        compounds=words("compounds"),
        is_unspaced="unspaced" in habits,
        has_colon_endings="colon_endings" in habits,
        has_quote_endings="quote_endings" in habits,
        has_one_quote="one_quote" in habits,
        has_turned_quotes="turned_quotes" in habits,
    )
