"""Marks as other programs know them: stretches of a text, each with labels."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotator.domain.anchor import Anchor, Fragment
from annotator.domain.codebook import Layer
from annotator.exporters.export_format import ExportOption
from annotator.exporters.facts import ArticleFacts, ClaimFacts, MentionFacts, SentimentFacts
from annotator.exporters.features import Feature
from annotator.exporters.records import Records
from annotator.i18n import N_

CLAIM: Final = "claim"
"""The label of the mention of a claim that has none of the kind that is exported."""

_LAYERS: Final = {
    "kind": None,
    "type": Layer.CLAIM_TYPE,
    "priority": Layer.CHECKWORTHINESS,
    "verdict": Layer.VERDICT,
}
_TONES: Final = ("sentiment_neutral", "sentiment_positive", "sentiment_negative")

LABELS: Final = ExportOption(
    name="labels",
    title=N_("Label claims by"),
    help=N_(
        "Which labels the passages of claims carry: one for all claims, the types of the claim,"
        " its priority or its verdict."
    ),
    default="kind",
    choices={
        "kind": N_("One label"),
        "type": N_("Type"),
        "priority": N_("Priority"),
        "verdict": N_("Verdict"),
    },
)
"""The option that says which labels the mentions of claims carry."""

NEVER_HELD: Final = frozenset(
    {
        Feature.WHOLE_SENTIMENTS,
        Feature.UNMENTIONED,
        Feature.EVIDENCE,
        Feature.VERSIONS,
        Feature.ZONES,
        Feature.EARLIER,
    }
)
"""What a format that knows only texts and labelled stretches has no place for."""


class Mark(Struct, frozen=True):
    """A mark of an article's newest text, with the codes of its labels, at least one."""

    facts: MentionFacts | SentimentFacts
    anchor: Anchor
    labels: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return the id of the mention or sentiment."""
        facts = self.facts
        return facts.mention.id if isinstance(facts, MentionFacts) else facts.sentiment.id

    @property
    def annotator_id(self) -> str:
        """Return the id of the annotator who made it."""
        facts = self.facts
        record = facts.mention if isinstance(facts, MentionFacts) else facts.sentiment
        return record.annotator_id


class LabelledText(Struct, frozen=True):
    """The newest text of an article with its marks, in text order."""

    facts: ArticleFacts
    text: str
    marks: tuple[Mark, ...]

    @property
    def stretches(self) -> Iterator[tuple[Mark, Fragment, str]]:
        """Yield each unbroken stretch once for each label of its mark."""
        for mark in self.marks:
            for fragment in mark.anchor.fragments:
                for label in mark.labels:
                    yield mark, fragment, label


def labelled_texts(records: Records, labels: str) -> Iterator[LabelledText]:
    """Yield the articles whose text can be read, labelled as a choice of `LABELS` says."""
    for facts in records.articles():
        if facts.text is not None:
            yield LabelledText(facts, facts.text, tuple(_marks(facts, labels)))


def _marks(facts: ArticleFacts, labels: str) -> Iterator[Mark]:
    layer = _LAYERS[labels]
    found = [Mark(each, each.anchor, _labels(each.claim, layer)) for each in facts.mentions]
    for each in facts.sentiments:
        if each.anchor:
            polarity = each.sentiment.polarity
            tone = _TONES[(polarity > 0) - (polarity < 0)]
            found.append(Mark(each, each.anchor, (tone,)))
    found.sort(key=lambda mark: (mark.anchor.start, mark.anchor.fragments[-1].end))
    return (mark for mark in found if mark.anchor.text_id == facts.newest.id)


def _labels(claim: ClaimFacts, layer: Layer | None) -> tuple[str, ...]:
    if layer is Layer.VERDICT:
        return (claim.latest.verdict_code or CLAIM,)
    chosen = tuple(label.key.code for label in claim.labels if label.layer == layer)
    return chosen or (CLAIM,)
