"""Everything about one article or one claim, for the `show` command."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.completeness import gaps
from annotator.domain.errors import AnnotatorError, LostTextError
from annotator.domain.reading import ProjectReader
from annotator.exporters.facts import CheckFacts, ClaimFacts, MentionFacts, SentimentFacts
from annotator.exporters.records import Records
from annotator.i18n import tr


class TextRange(Struct, frozen=True):
    """A continuous range of a text version: code points, half-open."""

    start_char: int
    end_char: int
    exact: str


class ShownPlace(Struct, frozen=True):
    """A place in a text version, with all its ranges."""

    text_version: int
    start_char: int
    end_char: int
    exact: str
    fragments: tuple[TextRange, ...]


class ShownMention(Struct, frozen=True):
    """A mention of a claim in an article."""

    article: str
    claim: str
    claim_text: str
    verdict: str
    place: ShownPlace
    quote_type: str
    attributed_to: str
    relayed_by: tuple[str, ...]
    cue: str
    said_on: str


class ShownSentiment(Struct, frozen=True):
    """A sentiment; without a place it is about the whole article."""

    scope: str
    target: str
    holder: str
    holder_name: str
    polarity: int
    is_mixed: bool
    is_implicit: bool
    certainty: str
    note: str
    place: ShownPlace | None


class ShownLabel(Struct, frozen=True):
    """A label that a claim has."""

    layer: str
    scheme_id: str
    code: str
    name: str


class ShownEvidence(Struct, frozen=True):
    """A piece of evidence with its source."""

    stance: str
    quote: str
    locator: str
    note: str
    source: Source | None


class ShownCheck(Struct, frozen=True):
    """One round of checking a claim; gaps say what it lacks."""

    round_no: int
    status: str
    verdict: str
    verdict_label: str
    conclusion: str
    justification: str
    as_of: str
    confidence: str
    notes: str
    checked_by: str
    completed_at: str
    evidence: tuple[ShownEvidence, ...]
    gaps: tuple[str, ...]


class ShownArticle(Struct, frozen=True):
    """An article with its newest text and all its marks."""

    record: Article
    text_version: int
    text_sha256: str
    text: str
    mentions: tuple[ShownMention, ...]
    sentiments: tuple[ShownSentiment, ...]
    damaged: tuple[str, ...]


class ShownClaim(Struct, frozen=True):
    """A claim with where it appears and all rounds of its check."""

    record: Claim
    claimant: str
    labels: tuple[ShownLabel, ...]
    mentions: tuple[ShownMention, ...]
    checks: tuple[ShownCheck, ...]
    damaged: tuple[str, ...]


def details(reader: ProjectReader, code: str) -> ShownArticle | ShownClaim:
    """Return everything about the article or claim with a short code, such as `A1` or `C1`.

    Raises AnnotatorError when nothing has the code.
    """
    records = Records(reader)
    for article in reader.find(Article, code=code.upper()):
        return _article(records, article)
    for claim in reader.find(Claim, code=code.upper()):
        return _claim(records, claim)
    raise AnnotatorError(
        tr(
            "There is no article or claim “{code}”. “annotator articles PROJECT” lists the"
            " articles, and “annotator show PROJECT A1” an article’s claims.",
            code=code,
        )
    )


def as_json(details: ShownArticle | ShownClaim) -> dict[str, object]:
    """Return it as plain values for JSON, with the record's fields beside the others."""
    content: dict[str, object] = msgspec.to_builtins(details)
    record: dict[str, object] = msgspec.to_builtins(details.record)
    del content["record"]
    return record | content


def _article(records: Records, article: Article) -> ShownArticle:
    facts = records.article(article)
    version = facts.newest
    return ShownArticle(
        record=article,
        text_version=version.version_no,
        text_sha256=version.sha256,
        text=_legible(records.reader, version.sha256),
        mentions=tuple(_mention(each) for each in facts.mentions),
        sentiments=tuple(_sentiment(each) for each in facts.sentiments),
        damaged=tuple(each.sentence for each in records.damages() if each.article_id == article.id),
    )


