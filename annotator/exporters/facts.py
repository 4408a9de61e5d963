"""What an export says about articles and claims: records with what belongs to them."""

from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article, TextVersion
from annotator.domain.check import FactCheck, Source
from annotator.domain.claim import Attribution, Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.completeness import Gap, SourcedEvidence
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.zone import Zone

_NO_CHECK: Final = FactCheck(
    claim_id="", round_no=0, status="", checked_by="", created_at="", updated_at="", id=""
)
_NO_VERSION: Final = TextVersion(
    article_id="", sha256="", length=0, version_no=0, created_by="", created_at="", id=""
)


class CheckFacts(Struct, frozen=True):
    """A fact-check with its evidence, each piece with its source."""

    check: FactCheck
    held: tuple[SourcedEvidence, ...]
    verdict_label: str
    checker: str

    @property
    def verdict_code(self) -> str:
        """Return the code of the verdict; empty while there is none."""
        return self.check.verdict.code if self.check.verdict else ""

    @property
    def sources(self) -> list[Source]:
        """Return the sources, each once, in the order of the evidence."""
        return list({source.id: source for _, source in self.held if source}.values())


class RankedLabel(Struct, frozen=True, order=True):
    """A label of a record; `rank` is its position in the codebook."""

    rank: int
    key: LabelKey
    name: str
    layer: str


class ClaimFacts(Struct, frozen=True):
    """A claim with its claimant and all rounds of its check, oldest first."""

    claim: Claim
    claimant: Entity
    checks: tuple[CheckFacts, ...]
    labels: tuple[RankedLabel, ...]
    author: str

    @property
    def latest(self) -> CheckFacts:
        """Return the latest round of its check; an empty one when there is none."""
        return self.checks[-1] if self.checks else CheckFacts(_NO_CHECK, (), "", "")

    def codes(self, layer: Layer) -> str:
        """Return its codes of one layer, in the order of the codebook."""
        return " | ".join(chosen.key.code for chosen in self.labels if chosen.layer == layer)


class CountedClaim(Struct, frozen=True):
    """A claim with its counts of mentions and articles, and the gaps of its latest check."""

    facts: ClaimFacts
    mention_count: int
    article_count: int
    gaps: tuple[Gap, ...]


class Said(Struct, frozen=True):
    """One level of an attribution, with the name of its source."""

    attribution: Attribution
    name: str

    @property
    def source_name(self) -> str:
        """Return the name of the source, otherwise the article's wording."""
        return self.name or self.attribution.source_text


class MentionFacts(Struct, frozen=True):
    """A mention with its position, its claim and its attributions."""

    article: Article
    version_no: int
    mention: Mention
    anchor: Anchor
    claim: ClaimFacts
    chain: tuple[Said, ...]
    annotator: str


class SentimentFacts(Struct, frozen=True):
    """A sentiment with its position, target and holder."""

    sentiment: Sentiment
    version_no: int | None
    anchor: Anchor | None
    target: Entity
    holder: Entity


class ZoneFacts(Struct, frozen=True):
    """A zone that a person decided on, with its article and text version."""

    article: Article
    version_no: int
    zone: Zone


class ArticleFacts(Struct, frozen=True):
    """An article with its text versions, oldest first, and all its marks in text order.

    `text` is the newest text; None when it is missing or damaged. With `omits_excluded`, the marks
    in excluded lines are not here, and their sentences are not wanted.
    """

    article: Article
    versions: tuple[TextVersion, ...]
    mentions: tuple[MentionFacts, ...]
    sentiments: tuple[SentimentFacts, ...]
    zones: tuple[ZoneFacts, ...]
    text: str | None = None
    omits_excluded: bool = False

    @property
    def newest(self) -> TextVersion:
        """Return the newest text version; an empty one when there is none."""
        return self.versions[-1] if self.versions else _NO_VERSION
