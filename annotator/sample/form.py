"""The file format of a worked example: articles and labels, by names instead of ids."""

from typing import Annotated, Final

from msgspec import Meta, Struct, field
from typing_extensions import override

from annotator.domain.article import ArticleStatus
from annotator.domain.check import CheckStatus, EvidenceStance, SourceMedium, SourceReliability
from annotator.domain.claim import AssertionKind, QuoteType
from annotator.domain.people import EntityKind
from annotator.domain.sentiment import Holder

FILE: Final = "sample.toml"
"""The name of the file, in the folder of its articles."""

_Count = Annotated[int, Meta(ge=1)]


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table of the file; unknown fields are refused."""


class ArticleEntry(Entry, frozen=True, kw_only=True):
    """The bibliographic record of one article, and the file with its text."""

    file: str
    headline: str
    publisher: str = ""
    byline: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    language: str = "en"
    status: ArticleStatus = ArticleStatus.TODO


class EntityEntry(Entry, frozen=True, kw_only=True):
    """A person, organisation or group that speaks or is spoken of."""

    name: str
    kind: str = EntityKind.OTHER
    aliases: tuple[str, ...] = ()


class PassageEntry(Entry, frozen=True, kw_only=True):
    """A passage of an article by its exact text, in one or several spans.

    Where the text occurs more than once, `occurrence` says which one, counted from 1, and `of` how
    many there are.
    """

    article: str
    passage: str = ""
    passages: tuple[str, ...] = ()
    occurrence: _Count = 1
    of: _Count = 1

    def __post_init__(self) -> None:
        if self.occurrence > self.of:
            raise ValueError(f"there is no occurrence {self.occurrence} of {self.of}")

    @property
    def stretches(self) -> tuple[str, ...]:
        """Return the text of each span; none for the whole article."""
        return self.passages or ((self.passage,) if self.passage else ())


class MentionEntry(PassageEntry, frozen=True, kw_only=True):
    """A mention of a claim, its source, and who relays it."""

    quote_type: str = QuoteType.NONE
    said_by: str = ""
    relayed_by: str = ""

    @override
    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.stretches:
            raise ValueError("a mention needs a passage")
        if self.quote_type == QuoteType.NONE and (self.said_by or self.relayed_by):
            raise ValueError("whoever is named is quoted: directly, mixed or indirectly")


class EvidenceEntry(Entry, frozen=True, kw_only=True):
    """A piece of evidence with its source."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    archive_url: str = ""
    published: str = ""
    accessed: str = ""
    medium: str = SourceMedium.WEB_TEXT
    primary: bool = False
    reliability: str = SourceReliability.UNKNOWN
    reliability_note: str = ""
    stance: str = EvidenceStance.CONTEXT
    quote: str = ""
    locator: str = ""
    note: str = ""


class CheckEntry(Entry, frozen=True, kw_only=True):
    """The fact-check of a claim."""

    status: str = CheckStatus.IN_PROGRESS
    verdict: str = ""
    conclusion: str = ""
    justification: str = ""
    as_of: str = ""
    confidence: str = ""
    notes: str = ""
    evidence: tuple[EvidenceEntry, ...] = ()


class ClaimEntry(Entry, frozen=True, kw_only=True):
    """A claim with its labels, its mentions, and its check, if any.

    `key` is a name for readers of the file.
    """

    key: str
    text: str
    mentions: tuple[MentionEntry, ...] = field(name="mention")
    claimant: str = ""
    kind: str = AssertionKind.FACT
    types: tuple[str, ...] = ()
    worth: str = ""
    date: str = ""
    date_basis: str = ""
    check: CheckEntry | None = None


class SentimentEntry(PassageEntry, frozen=True, kw_only=True):
    """An attitude in a passage, or in the whole article when none is given; −3 to +3."""

    polarity: Annotated[int, Meta(ge=-3, le=3)]
    target: str = ""
    holder: str = Holder.AUTHOR
    speaker: str = ""
    mixed: bool = False
    implicit: bool = False
    unsure: bool = False
    note: str = ""


class Form(Entry, frozen=True, kw_only=True):
    """The whole file; articles and claims get their codes in its order."""

    name: str
    codebook: str
    description: str = ""
    articles: tuple[ArticleEntry, ...] = field(name="article")
    entities: tuple[EntityEntry, ...] = field(name="entity", default=())
    claims: tuple[ClaimEntry, ...] = field(name="claim", default=())
    sentiments: tuple[SentimentEntry, ...] = field(name="sentiment", default=())
