"""ClaimReview for finished checks, one file each, and all of them as a DataFeed.

https://schema.org/ClaimReview, and what Google's Fact Check Explorer asks of it. A check that lacks
something that a reader of ClaimReview requires is skipped, and named with its reason.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from annotator.domain.article import Article
from annotator.domain.check import CheckStatus
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity, EntityKind
from annotator.exporters.addresses import address_in
from annotator.exporters.export_format import (
    OptionValues,
    Piece,
)
from annotator.exporters.facts import CheckFacts, ClaimFacts
from annotator.exporters.records import Records
from annotator.exporters.web_annotation import urn
from annotator.i18n import ngettext, tr

_FEED: Final = "feed.jsonld"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST: Final = 250
_SHORTEST: Final = 5
_NAMED: Final = 10
_ADVISED: Final = 75  # Google: keep claimReviewed below this
_SENTENCES: Final = re.compile(r"(?:[^.!?]*[.!?]+){1,2}")

_Json = dict[str, Any]


def pieces(records: Records, chosen: OptionValues) -> Iterator[Piece]:
    """Yield a file for each finished check that has what is required, and the feed."""
    opening = b'{"@context":"https://schema.org","@type":"DataFeed","dataFeedElement":[\n'
    for facts in _finished(records):
        if not _lack(facts, chosen):
            review = msgspec.json.encode(_review(records, facts, chosen))
            yield Piece(f"{facts.claim.code}.jsonld", review + b"\n", 1, is_whole_file=True)
            item = b'{"@type":"DataFeedItem","item":[' + review + b"]}"
            yield Piece(_FEED, opening + item)
            opening = b",\n"
    yield Piece(_FEED, b"\n]}\n" if opening == b",\n" else opening + b"]}\n")


def warnings(records: Records, chosen: OptionValues) -> list[str]:
    """Return what finished checks lack, and how many claims are longer than advised."""
    lacking: dict[str, list[str]] = {}
    long = 0
    for facts in _finished(records):
        if lack := _lack(facts, chosen):
            lacking.setdefault(lack, []).append(facts.claim.code)
        long += len(facts.claim.text) > _ADVISED
    found = [_left_out(reason, codes) for reason, codes in lacking.items()]
    if long:
        found.append(
            ngettext(
                "{count} claim is longer than {limit} characters. Google shows shorter ones whole.",
                "{count} claims are longer than {limit} characters. Google shows shorter ones"
                " whole.",
                long,
                limit=_ADVISED,
            )
        )
    return found


def _left_out(reason: str, codes: list[str]) -> str:
    named = ", ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
    return ngettext(
        "{count} check is skipped because {reason}: {codes}",
        "{count} checks are skipped because {reason}: {codes}",
        len(codes),
        reason=reason,
        codes=named,
    )


def _finished(records: Records) -> Iterator[ClaimFacts]:
    for claim in records.claims():
        if claim.facts.latest.check.status == CheckStatus.COMPLETED:
            yield claim.facts


def _lack(facts: ClaimFacts, chosen: OptionValues) -> str:
    """Return what a check lacks to be published; empty when it lacks nothing."""
    check = facts.latest
    if not chosen["page"]:
        return tr("the address of the published check is not given")
    if not check.verdict_label and not check.check.conclusion:
        return tr("it has no verdict and no conclusion")
    if not _SHORTEST <= len(facts.claim.text) <= _LONGEST:
        return tr(
            "the claim must have {shortest} to {longest} characters",
            shortest=_SHORTEST,
            longest=_LONGEST,
        )
    if not _day(check.check.completed_at):
        return tr("the day on which it was completed is missing")
    return "" if chosen["publisher"] or check.checker else tr("nobody is named as its author")


def _review(records: Records, facts: ClaimFacts, chosen: OptionValues) -> _Json:
    check = facts.latest.check
    published, changed = _day(check.completed_at), _day(check.updated_at)
    made: _Json = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": urn(check.id),
        "url": str(chosen["page"]).replace("{code}", facts.claim.code),
        "claimReviewed": facts.claim.text,
        "datePublished": published,
        "author": _author(facts.latest, chosen),
        "reviewRating": _rating(records, facts.latest),
        "itemReviewed": _claim(records, facts),
    }
    made |= {"dateModified": changed} if changed > published else {}
    body = "\n\n".join(words for words in (check.conclusion, check.justification) if words)
    return made | ({"reviewBody": body} if body else {})


def _author(check: CheckFacts, chosen: OptionValues) -> _Json:
    if not chosen["publisher"]:
        return {"@type": "Person", "name": check.checker}
    site = {"url": chosen["site"]} if chosen["site"] else {}
    return {"@type": "Organization", "name": chosen["publisher"], **site}


def _rating(records: Records, facts: CheckFacts) -> _Json:
    rating: _Json = {
        "@type": "Rating",
        "alternateName": facts.verdict_label or facts.check.conclusion,
    }
    if facts.check.justification:
        found = _SENTENCES.match(facts.check.justification)
        rating["ratingExplanation"] = (found[0] if found else facts.check.justification).strip()
    return rating | _numbers(records, facts.check.verdict)


def _numbers(records: Records, verdict: LabelKey | None) -> _Json:
    """Return value, best and worst, from 1, of a verdict whose scheme is a scale of numbers."""
    if not verdict:
        return {}
    scheme = next((s for s in records.codebook.schemes if s.id == verdict.scheme_id), None)
    if not scheme or not scheme.is_ordinal:
        return {}
    numbers = {each.code: each.number for each in scheme.labels if each.number is not None}
    scale = sorted(set(numbers.values()))
    if verdict.code not in numbers or len(scale) < 2:
        return {}
    value = scale.index(numbers[verdict.code]) + 1
    return {"ratingValue": value, "bestRating": len(scale), "worstRating": 1}


def _claim(records: Records, facts: ClaimFacts) -> _Json:
    claim: _Json = {"@type": "Claim", "@id": urn(facts.claim.id), "text": facts.claim.text}
    claim |= {"datePublished": facts.claim.date} if _day(facts.claim.date) else {}
    claim |= {"name": facts.claim.venue} if facts.claim.venue else {}
    if facts.claimant.name and facts.claimant.kind != EntityKind.ANONYMOUS:
        claim["author"] = _agent(facts.claimant)
    articles = records.part.articles_with(facts.claim.id)
    seen = [_work(each) for each in articles if address_in(each.source_url)]
    return claim | ({"appearance": seen} if seen else {})


def _agent(entity: Entity) -> _Json:
    kind = "Person" if entity.kind == EntityKind.PERSON else "Organization"
    same = {"sameAs": entity.same_as} if address_in(entity.same_as) else {}
    return {"@type": kind, "name": entity.name, **same}


def _work(article: Article) -> _Json:
    work: _Json = {"@type": "NewsArticle", "url": article.source_url}
    known = {
        "headline": article.headline,
        "datePublished": _day(article.published_at),
        "archivedAt": address_in(article.archive_url),
    }
    work |= {name: value for name, value in known.items() if value}
    if article.publisher:
        work["publisher"] = {"@type": "Organization", "name": article.publisher}
    return work


def _day(time: str) -> str:
    """Return the day of a time or date; empty when it is not known to the day."""
    found = _DAY.match(time)
    return found[0] if found else ""
