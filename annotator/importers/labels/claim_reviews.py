"""ClaimReview of schema.org as JSON-LD, in pages and feeds, read as leniently as it is written."""

import re
from collections.abc import Iterator
from math import nan
from typing import Any, Final

from annotator.importers.fields import date_of, line_of, link_of
from annotator.importers.labels.found import values_of, words_in
from annotator.importers.labels.found_claims import FoundClaim, FoundReview, named

_SCRIPT: Final = re.compile(
    r"<script\b[^>]*\bapplication/ld\+json\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE
)
_DEPTH: Final = 6
_INSIDE: Final = ("@graph", "dataFeedElement", "item", "itemListElement", "mainEntity")
_Json = dict[str, Any]


def scripts_in(page: str) -> list[str]:
    """Return the JSON-LD of a page that speaks of a ClaimReview."""
    found = (each[1].strip() for each in _SCRIPT.finditer(page))
    return [each for each in found if "ClaimReview" in each]


def claims_in(found: object, depth: int = 0) -> Iterator[FoundClaim]:
    """Yield every ClaimReview in JSON-LD, however it is wrapped."""
    for each in values_of(found):
        if not isinstance(each, dict) or depth > _DEPTH:
            continue
        if "ClaimReview" in [*values_of(each.get("@type"))]:
            yield _claim(each)
        for key in _INSIDE:
            yield from claims_in(each.get(key), depth + 1)


def _claim(found: _Json) -> FoundClaim:
    items = [each for each in values_of(found.get("itemReviewed")) if isinstance(each, dict)]
    item = items[0] if items else {}
    rating = next(values_of(found.get("reviewRating")), None)
    review = FoundReview(
        reviewer=named(found.get("author")) or named(found.get("publisher")),
        rating=_rating(rating),
        explanation=_explanation(rating) or words_in(found.get("reviewBody")),
        title=line_of(words_in(found.get("headline")) or words_in(found.get("name"))),
        url=link_of(words_in(found.get("url"))),
        date=date_of(words_in(found.get("datePublished"))),
    )
    return FoundClaim(
        text=line_of(words_in(found.get("claimReviewed")) or words_in(item.get("text"))),
        claimant=named(item.get("author")),
        date=date_of(words_in(item.get("datePublished"))),
        venue=_appearance(item),
        reviews=(review,),
    )


def _appearance(item: _Json) -> str:
    """Return where the claim was made: an address, or the name of the place."""
    places = [*values_of(item.get("appearance")), *values_of(item.get("firstAppearance"))]
    for each in places:
        address = words_in(each.get("url") or each.get("@id")) if isinstance(each, dict) else each
        if words_in(address):
            return line_of(words_in(address))
    return line_of(words_in(item.get("name")))


def _rating(rating: object) -> str:
    """Return the rating in words; numbers only where they lie on a scale."""
    if not isinstance(rating, dict):
        return line_of(words_in(rating))
    said = line_of(words_in(rating.get("alternateName")) or words_in(rating.get("name")))
    names = ("worstRating", "ratingValue", "bestRating")
    numbers = [_number(rating.get(name)) for name in names]
    worst, value, best = (each if each is not None else nan for each in numbers)
    is_on_scale = worst <= value <= best and worst < best
    return f"{value:g} ({worst:g}–{best:g})" if is_on_scale and not said else said


def _explanation(rating: object) -> str:
    return words_in(rating.get("ratingExplanation")) if isinstance(rating, dict) else ""


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, str | int | float) else None
    except ValueError:
        return None
