"""Language data for splitting sentences, read from one file."""

import re
import tomllib
from functools import cache
from typing import Any

from msgspec import Struct

from annotator import assets
from annotator.language.languages.names import primary

_NEVER = re.compile("(?!)")


class SentenceWords(Struct, frozen=True):
    """The data of one language.

    `abbreviations` are case-folded and without their stops, `tail` matches how a sentence
    continues after a quotation, `starter` where one begins without a stop before it.
    """

    abbreviations: frozenset[str]
    has_ordinals: bool
    tail: re.Pattern[str]
    starter: re.Pattern[str]


@cache
def sentence_words(language: str) -> SentenceWords:
    """Return the data of a language, by BCP 47 tag, with those for every language."""
    tables = _tables()
    code = primary(language)
    tail, starters = tables["tails"].get(code), tables["starters"].get(code)
    shortened = tables["abbreviations"]
    return SentenceWords(
        abbreviations=frozenset(shortened["all"]).union(shortened.get(code, ())),
        has_ordinals=code in tables["ordinals"]["languages"],
        tail=re.compile(tail) if tail else _NEVER,
        starter=re.compile(rf"(?<=\s)(?:{'|'.join(starters)})") if starters else _NEVER,
    )


@cache
def _tables() -> dict[str, dict[str, Any]]:
    with assets.path("sentences.toml").open("rb") as file:
        return tomllib.load(file)
