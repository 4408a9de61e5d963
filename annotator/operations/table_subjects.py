"""Which columns of an exported table can be edited, and what of the project each of them is."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.check import Confidence, Evidence, FactCheck, Source
from annotator.domain.claim import Claim, DateBasis, Mention
from annotator.domain.codebook import Layer, Scheme
from annotator.domain.people import Entity, EntityKind
from annotator.domain.sentiment import Certainty, Sentiment
from annotator.domain.zone import Zone, ZoneKind
from annotator.i18n import N_
from annotator.operations.table_fields import Field, Form

Kept = (
    Article | Claim | FactCheck | Mention | Sentiment | Evidence | Source | Entity | Zone | Scheme
)
"""A record that a row may change."""


class Subject(Struct, frozen=True):
    """The kind of record that some columns of a row are about, by the column with its key.

    With a `part`, they are about one attribution of a mention, or one label of a scheme: the
    column says which.
    """

    kind: type[Kept]
    key: str
    fields: tuple[Field, ...]
    part: str = ""


def _coded(
    column: str,
    attribute: str,
    title: str,
    codes: Layer | type[StrEnum],
    *,
    is_needed: bool = True,
) -> Field:
    """Return a field with one code, of a layer of the codebook or of those listed."""
    if isinstance(codes, Layer):
        return Field(column, attribute, title, Form.CODE, codes, is_needed=is_needed)
    return Field(column, attribute, title, Form.CODE, codes=tuple(codes), is_needed=is_needed)


_TEXT: Final = Field("claim_text", "text", N_("Claim"), is_needed=True)
_KIND: Final = _coded("assertion_kind_code", "assertion_kind", N_("Kind"), Layer.ASSERTION_KIND)
_QUOTE_TYPE: Final = _coded(
    "quote_type_code", "quote_type", N_("Quote"), Layer.QUOTE_TYPE, is_needed=False
)
_VERDICT: Final = Field("verdict_code", "verdict", N_("Verdict"), Form.VERDICT, Layer.VERDICT)
_STATUS: Final = _coded("check_status", "status", N_("Status"), Layer.CHECK_STATUS)
_CONCLUSION: Final = Field("verdict_text", "conclusion", N_("Conclusion"))
_PUBLISHER: Final = Field("publisher", "publisher", N_("Publisher"))
_PUBLISHED: Final = Field("published_at", "published_at", N_("Published"), Form.DATE)
_ADDRESS: Final = Field("source_url", "source_url", N_("Link"), Form.LINK)
_AS_OF: Final = Field("as_of", "as_of", N_("As of"), Form.DATE)

SUBJECTS: Final[Mapping[str, tuple[Subject, ...]]] = MappingProxyType(
    {
        "labels_flat": (
            Subject(
                Claim,
                "claim_code",
                (
                    _TEXT,
                    Field("claimant", "claimant_id", N_("Claimant"), Form.NAME),
                    _KIND,
                    Field("claim_types", "labels", N_("Type"), Form.LABELS, Layer.CLAIM_TYPE),
                    Field(
                        "checkworthiness_code",
                        "labels",
                        N_("Priority"),
                        Form.LABELS,
                        Layer.CHECKWORTHINESS,
                    ),
                ),
            ),
            Subject(
                FactCheck,
                "claim_code",
                (_VERDICT, _STATUS, _CONCLUSION, _AS_OF),
            ),
            Subject(
                Mention,
                "mention_id",
                (_QUOTE_TYPE,),
            ),
            Subject(
                Article,
                "article_code",
                (
                    Field("article_headline", "headline", N_("Headline")),
                    _PUBLISHER,
                    _PUBLISHED,
                    replace(_ADDRESS, column="article_url"),
                ),
            ),
        ),
        "claims": (
            Subject(
                Claim,
                "claim_id",
                (
                    _TEXT,
                    Field("claimant_name", "claimant_id", N_("Claimant"), Form.NAME),
                    _KIND,
                    Field("claim_date", "date", N_("Date"), Form.DATE),
                    _coded(
                        "claim_date_basis",
                        "date_basis",
                        N_("Basis of the date"),
                        DateBasis,
                        is_needed=False,
                    ),
                    Field("claim_venue", "venue", N_("Place")),
                ),
            ),
        ),
        "fact_checks": (
            Subject(
                FactCheck,
                "check_id",
                (
                    _VERDICT,
                    replace(_STATUS, column="status"),
                    _CONCLUSION,
                    Field("justification", "justification", N_("Reasons")),
                    _AS_OF,
                    _coded(
                        "confidence", "confidence", N_("Confidence"), Confidence, is_needed=False
                    ),
                    Field("notes", "notes", N_("Notes")),
                ),
            ),
        ),
        "sentiments": (
            Subject(
                Sentiment,
                "sentiment_id",
                (
                    Field("polarity", "polarity", N_("Polarity"), Form.POLARITY),
                    Field("target_name", "target_text", N_("Target")),
                    Field("is_mixed", "is_mixed", N_("Mixed"), Form.FLAG),
                    Field("is_implicit", "is_implicit", N_("Implied"), Form.FLAG),
                    _coded("certainty", "certainty", N_("Certainty"), Certainty),
                    Field("note", "note", N_("Note")),
                ),
            ),
        ),
        "claim_mentions": (
            Subject(
                Mention,
                "mention_id",
                (
                    Field("needs_context", "needs_context", N_("Needs context"), Form.FLAG),
                    Field("context_note", "context_note", N_("Context")),
                ),
            ),
        ),
        "attributions": (
            Subject(
                Mention,
                "mention_id",
                (
                    _QUOTE_TYPE,
                    Field("source_name", "source_id", N_("Attributed to"), Form.NAME),
                    Field("source_text", "source_text", N_("In the article’s words")),
                    Field("cue_text", "cue_text", N_("Cue")),
                    Field("is_anonymous", "is_anonymous", N_("Anonymous"), Form.FLAG),
                    Field("said_on", "said_on", N_("Said on"), Form.DATE),
                ),
                part="level",
            ),
        ),
        "articles": (
            Subject(
                Article,
                "article_id",
                (
                    Field("headline", "headline", N_("Headline")),
                    Field("byline", "byline", N_("Byline")),
                    _PUBLISHER,
                    _ADDRESS,
                    Field("archive_url", "archive_url", N_("Archived copy"), Form.LINK),
                    _PUBLISHED,
                    Field("retrieved_at", "retrieved_at", N_("Retrieved"), Form.DATE),
                    _coded("status", "status", N_("Status"), ArticleStatus),
                    Field("notes", "notes", N_("Notes")),
                ),
            ),
        ),
        "zones": (
            Subject(
                Zone,
                "zone_id",
                (
                    _coded("kind_code", "kind", N_("Line type"), ZoneKind),
                    Field("is_excluded", "is_excluded", N_("Excluded"), Form.FLAG),
                ),
            ),
        ),
        "evidence": (
            Subject(
                Evidence,
                "evidence_id",
                (
                    _coded("stance", "stance", N_("Stance"), Layer.EVIDENCE_STANCE),
                    Field("quote", "quote", N_("Quote")),
                    Field("locator", "locator", N_("Found at")),
                    Field("note", "note", N_("Note")),
                ),
            ),
            Subject(Source, "source_id", (Field("source_title", "title", N_("Source")),)),
        ),
        "sources": (
            Subject(
                Source,
                "source_id",
                (
                    Field("title", "title", N_("Title")),
                    Field("publisher", "publisher", N_("Publisher")),
                    Field("url", "url", N_("Address"), Form.LINK),
                    Field("archive_url", "archive_url", N_("Archived copy"), Form.LINK),
                    Field("published_at", "published_at", N_("Published"), Form.DATE),
                    Field("accessed_at", "accessed_at", N_("Accessed"), Form.DATE),
                    _coded("medium", "medium", N_("Medium"), Layer.SOURCE_MEDIUM),
                    Field("is_primary", "is_primary", N_("Primary"), Form.FLAG),
                    _coded(
                        "reliability", "reliability", N_("Reliability"), Layer.SOURCE_RELIABILITY
                    ),
                    Field("reliability_note", "reliability_note", N_("Because")),
                ),
            ),
        ),
        "entities": (
            Subject(
                Entity,
                "entity_id",
                (
                    Field("name", "name", N_("Name"), Form.NAME, is_needed=True),
                    _coded("kind", "kind", N_("Kind"), EntityKind),
                    Field("same_as", "same_as", N_("Address"), Form.LINK),
                    Field("aliases", "aliases", N_("Other names"), Form.NAMES),
                    Field("notes", "notes", N_("Note")),
                ),
            ),
        ),
        "labels": (
            Subject(
                Scheme,
                "scheme_id",
                (
                    Field("name", "name", N_("Name"), Form.NAME, is_needed=True),
                    Field("short", "short", N_("Short name"), Form.NAME),
                    Field("definition", "definition", N_("Definition")),
                ),
                part="code",
            ),
        ),
    }
)
"""The subjects of a row, by table."""
