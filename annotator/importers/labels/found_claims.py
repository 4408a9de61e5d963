"""Claims that others have checked, as files tell of them."""

from collections.abc import Iterator

from msgspec import Struct

from annotator.importers.fields import line_of
from annotator.importers.labels.found import values_of, words_in


class FoundReview(Struct, frozen=True, kw_only=True):
    """One check that somebody else made: who, with which result, where and when."""

    reviewer: str
    rating: str = ""
    explanation: str = ""
    title: str = ""
    url: str = ""
    date: str = ""


class FoundClaim(Struct, frozen=True, kw_only=True):
    """A claim with its claimant, date and place, and the checks that others made."""

    text: str
    claimant: str = ""
    date: str = ""
    venue: str = ""
    reviews: tuple[FoundReview, ...] = ()


def named(found: object) -> str:
    """Return the name of what JSON-LD writes as a text, as an object, or in a list."""
    return next(filter(None, _names(found)), "")


def _names(found: object) -> Iterator[str]:
    for each in values_of(found):
        if isinstance(each, dict):
            yield line_of(words_in(each.get("name")) or words_in(each.get("site")))
        else:
            yield line_of(words_in(each))
