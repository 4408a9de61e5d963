"""The languages that are known by name, read from one file."""

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec
from msgspec import Struct

from annotator import assets

UNDETERMINED = "und"
"""The BCP 47 tag of a text whose language nobody has told."""

_OTHER_CODES = {"no": "nb", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "sh": "sr"}


class Language(Struct, frozen=True):
    """A language as people name it, and what its texts look like.

    `letters` are those besides a to z that are ordinary in it, `words` its most frequent ones.
    """

    name: str
    endonym: str
    scripts: tuple[str, ...]
    letters: str = ""
    words: str = ""


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages by their codes."""
    with assets.path("languages.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), dict[str, Language])


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag as one code, whatever country or script it names."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    return _OTHER_CODES.get(code, code)


def language(tag: str) -> Language | None:
    """Return what is known of the language of a BCP 47 tag."""
    return languages().get(primary(tag))
