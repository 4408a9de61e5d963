"""Labelling: each user action as one edit."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import Article, ArticleStatus, TextVersion
from annotator.domain.carrying import Mark
from annotator.domain.check import Evidence, FactCheck
from annotator.domain.claim import Attribution, Claim, Mention, QuoteType
from annotator.domain.edit import Change, Edit, Record
from annotator.domain.edit_label import EditLabel
from annotator.domain.people import Entity
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Holder, Sentiment, SentimentScope
from annotator.domain.span import Span
from annotator.i18n import N_
from annotator.operations.sources import unused_sources


def passage_of(reader: ProjectReader, mention: Mention) -> Passage:
    """Return the passage of a mention."""
    anchor = reader.get(Anchor, mention.anchor_id)
    assert anchor is not None  # noqa: S101 - a foreign key holds them together
    version = reader.get(TextVersion, anchor.text_id)
    text = reader.text(version.sha256) if version else ""
    return Passage(text_id=anchor.text_id, text=text, spans=anchor.spans)


def article_of(reader: ProjectReader, anchor: Anchor) -> Article | None:
    """Return the article in whose text an anchor lies; None when it is gone."""
    version = reader.get(TextVersion, anchor.text_id)
    return reader.get(Article, version.article_id) if version else None


def add_claim(passage: Passage, annotator_id: str) -> tuple[Edit, Claim, Mention]:
    """Return the edit that adds a claim, whose text is the passage, the claim, and its mention."""
    claim = Claim(text=passage.excerpt, created_by=annotator_id)
    edit, mention = add_mention(claim, passage, annotator_id)
    added = Edit.add(EditLabel.of(N_("Add claim {code}"), code=claim.id), claim)
    return Edit.joined(added.label, [added, edit]), claim, mention


def add_mention(claim: Claim, passage: Passage, annotator_id: str) -> tuple[Edit, Mention]:
    """Return the edit that adds a mention, attributed to the claim's claimant, and the mention.

    Its quote type is open until a person chooses it.
    """
    anchor = passage.anchor()
    said = (Attribution(source_id=claim.claimant_id),) if claim.claimant_id else ()
    mention = Mention(
        claim_id=claim.id, anchor_id=anchor.id, annotator_id=annotator_id, attributions=said
    )
    label = EditLabel.of(N_("Add mention of {code}"), code=claim.code or claim.id)
    return Edit.add(label, anchor, mention), mention


def proposed_quote_type(reader: ProjectReader, mention: Mention) -> str:
    """Return the quote type to propose for a mention; '' when a person has chosen one.

    Quotation marks suggest direct or mixed, a named source without them indirect; otherwise it is
    the article's own voice.
    """
    if mention.quote_type:
        return ""
    likely = passage_of(reader, mention).quote_type
    return (
        likely if mention.attribution.is_named or likely != QuoteType.INDIRECT else QuoteType.NONE
    )


def attributed(
    reader: ProjectReader, claim: Claim, claimant_id: str | None, label: EditLabel | str
) -> list[Edit]:
    """Return the edits that attribute the mentions of a claim to a new claimant.

    Mentions attributed to somebody else stay. Where the article's own voice was chosen, the quote
    type is open again.
    """
    edits = []
    for mention in reader.find(Mention, claim_id=claim.id):
        said = mention.attribution
        if said.source_id in (None, claim.claimant_id) and (claimant_id or said.source_id):
            other = replace(said, source_id=claimant_id)
            is_open = other == Attribution() and not mention.quote_type
            changed = mention.unattributed(1) if is_open else mention.attributed(other)
            edits.append(Edit.swap(label, mention, changed))
    return edits


def quoted_as(reader: ProjectReader, mention: Mention, quote_type: str) -> Mention:
    """Return a mention with another quote type; the article's own voice has no source.

    Those who relay it get the same quote type where theirs was open.
    """
    said = replace(mention.attribution, quote_type=quote_type)
    claim = reader.get(Claim, mention.claim_id)
    if quote_type == QuoteType.NONE:
        said = replace(said, source_id=None, source_text="")
    elif claim and not said.source_id:
        said = replace(said, source_id=claim.claimant_id)
    how = passage_of(reader, mention).quote_type if quote_type == QuoteType.NONE else quote_type
    for relayed in mention.attributions:
        if relayed.level > 1 and relayed.lacks_quote_type:
            mention = mention.attributed(replace(relayed, quote_type=how))
    return mention.attributed(said)


def extended(spans: Sequence[Span], passage: Passage) -> Passage:
    """Return the spans of a mark together with those of a passage of the same text."""
    return replace(passage, spans=(*spans, *passage.spans))


def moved_stretches(spans: Sequence[Span], passage: Passage) -> Passage:
    """Return the spans of a mark after it was moved to a passage of the same text.

    Of several spans, only those that touch the passage are replaced.
    """
    others = spans if len(spans) > 1 else ()
    kept = [s for s in others if not any(s.overlaps(new) for new in passage.spans)]
    return replace(passage, spans=(*kept, *passage.spans))


def move_mark(label: EditLabel, mark: Mark, passage: Passage) -> Edit:
    """Return the edit that moves a mark to another passage; its labels stay."""
    anchor = passage.anchor(mark.anchor_id)
    moved = replace(mark, anchor_id=anchor.id)
    return Edit(label=label, changes=(Change(None, anchor), Change(mark, moved)))


def remove_mark(reader: ProjectReader, mark: Mark) -> Edit:
    """Return the removal of a mark; the last mention of a claim takes the claim with it."""
    if isinstance(mark, Mention):
        return remove_mention(reader, mark)
    return remove_sentiment(reader, mark)


def remove_mention(reader: ProjectReader, mention: Mention) -> Edit:
    """Return the removal of a mention; the last mention of a claim takes the claim with it."""
    claim = reader.get(Claim, mention.claim_id)
    assert claim is not None  # noqa: S101 - a foreign key holds them together
    if len(reader.find(Mention, claim_id=claim.id)) == 1:
        return remove_claim(reader, claim)
    anchors = anchors_of(reader, mention.anchor_id)
    label = EditLabel.of(N_("Remove mention of {code}"), code=claim.code)
    return Edit.remove(label, mention, *anchors)


def remove_claim(reader: ProjectReader, claim: Claim) -> Edit:
    """Return the removal of a claim with its mentions and its fact-checks."""
    records: list[Record] = []
    for check in reader.find(FactCheck, claim_id=claim.id):
        evidence = reader.find(Evidence, check_id=check.id)
        records += [*evidence, *unused_sources(reader, evidence), check]
    for mention in reader.find(Mention, claim_id=claim.id):
        records += [mention, *anchors_of(reader, mention.anchor_id)]
    label = EditLabel.of(N_("Remove claim {code}"), code=claim.code)
    return Edit.remove(label, *records, claim)


def add_sentiment(
    article: Article, passage: Passage | None, polarity: int, former: Sentiment | None, by: str
) -> tuple[Edit, Sentiment]:
    """Return the edit that adds a sentiment, and the sentiment.

    `polarity` is −3 to +3; without a passage it is about the whole article. Target and holder
    are copied from the former sentiment.
    """
    sentiment = Sentiment(
        article_id=article.id,
        scope=SentimentScope.SPAN if passage else SentimentScope.DOCUMENT,
        anchor_id=None,
        polarity=polarity,
        target_id=former.target_id if former else None,
        target_text=former.target_text if former else "",
        holder=former.holder if former else Holder.AUTHOR,
        holder_id=former.holder_id if former else None,
        annotator_id=by,
    )
    label = EditLabel.of(N_("Add sentiment in {code}"), code=article.code)
    if passage is None:
        return Edit.add(label, sentiment), sentiment
    anchor = passage.anchor()
    sentiment = replace(sentiment, anchor_id=anchor.id)
    return Edit.add(label, anchor, sentiment), sentiment


def remove_sentiment(reader: ProjectReader, sentiment: Sentiment) -> Edit:
    """Return the removal of a sentiment."""
    return Edit.remove(
        EditLabel(N_("Remove sentiment")), sentiment, *anchors_of(reader, sentiment.anchor_id)
    )


def anchors_of(reader: ProjectReader, anchor_id: str | None) -> list[Anchor]:
    """Return the anchor of a mark, and those that it was carried from."""
    chain: list[Anchor] = []
    while anchor_id and (anchor := reader.get(Anchor, anchor_id)):
        chain.append(anchor)
        anchor_id = anchor.previous_id
    return chain


def begun(article: Article) -> list[Edit]:
    """Return the edit that sets an article in progress; none when it already was."""
    if article.status != ArticleStatus.TODO:
        return []
    begun = replace(article, status=ArticleStatus.IN_PROGRESS)
    return [Edit.swap(EditLabel(N_("Begin")), article, begun)]


def entity_named(name: str, known: Iterable[Entity]) -> tuple[list[Edit], Entity]:
    """Return the entity with a name, and the edit that adds it when it is new."""
    found = next((entity for entity in known if entity.answers_to(name)), None)
    if found:
        return [], found
    entity = Entity(name=name)
    return [Edit.add(EditLabel.of(N_("Add “{name}”"), name=name), entity)], entity


def without_unused_entity(reader: ProjectReader, edit: Edit, entity_id: str | None) -> Edit:
    """Return an edit extended by the removal of an entity that nothing refers to after it.

    An entity with more than a name stays.
    """
    entity = reader.get(Entity, entity_id) if entity_id else None
    if entity is None or entity != Entity(name=entity.name, id=entity.id):
        return edit
    after = {change.record.id: change.after for change in edit.changes}
    claims = reader.find(Claim, claimant_id=entity.id)
    mentions = {each.id: each for each in reader.attributed_to(entity.id)} | after
    is_named = (
        any(claim.id not in after for claim in claims)
        or reader.find(Sentiment, target_id=entity.id)
        or reader.find(Sentiment, holder_id=entity.id)
        or any(_names(each, entity) for each in mentions.values())
    )
    return edit if is_named else Edit.joined(edit.label, [edit, Edit.remove(edit.label, entity)])


def _names(record: Record | None, entity: Entity) -> bool:
    said = record.attributions if isinstance(record, Mention) else ()
    return any(each.source_id == entity.id for each in said)
