"""Lists of claims that others have checked: LIAR, AVeriTeC, Google Fact Check Tools, ClaimReview.

https://aclanthology.org/P17-2067 (LIAR, a TSV without a header); https://github.com/MichSchli/AVeriTeC;
https://developers.google.com/fact-check/tools/api; https://schema.org/ClaimReview.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, Final

import msgspec

from annotator.domain.errors import UnreadableFileError
from annotator.i18n import N_, format_number, tr
from annotator.importers.draft import Refusal
from annotator.importers.faults import unreadable
from annotator.importers.fields import date_of, line_of, link_of
from annotator.importers.labels.claim_reviews import claims_in, scripts_in
from annotator.importers.labels.found import values_of, words_in
from annotator.importers.labels.found_claims import FoundClaim, FoundReview, named
from annotator.importers.labels.json_values import FAULTS, first_keys, text_of

_LIAR: Final = frozenset(("pants-fire", "false", "barely-true", "half-true", "mostly-true", "true"))
_COLUMNS: Final = 14
_DAMAGED: Final = N_("“{file}” is damaged, or not JSON: {reason}.")
_NONE: Final = N_("“{file}” has no claims that somebody has checked.")
_Json = dict[str, Any]


def is_one(path: Path) -> bool:
    """Return whether a file holds a list of claims, by its content."""
    suffix = path.suffix.lower()
    if suffix == ".tsv":
        return _is_liar(path)
    if suffix in (".html", ".htm"):
        return b"ClaimReview" in _bytes(path)
    if suffix not in (".json", ".jsonld", ".jsonl"):
        return False
    keys = first_keys(path)
    return (
        bool({"claims", "claimReview"} & keys)
        or {"claim", "label"} <= keys
        or ("@context" in keys and b"ClaimReview" in _bytes(path))
    )


def read(path: Path) -> Iterator[FoundClaim | Refusal]:
    """Yield the claims of a file with the checks that others made; raises UnreadableFileError."""
    found = list(_claims(path))
    if not found:
        raise unreadable(path, _NONE)
    for number, each in enumerate(found, 1):
        place = tr("claim {number}", number=format_number(number))
        if each.text:
            yield each
        else:
            yield Refusal(path, tr("{place} has no text.", place=place))


def _claims(path: Path) -> Iterator[FoundClaim]:
    text = text_of(path)
    if path.suffix.lower() == ".tsv":
        yield from map(_liar, _rows(text))
        return
    for part in scripts_in(text) if path.suffix.lower() in (".html", ".htm") else [text]:
        yield from _of(_value(path, part))


def _value(path: Path, text: str) -> object:
    try:
        value: object = msgspec.json.decode(text.encode("utf-8", "replace"))
    except FAULTS as error:
        raise unreadable(path, _DAMAGED, reason=error) from error
    return value


def _of(found: object) -> Iterator[FoundClaim]:
    if isinstance(found, dict) and isinstance(found.get("claims"), list):
        found = found["claims"]
    for each in values_of(found):
        if not isinstance(each, dict):
            continue
        if "claimReview" in each:
            yield _google(each)
        elif "claim" in each and "label" in each:
            yield _averitec(each)
        else:
            yield from claims_in(each)


def _google(found: _Json) -> FoundClaim:
    reviews = [each for each in values_of(found["claimReview"]) if isinstance(each, dict)]
    return FoundClaim(
        text=line_of(words_in(found.get("text"))),
        claimant=line_of(words_in(found.get("claimant"))),
        date=date_of(words_in(found.get("claimDate"))),
        reviews=tuple(
            FoundReview(
                reviewer=named(each.get("publisher")),
                rating=line_of(words_in(each.get("textualRating"))),
                title=line_of(words_in(each.get("title"))),
                url=link_of(words_in(each.get("url"))),
                date=date_of(words_in(each.get("reviewDate"))),
            )
            for each in reviews
        ),
    )


def _averitec(found: _Json) -> FoundClaim:
    article = link_of(words_in(found.get("fact_checking_article")))
    review = FoundReview(
        reviewer=_site(article),
        rating=line_of(words_in(found.get("label"))),
        explanation=words_in(found.get("justification")),
        url=article,
    )
    return FoundClaim(
        text=line_of(words_in(found.get("claim"))),
        claimant=line_of(words_in(found.get("speaker"))),
        date=date_of(words_in(found.get("claim_date"))),
        venue=line_of(words_in(found.get("reporting_source"))),
        reviews=(review,),
    )


def _site(url: str) -> str:
    """Return the site of a checked claim, without what web archives put before it."""
    return url.rpartition("://")[2].partition("/")[0].removeprefix("www.")


def _liar(row: list[str]) -> FoundClaim:
    code, label, text, *_, venue = row
    review = FoundReview(reviewer="PolitiFact", rating=label, title=f"LIAR {code}")
    claimant = line_of(row[4]).replace("-", " ").title()
    return FoundClaim(
        text=line_of(text), claimant=claimant, venue=line_of(venue), reviews=(review,)
    )


def _rows(text: str) -> list[list[str]]:
    rows = csv.reader(StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [row for row in rows if len(row) == _COLUMNS]


def _is_liar(path: Path) -> bool:
    try:
        first = next(iter(_rows(text_of(path))), [])
    except (UnreadableFileError, csv.Error):
        return False
    return len(first) == _COLUMNS and first[1] in _LIAR


def _bytes(path: Path) -> bytes:
    try:
        return text_of(path).encode("utf-8", "replace")
    except UnreadableFileError:
        return b""
