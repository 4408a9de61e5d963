"""The known languages, read from one file."""

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from annotator import assets

UNDETERMINED = "und"
"""The BCP 47 tag of an undetermined language."""

_OTHER_CODES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "sh": "sr"}


class Language(Struct, frozen=True):
    """A language with its name, and what its texts look like.

    `letters` are its letters besides a to z, `words` its most frequent words.
    """

    name: str
    endonym: str
    scripts: tuple[str, ...]
    letters: str = ""
    words: str = ""


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by code."""
    with assets.path("languages.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), dict[str, Language])


def primary(tag: str) -> str:
    """Return the language code of a BCP 47 tag, without country or script."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    return _OTHER_CODES.get(code, code)


def language(tag: str) -> Language | None:
    """Return the language of a BCP 47 tag; None for an unknown one."""
    return languages().get(primary(tag))