def _legible(reader: ProjectReader, sha256: str) -> str:
    try:
        return reader.text(sha256)
    except LostTextError:  # it is listed as damaged
        return ""


def _claim(records: Records, claim: Claim) -> ShownClaim:
    facts = records.claim(claim.id)
    mentions = records.reader.find(Mention, claim_id=claim.id)
    held = (evidence.id for check in facts.checks for evidence, _ in check.held)
    mine = {claim.id, *(m.id for m in mentions), *(c.check.id for c in facts.checks), *held}
    return ShownClaim(
        record=claim,
        claimant=facts.claimant.name,
        labels=tuple(
            ShownLabel(each.layer, each.key.scheme_id, each.key.code, each.name)
            for each in facts.labels
        ),
        mentions=tuple(_mention(each) for each in _mentions_of(records, claim)),
        checks=tuple(_check(facts, each) for each in facts.checks),
        damaged=tuple(each.sentence for each in records.damages() if each.id in mine),
    )


def _mentions_of(records: Records, claim: Claim) -> Iterator[MentionFacts]:
    reader = records.reader
    anchors = [reader.get(Anchor, m.anchor_id) for m in reader.find(Mention, claim_id=claim.id)]
    versions = [reader.get(TextVersion, anchor.text_id) for anchor in anchors if anchor]
    articles = [reader.get(Article, each) for each in {v.article_id for v in versions if v}]
    for article in sorted((a for a in articles if a), key=lambda a: (len(a.code), a.code)):
        mentions = records.article(article).mentions
        yield from (each for each in mentions if each.claim.claim.id == claim.id)


def _mention(facts: MentionFacts) -> ShownMention:
    said = facts.mention.attribution
    return ShownMention(
        article=facts.article.code,
        claim=facts.claim.claim.code,
        claim_text=facts.claim.claim.text,
        verdict=facts.claim.latest.verdict_label,
        place=_shown_place(facts.version_no, facts.anchor),
        quote_type=facts.mention.quote_type,
        attributed_to=next((s.source_name for s in facts.chain if s.attribution.level == 1), ""),
        relayed_by=tuple(s.source_name for s in facts.chain if s.attribution.level > 1),
        cue=said.cue_text,
        said_on=said.said_on,
    )


def _shown_place(version_no: int, anchor: Anchor) -> ShownPlace:
    fragments = tuple(TextRange(each.start, each.end, each.exact) for each in anchor.fragments)
    return ShownPlace(version_no, anchor.start, fragments[-1].end_char, anchor.exact, fragments)


def _sentiment(facts: SentimentFacts) -> ShownSentiment:
    found = facts.sentiment
    return ShownSentiment(
        scope=found.scope,
        target=facts.target.name or found.target_text,
        holder=found.holder,
        holder_name=facts.holder.name,
        polarity=found.polarity,
        is_mixed=found.is_mixed,
        is_implicit=found.is_implicit,
        certainty=found.certainty,
        note=found.note,
        place=_shown_place(facts.version_no or 0, facts.anchor) if facts.anchor else None,
    )


def _check(facts: ClaimFacts, checked: CheckFacts) -> ShownCheck:
    check = checked.check
    return ShownCheck(
        round_no=check.round_no,
        status=check.status,
        verdict=checked.verdict_code,
        verdict_label=checked.verdict_label,
        conclusion=check.conclusion,
        justification=check.justification,
        as_of=check.as_of,
        confidence=check.confidence,
        notes=check.notes,
        checked_by=checked.checker,
        completed_at=check.completed_at,
        evidence=tuple(
            ShownEvidence(each.stance, each.quote, each.locator, each.note, source)
            for each, source in checked.held
        ),
        gaps=tuple(gap.message for gap in gaps(facts.claim, check, checked.held)),
    )
