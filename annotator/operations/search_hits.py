"""Turns records that were found into places with their surroundings."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.errors import LostTextError
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.people import Annotator, Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.search import Hit, Match, SearchKind, Term
from annotator.domain.search_words import places
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.operations.search_excerpts import best_excerpt, excerpt

_MENTIONS: Final = 3  # articles that are named for a claim
_PLACES: Final = 50  # that are shown of one text

Described = tuple[Hit, tuple[str, ...]]
"""A hit without its text, and the texts of the record, one of which is shown."""


def hits_of(reader: ProjectReader, match: Match, terms: tuple[Term, ...]) -> list[Hit]:
    """Return the places of the terms in a record; none when it is gone or damaged."""
    if match.kind is SearchKind.TEXT:
        return list(_in_text(reader, match, terms))
    described = _DESCRIBED[match.table](reader, match)
    if described is None:
        return []
    hit, texts = described
    found = best_excerpt(texts, terms)
    return [replace(hit, text=found.text, spans=found.spans)]


def _in_text(reader: ProjectReader, match: Match, terms: tuple[Term, ...]) -> Iterator[Hit]:
    article = reader.get(Article, match.id)
    if article is None:
        return
    try:
        text = reader.text(reader.version(article.id).sha256)
    except LostTextError:
        return
    found = places(text, terms)
    for number, place in enumerate(found[:_PLACES]):
        shown = excerpt(text, found, place)
        yield replace(
            _of_article(match, article),
            text=shown.text,
            spans=shown.spans,
            place=place,
            paragraph=paragraph_number(text, place.start),
            more=len(found) - 1 if number == 0 else 0,
        )


def _of_article(match: Match, article: Article) -> Hit:
    return Hit(
        kind=match.kind,
        table=match.table,
        id=match.id,
        text="",
        code=article.code,
        article_id=article.id,
        publisher=article.publisher,
        date=article.published_at,
        status=article.status,
    )


def _article(reader: ProjectReader, match: Match) -> Described | None:
    article = reader.get(Article, match.id)
    if article is None:
        return None
    named = (article.headline, article.publisher, article.byline, article.source_url)
    return _of_article(match, article), (
        (article.notes,) if match.kind is SearchKind.NOTE else named
    )


def _of_claim(reader: ProjectReader, match: Match, claim: Claim) -> Hit:
    checks = reader.find(FactCheck, claim_id=claim.id)
    check = max(checks, key=lambda each: each.round_no, default=None)
    articles = list(_mentioning(reader, claim.id))
    return Hit(
        kind=match.kind,
        table=match.table,
        id=match.id,
        text="",
        code=claim.code,
        claim_id=claim.id,
        date=claim.date,
        verdict=check.verdict if check else None,
        articles=tuple(dict.fromkeys(article.code for article in articles)),
        article_id=articles[0].id if articles else "",
    )


def _mentioning(reader: ProjectReader, claim_id: str) -> Iterator[Article]:
    for mention in reader.find(Mention, claim_id=claim_id)[:_MENTIONS]:
        anchor = reader.get(Anchor, mention.anchor_id)
        version = reader.get(TextVersion, anchor.text_id) if anchor else None
        article = reader.get(Article, version.article_id) if version else None
        if article:
            yield article


def _claim(reader: ProjectReader, match: Match) -> Described | None:
    claim = reader.get(Claim, match.id)
    return (_of_claim(reader, match, claim), (claim.text, claim.venue)) if claim else None


def _about(
    reader: ProjectReader, match: Match, claim_id: str, texts: tuple[str, ...], who: str, date: str
) -> Described | None:
    claim = reader.get(Claim, claim_id)
    if claim is None:
        return None
    person = reader.get(Annotator, who)
    hit = replace(_of_claim(reader, match, claim), who=person.name if person else "", date=date)
    return hit, texts


def _check(reader: ProjectReader, match: Match) -> Described | None:
    check = reader.get(FactCheck, match.id)
    if check is None:
        return None
    texts = (check.notes, check.conclusion, check.justification)
    return _about(reader, match, check.claim_id, texts, check.checked_by, check.updated_at)


def _mention(reader: ProjectReader, match: Match) -> Described | None:
    mention = reader.get(Mention, match.id)
    if mention is None:
        return None
    texts, who = (mention.context_note,), mention.annotator_id
    return _about(reader, match, mention.claim_id, texts, who, mention.updated_at)


def _evidence(reader: ProjectReader, match: Match) -> Described | None:
    evidence = reader.get(Evidence, match.id)
    check = reader.get(FactCheck, evidence.check_id) if evidence else None
    if evidence is None or check is None:
        return None
    is_note = match.kind is SearchKind.NOTE
    texts = (evidence.note,) if is_note else (evidence.quote, evidence.locator)
    described = _about(reader, match, check.claim_id, texts, evidence.added_by, evidence.added_at)
    source = reader.get(Source, evidence.source_id or "")
    if described and source:
        described = replace(described[0], publisher=source.publisher or source.title), texts
    return described


def _source(reader: ProjectReader, match: Match) -> Described | None:
    source = reader.get(Source, match.id)
    if source is None:
        return None
    texts = (source.title, source.publisher, source.url, source.archive_url)
    hit = Hit(kind=match.kind, table=match.table, id=match.id, text="")
    for evidence in reader.find(Evidence, source_id=source.id)[:1]:
        check = reader.get(FactCheck, evidence.check_id)
        claim = reader.get(Claim, check.claim_id) if check else None
        hit = _of_claim(reader, match, claim) if claim else hit
    return replace(hit, publisher=source.publisher, date=source.published_at), texts


def _sentiment(reader: ProjectReader, match: Match) -> Described | None:
    sentiment = reader.get(Sentiment, match.id)
    article = reader.get(Article, sentiment.article_id) if sentiment else None
    if sentiment is None or article is None:
        return None
    is_note = match.kind is SearchKind.NOTE
    hit = replace(_of_article(match, article), polarity=sentiment.polarity)
    return hit, (sentiment.note if is_note else sentiment.target_text,)


def _suggestion(reader: ProjectReader, match: Match) -> Described | None:
    suggestion = reader.get(Suggestion, match.id)
    article = reader.get(Article, suggestion.article_id) if suggestion else None
    if suggestion is None or article is None:
        return None
    anchor = reader.get(Anchor, suggestion.anchor_id)
    return _of_article(match, article), (suggestion.text, anchor.exact if anchor else "")


def _entity(reader: ProjectReader, match: Match) -> Described | None:
    entity = reader.get(Entity, match.id)
    if entity is None:
        return None
    texts = (entity.notes,) if match.kind is SearchKind.NOTE else (entity.name, *entity.aliases)
    hit = Hit(kind=match.kind, table=match.table, id=match.id, text="", who=entity.name)
    return hit, texts


_DESCRIBED: Final[Mapping[str, Callable[[ProjectReader, Match], Described | None]]] = {
    "article": _article,
    "claim": _claim,
    "fact_check": _check,
    "claim_mention": _mention,
    "sentiment": _sentiment,
    "suggestion": _suggestion,
    "evidence": _evidence,
    "source": _source,
    "entity": _entity,
}
