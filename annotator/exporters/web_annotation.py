"""W3C Web Annotation Data Model (2017): an AnnotationPage with every mark, claim and verdict.

https://www.w3.org/TR/annotation-model/. A passage has both selectors, TextQuoteSelector and
TextPositionSelector (code points, the end not included), and a TimeState of the page it is from.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.article import Article
from annotator.domain.stamp import utc_now, uuid_of
from annotator.exporters.addresses import address_in
from annotator.exporters.export_format import OptionValues, Piece
from annotator.exporters.facts import (
    ArticleFacts,
    CheckFacts,
    ClaimFacts,
    MentionFacts,
    SentimentFacts,
)
from annotator.exporters.metadata import TOOL
from annotator.exporters.records import Records

_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")

_Json = dict[str, Any]


def pieces(records: Records, _: OptionValues) -> Iterator[Piece]:
    """Yield the page, one piece for each article and for each claim."""
    head = {
        "@context": _CONTEXT,
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": TOOL},
        "modified": utc_now(),
    }
    opening = msgspec.json.encode(head)[:-1] + b',"items":[\n'
    for batch in _batches(records):
        if batch:
            yield Piece("", opening + b",\n".join(map(msgspec.json.encode, batch)), len(batch))
            opening = b",\n"
    yield Piece("", b"\n]}\n" if opening == b",\n" else opening + b"]}\n")


def urn(id: str) -> str:  # noqa: A002
    """Return the name of a record as a URN (RFC 4122); an id of another form is escaped."""
    try:
        return uuid_of(id).urn
    except ValueError:
        return f"urn:annotator:{re.sub('[^0-9A-Za-z]', '', id)}"


def _batches(records: Records) -> Iterator[list[_Json]]:
    for article in records.articles():
        found = [_mention(article, each) for each in article.mentions]
        found += [_sentiment(records, article, each) for each in article.sentiments]
        yield [*found, *_notes(article.article)]
    for claim in records.claims():
        yield [_claim(claim.facts), *_checks(claim.facts)]


def _annotation(
    id: str,  # noqa: A002
    motivation: str,
    times: tuple[str, str],
    by: str,
    body: list[_Json],
    target: object,
) -> _Json:
    created, modified = times
    made: _Json = {"id": urn(id), "type": "Annotation", "motivation": motivation}
    made |= {"created": created} if created else {}
    made |= {"modified": modified} if modified else {}
    made |= {"creator": {"type": "Person", "name": by}} if by else {}
    return made | {"body": body, "target": target}


def _mention(article: ArticleFacts, facts: MentionFacts) -> _Json:
    claim = {
        "type": "SpecificResource",
        "purpose": "identifying",
        "source": urn(facts.claim.claim.id),
    }
    body = [claim, *(_said(label.key.code, "tagging") for label in facts.claim.labels)]
    if facts.mention.quote_type:
        body.append(_said(facts.mention.quote_type, "tagging"))
    body += [_said(said.source_name, "describing") for said in facts.chain if said.source_name]
    mention = facts.mention
    times = mention.created_at, mention.updated_at
    target = _passages(article.article, facts.anchor)
    return _annotation(mention.id, "identifying", times, facts.annotator, body, target)


def _sentiment(records: Records, article: ArticleFacts, facts: SentimentFacts) -> _Json:
    sentiment = facts.sentiment
    body = [_said(str(sentiment.polarity), "classifying")]
    if target := facts.target.name or sentiment.target_text:
        body.append(_said(target, "describing"))
    if sentiment.note:
        body.append(_said(sentiment.note, "commenting"))
    place = _passages(article.article, facts.anchor) if facts.anchor else _page(article.article)
    by = records.annotator(sentiment.annotator_id)
    times = sentiment.created_at, sentiment.updated_at
    return _annotation(sentiment.id, "classifying", times, by, body, place)


def _claim(facts: ClaimFacts) -> _Json:
    claim = facts.claim
    body = [_said(claim.text, "describing")]
    if facts.claimant.name:
        body.append(_said(facts.claimant.name, "identifying"))
    times = claim.created_at, claim.updated_at
    made = _annotation(claim.id, "describing", times, facts.author, body, urn(claim.id))
    return made | {"id": f"{urn(claim.id)}#wording"}


def _checks(facts: ClaimFacts) -> Iterator[_Json]:
    for each in facts.checks:
        if body := list(_finding(each)):
            check = each.check
            times = check.created_at, check.updated_at
            claim = urn(facts.claim.id)
            yield _annotation(check.id, "assessing", times, each.checker, body, claim)
        if each.check.notes:
            times = each.check.created_at, each.check.updated_at
            note = [_said(each.check.notes, "commenting")]
            target = urn(each.check.id)
            made = _annotation(each.check.id, "commenting", times, each.checker, note, target)
            yield made | {"id": f"{urn(each.check.id)}#note"}


def _finding(facts: CheckFacts) -> Iterator[_Json]:
    if facts.verdict_code:
        yield _said(facts.verdict_label or facts.verdict_code, "assessing")
    for words in (facts.check.conclusion, facts.check.justification):
        if words:
            yield _said(words, "describing")
    for evidence, source in facts.held:
        if source and address_in(source.url):
            yield {"type": "SpecificResource", "purpose": "linking", "source": source.url}
        if evidence.quote:
            yield _said(evidence.quote, "describing")


def _notes(article: Article) -> Iterator[_Json]:
    if article.notes:
        note = [_said(article.notes, "commenting")]
        made = _annotation(article.id, "commenting", ("", ""), "", note, _page(article))
        yield made | {"id": f"{urn(article.id)}#note"}


def _passages(article: Article, anchor: Anchor) -> _Json | list[_Json]:
    """Return the target of a mark; several stretches are several targets."""
    places = [_passage(article, fragment) for fragment in anchor.fragments]
    return places[0] if len(places) == 1 else places


def _passage(article: Article, fragment: Fragment) -> _Json:
    quote = {"type": "TextQuoteSelector", "exact": fragment.exact}
    around = {"prefix": fragment.prefix, "suffix": fragment.suffix}
    quote |= {name: words for name, words in around.items() if words}
    position = {"type": "TextPositionSelector", "start": fragment.start, "end": fragment.end}
    return _page(article) | {"selector": [quote, position]}


def _page(article: Article) -> _Json:
    source = address_in(article.source_url) or urn(article.id)
    found: _Json = {"type": "SpecificResource", "source": source}
    state: _Json = {"type": "TimeState"}
    archived = address_in(article.archive_url)
    state |= {"cached": archived} if archived else {}
    if _DAY.fullmatch(article.retrieved_at):
        state |= {"sourceDate": f"{article.retrieved_at}T00:00:00Z"}
    return found | ({"state": state} if len(state) > 1 else {})


def _said(words: str, purpose: str) -> _Json:
    return {"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"}
