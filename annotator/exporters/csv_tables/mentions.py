"""The tables of mentions: where a claim is made, and to whom it is attributed."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Fragment
from annotator.domain.codebook import Layer
from annotator.exporters.facts import ArticleFacts, ClaimFacts, MentionFacts, Said
from annotator.exporters.table import Column, Kind, Link, Table, key, shared


class _Part(Struct, frozen=True):
    of: MentionFacts
    number: int
    fragment: Fragment


class _Level(Struct, frozen=True):
    of: MentionFacts
    said: Said


def _parts(facts: ArticleFacts) -> Iterator[_Part]:
    for mention in facts.mentions:
        for number, fragment in enumerate(mention.anchor.fragments, start=1):
            yield _Part(mention, number, fragment)


def _claim(part: _Part) -> ClaimFacts:
    return part.of.claim


def _levels(facts: ArticleFacts) -> Iterator[_Level]:
    return (_Level(mention, said) for mention in facts.mentions for said in mention.chain)


MENTIONS: Final[Table[ArticleFacts, _Part]] = Table(
    name="claim_mentions",
    description="One row per unbroken stretch of a mention.",
    items=_parts,
    key=("mention_id", "fragment_no"),
    links=(
        Link("mention_id", "labels_flat", "mention_id"),
        Link("claim_id", "claims", "claim_id"),
        Link("article_id", "articles", "article_id"),
        Link("annotator_id", "annotators", "annotator_id"),
    ),
    columns=(
        Column("mention_id", Kind.ID, lambda p: key("m", p.of.mention.id), "Key of the mention."),
        Column("claim_id", Kind.ID, lambda p: key("c", p.of.mention.claim_id), "Its claim."),
        Column("article_id", Kind.ID, lambda p: key("a", p.of.article.id), "Its article."),
        Column("text_version", Kind.WHOLE, lambda p: p.of.version_no, "Version of the text."),
        Column("fragment_no", Kind.WHOLE, lambda p: p.number, "Number of the stretch, from 1."),
        Column(
            "start_char",
            Kind.WHOLE,
            lambda p: p.fragment.start,
            "First code point in the text file, counted from 0.",
        ),
        Column("end_char", Kind.WHOLE, lambda p: p.fragment.end, "Code point after the last one."),
        Column("exact", Kind.TEXT, lambda p: p.fragment.exact, "The words, exactly."),
        Column("prefix", Kind.TEXT, lambda p: p.fragment.prefix, "Up to 32 code points before."),
        Column("suffix", Kind.TEXT, lambda p: p.fragment.suffix, "Up to 32 code points after."),
        Column(
            "anchor_state",
            Kind.CODE,
            lambda p: p.of.anchor.state,
            "How sure the place is: exact, moved, fuzzy, orphan.",
        ),
        *shared(
            _claim,
            Column(
                "checkworthiness_code",
                Kind.CODE,
                lambda c: c.codes(Layer.CHECKWORTHINESS),
                "Whether the claim should be checked.",
            ),
        ),
        Column(
            "annotator_id", Kind.ID, lambda p: key("p", p.of.mention.annotator_id), "Who marked it."
        ),
        Column(
            "round_no",
            Kind.WHOLE,
            lambda p: p.of.mention.round_no,
            "Round of labelling; 0 is adjudicated.",
        ),
        Column("created_at", Kind.TIME, lambda p: p.of.mention.created_at, "When it was marked."),
        Column("updated_at", Kind.TIME, lambda p: p.of.mention.updated_at, "When it last changed."),
        Column(
            "needs_context",
            Kind.FLAG,
            lambda p: p.of.mention.needs_context,
            "Whether the words mislead when read alone.",
        ),
        Column("context_note", Kind.TEXT, lambda p: p.of.mention.context_note, "In what way."),
        Column(
            "origin",
            Kind.CODE,
            lambda p: p.of.mention.origin,
            "Where it comes from: manual, suggested, imported.",
        ),
    ),
)

ATTRIBUTIONS: Final[Table[ArticleFacts, _Level]] = Table(
    name="attributions",
    description="One row per level of an attribution: 1 is who said it, 2 and up who relays it.",
    items=_levels,
    key=("attribution_id",),
    links=(Link("mention_id", "labels_flat", "mention_id"),),
    columns=(
        Column(
            "attribution_id",
            Kind.ID,
            lambda each: f"{key('m', each.of.mention.id)}.{each.said.attribution.level}",
            "Key: the mention’s and the level.",
        ),
        Column(
            "mention_id", Kind.ID, lambda each: key("m", each.of.mention.id), "Key of the mention."
        ),
        Column("level", Kind.WHOLE, lambda each: each.said.attribution.level, "Level, from 1."),
        Column(
            "quote_type_code",
            Kind.CODE,
            lambda each: each.said.attribution.known_quote_type,
            "Kind of quotation: direct, mixed, indirect, none; empty where it is still open.",
        ),
        Column(
            "source_entity_id",
            Kind.ID,
            lambda each: key("n", each.said.attribution.source_id),
            "Who it is, in entities.csv.",
        ),
        Column("source_name", Kind.TEXT, lambda each: each.said.name, "Name."),
        Column(
            "source_text",
            Kind.TEXT,
            lambda each: each.said.attribution.source_text,
            "How the article words it, as in “a senior official”.",
        ),
        Column(
            "cue_text",
            Kind.TEXT,
            lambda each: each.said.attribution.cue_text,
            "Words that introduce the speech, as in “he added”.",
        ),
        Column(
            "is_anonymous",
            Kind.FLAG,
            lambda each: each.said.attribution.is_anonymous,
            "Whether the article gives no name.",
        ),
        Column(
            "said_on", Kind.DATE, lambda each: each.said.attribution.said_on, "When it was said."
        ),
    ),
)
