"""Loading a worked example, and turning it into edits."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.check import CheckStatus, Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import AnnotatorError
from annotator.domain.people import Entity, EntityKind
from annotator.domain.sentiment import Certainty, Sentiment, SentimentScope
from annotator.domain.stamp import new_id, utc_now
from annotator.i18n import N_, tr
from annotator.importers import plain_text
from annotator.importers.draft import Draft
from annotator.operations.articles import set_status
from annotator.operations.new_article import article_from_draft
from annotator.sample.form import (
    FILE,
    ArticleEntry,
    CheckEntry,
    ClaimEntry,
    EvidenceEntry,
    Form,
    MentionEntry,
    SentimentEntry,
)
from annotator.sample.records import Arrived, ExampleRecords


class WorkedExample(Struct, frozen=True):
    """A form with the drafts of its articles, in order."""

    form: Form
    drafts: tuple[Draft, ...]


def load(folder: Path) -> WorkedExample:
    """Return the worked example in a folder.

    Raises AnnotatorError when its file or an article's cannot be read, or is invalid.
    """
    try:
        form = msgspec.toml.decode((folder / FILE).read_bytes(), type=Form)
    except OSError as error:
        raise AnnotatorError(
            tr(
                "“{folder}” cannot be read: {strerror}.",
                folder=folder / FILE,
                strerror=error.strerror,
            )
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise AnnotatorError(
            tr("“{file}” cannot be used: {error}.", file=FILE, error=error)
        ) from error
    return WorkedExample(form, tuple(_draft(folder, entry) for entry in form.articles))


def edits(example: WorkedExample, codebook: Codebook, annotator_id: str) -> Iterator[Edit]:
    """Yield the edits that build the example in an empty project, in a natural working order.

    Articles get the codes A1, A2, … and claims C1, C2, … in the order of the file. Raises
    AnnotatorError for a missing passage, name or label.
    """
    form = example.form
    desk = _desk(example, codebook, annotator_id)
    claims = [_claim(desk, f"C{number}", entry) for number, entry in enumerate(form.claims, 1)]
    yield from (arrived.edit for arrived in desk.arrived.values())
    if desk.entities:
        label = EditLabel.counted("Add {count} name", "Add {count} names", len(desk.entities))
        yield Edit.add(label, *desk.entities.values())
    for claim, entry in zip(claims, form.claims, strict=True):
        yield from _marking(desk, claim, entry)
    for sentiment in form.sentiments:
        yield _sentiment(desk, sentiment)
    for article in form.articles:
        yield from _progress(desk.article(article.file).article, article.status)
    for claim, entry in zip(claims, form.claims, strict=True):
        if entry.check:
            yield from _checking(desk, claim, entry.check)


def _draft(folder: Path, entry: ArticleEntry) -> Draft:
    return replace(
        next(plain_text.read(folder / entry.file)),
        headline=entry.headline,
        publisher=entry.publisher,
        byline=entry.byline,
        source_url=entry.url,
        published_at=entry.published,
        retrieved_at=entry.retrieved,
        language=entry.language,
    )


def _desk(example: WorkedExample, codebook: Codebook, annotator_id: str) -> ExampleRecords:
    group = new_id()
    arrived = {
        entry.file: _arrived(draft, article_from_draft(draft, f"A{number}", annotator_id, group))
        for number, (entry, draft) in enumerate(
            zip(example.form.articles, example.drafts, strict=True), 1
        )
    }
    entities = {
        entry.name: Entity(name=entry.name, kind=entry.kind, aliases=entry.aliases)
        for entry in example.form.entities
    }
    return ExampleRecords(
        arrived=arrived, entities=entities, codebook=codebook, annotator_id=annotator_id
    )


def _arrived(draft: Draft, edit: Edit) -> Arrived:
    records = [change.record for change in edit.changes]
    article = next(record for record in records if isinstance(record, Article))
    version = next(record for record in records if isinstance(record, TextVersion))
    return Arrived(edit=edit, article=article, text_id=version.id, text=draft.text)


def _claim(desk: ExampleRecords, code: str, entry: ClaimEntry) -> Claim:
    labels = [desk.label(Layer.CLAIM_TYPE, kind) for kind in entry.types]
    labels.append(desk.label(Layer.CHECKWORTHINESS, entry.worth))
    return Claim(
        code=code,
        text=entry.text,
        assertion_kind=entry.kind,
        claimant_id=desk.entity_id(entry.claimant),
        date=entry.date,
        date_basis=entry.date_basis,
        labels=frozenset(label for label in labels if label),
        created_by=desk.annotator_id,
    )


def _marking(desk: ExampleRecords, claim: Claim, entry: ClaimEntry) -> Iterator[Edit]:
    first, *others = entry.mentions
    yield Edit.add(_named(N_("Add claim {code}"), claim), claim, *_mention(desk, claim, first))
    for other in others:
        yield Edit.add(_named(N_("Add mention of {code}"), claim), *_mention(desk, claim, other))


def _mention(desk: ExampleRecords, claim: Claim, entry: MentionEntry) -> tuple[Anchor, Mention]:
    anchor = desk.anchor(entry)
    mention = Mention(
        claim_id=claim.id,
        anchor_id=anchor.id,
        annotator_id=desk.annotator_id,
        attributions=tuple(_attributions(desk, entry)),
    )
    return anchor, mention


def _attributions(desk: ExampleRecords, entry: MentionEntry) -> Iterator[Attribution]:
    chain = [entry.said_by, *([entry.relayed_by] if entry.relayed_by else [])]
    for level, name in enumerate(chain, 1):
        yield replace(_attribution(level, desk.entity(name)), quote_type=entry.quote_type)


def _attribution(level: int, source: Entity | None) -> Attribution:
    if source is None:
        return Attribution(level=level)
    is_anonymous = source.kind == EntityKind.ANONYMOUS
    return Attribution(level=level, source_id=source.id, is_anonymous=is_anonymous)


def _sentiment(desk: ExampleRecords, entry: SentimentEntry) -> Edit:
    article = desk.article(entry.article).article
    anchors = [desk.anchor(entry)] if entry.stretches else []
    sentiment = Sentiment(
        article_id=article.id,
        scope=SentimentScope.SPAN if anchors else SentimentScope.DOCUMENT,
        anchor_id=anchors[0].id if anchors else None,
        target_id=desk.entity_id(entry.target),
        holder=entry.holder,
        holder_id=desk.entity_id(entry.speaker),
        polarity=entry.polarity,
        is_mixed=entry.mixed,
        is_implicit=entry.implicit,
        certainty=Certainty.UNSURE if entry.unsure else Certainty.SURE,
        note=entry.note,
        annotator_id=desk.annotator_id,
    )
    label = EditLabel.of(N_("Add sentiment in {code}"), code=article.code)
    return Edit.add(label, *anchors, sentiment)


def _progress(article: Article, status: ArticleStatus) -> Iterator[Edit]:
    if status != article.status:
        yield set_status([article], status)


def _checking(desk: ExampleRecords, claim: Claim, entry: CheckEntry) -> Iterator[Edit]:
    begun = FactCheck(
        claim_id=claim.id,
        status=CheckStatus.IN_PROGRESS,
        notes=entry.notes,
        checked_by=desk.annotator_id,
    )
    yield Edit.add(_named(N_("Begin the check of {code}"), claim), begun)
    for evidence in entry.evidence:
        yield Edit.add(
            _named(N_("Add evidence on {code}"), claim), *_evidence(desk, begun, evidence)
        )
    now = utc_now()
    written = replace(
        begun,
        status=entry.status,
        verdict=desk.label(Layer.VERDICT, entry.verdict),
        conclusion=entry.conclusion,
        justification=entry.justification,
        as_of=entry.as_of,
        confidence=entry.confidence,
        completed_at=now if entry.status == CheckStatus.COMPLETED else "",
    )
    if written != begun:
        yield Edit.swap(_named(N_("Write up the check of {code}"), claim), begun, written).stamped(
            now
        )


def _evidence(
    desk: ExampleRecords, check: FactCheck, entry: EvidenceEntry
) -> tuple[Source, Evidence]:
    source = Source(
        title=entry.title,
        publisher=entry.publisher,
        url=entry.url,
        archive_url=entry.archive_url,
        published_at=entry.published,
        accessed_at=entry.accessed,
        medium=entry.medium,
        is_primary=entry.primary,
        reliability=entry.reliability,
        reliability_note=entry.reliability_note,
    )
    evidence = Evidence(
        check_id=check.id,
        source_id=source.id,
        stance=entry.stance,
        quote=entry.quote,
        locator=entry.locator,
        note=entry.note,
        added_by=desk.annotator_id,
    )
    return source, evidence


def _named(label: str, claim: Claim) -> EditLabel:
    return EditLabel.of(label, code=claim.code)
