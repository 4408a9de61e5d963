"""The figures that there are: their titles, and the names and the order of what they compare."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from annotator.domain.article import ArticleStatus
from annotator.domain.codebook import Layer
from annotator.domain.completeness import CHECK_RULES, EVIDENCE_RULES, MENTION_RULES, rule_of
from annotator.domain.figures import FigureId, Heading, Shape
from annotator.domain.people import Annotator
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import POLARITIES
from annotator.domain.suggestion import SuggestionState
from annotator.i18n import N_, tr
from annotator.operations.history_fields import ARTICLE_STATUSES

_NO_CLAIMS: Final = N_("There are no claims yet. Mark some in an article.")
_NO_SENTIMENTS: Final = N_("There are no sentiments yet. Mark some in an article.")
_NO_PUBLISHER: Final = N_("no publisher")
_LABELS: Final = {
    "claim": N_("Claims"),
    "claim_mention": N_("Mentions of claims"),
    "sentiment": N_("Sentiments"),
    "fact_check": N_("Fact-checks"),
    "evidence": N_("Evidence"),
}


class FigureNames:
    """Gives the names of categories and series; `day` puts a day into the form of the reader."""

    def __init__(self, reader: ProjectReader, day: Callable[[str], str] = str) -> None:
        self.codebook = reader.codebook()
        self.people = {each.id: each.name for each in reader.find(Annotator)}
        self.day = day

    def codes(self, layer: Layer) -> list[str]:
        """Return the codes of a layer, in their order."""
        return [label.code for scheme in self.codebook.layer(layer) for label in scheme.labels]

    def person(self, code: str) -> str:
        """Return the name of somebody who worked."""
        return self.people.get(code) or tr("unknown")


class Plan(Struct, frozen=True, kw_only=True):
    """What a figure is called, and how its categories and series are.

    `name` gives the name of a category; those in `order` come first, then the largest. `series`
    are all that can be there; None stands for the people, the most active first.
    """

    title: str
    empty: str
    name: Callable[[FigureNames, str], str]
    order: Callable[[FigureNames], Sequence[str]] = lambda _: ()
    series: Callable[[FigureNames], Sequence[Heading]] | None = lambda _: (Heading.of("", ""),)
    shape: Shape = Shape.BARS


def _verdicts(names: FigureNames) -> list[Heading]:
    judged = [
        Heading.of(f"{scheme.id}/{label.code}", label.name, label.colour or "unchecked")
        for scheme in names.codebook.layer(Layer.VERDICT)
        for label in scheme.labels
    ]
    return [*judged, Heading.of("", tr("no verdict"), "unchecked")]


def _attitudes(names: FigureNames) -> list[Heading]:
    return [
        Heading.of(
            str(each),
            names.codebook.name(Layer.SENTIMENT_POLARITY, str(each)),
            "negative" if each < 0 else "positive" if each else "neutral",
        )
        for each in POLARITIES
    ]


def _answers(_: FigureNames) -> list[Heading]:
    return [
        Heading.of(SuggestionState.TAKEN, tr("accepted"), "supported"),
        Heading.of(SuggestionState.REFUSED, tr("rejected"), "refuted"),
        Heading.of(SuggestionState.GONE, tr("text gone"), "conflicting"),
        Heading.of(SuggestionState.OPEN, tr("open"), "unchecked"),
    ]


def _in_layer(layer: Layer) -> Callable[[FigureNames, str], str]:
    return lambda names, code: names.codebook.name(layer, code)


def _order_of(layer: Layer) -> Callable[[FigureNames], Sequence[str]]:
    return lambda names: names.codes(layer)


def _or(without: str) -> Callable[[FigureNames, str], str]:
    return lambda _, code: code or tr(without)


def _rule_name(_: FigureNames, code: str) -> str:
    rule = rule_of(code)
    return tr(rule.message) if rule else code


def _status_name(_: FigureNames, code: str) -> str:
    known = {str(status): name for status, name in ARTICLE_STATUSES.items()}
    return tr(known[code]) if code in known else code


def _rules(_: FigureNames) -> list[str]:
    return [rule.code for rule in (*CHECK_RULES, *EVIDENCE_RULES, *MENTION_RULES)]


PLANS: Final[Mapping[FigureId, Plan]] = {
    FigureId.PROGRESS: Plan(
        title=N_("Articles by status"),
        empty=N_("There are no articles yet. Import some."),
        name=_status_name,
        order=lambda _: tuple(ArticleStatus),
    ),
    FigureId.CHECKS: Plan(
        title=N_("Fact-checks by status"),
        empty=_NO_CLAIMS,
        name=_in_layer(Layer.CHECK_STATUS),
        order=_order_of(Layer.CHECK_STATUS),
    ),
    FigureId.LABELS: Plan(
        title=N_("Labels by kind"),
        empty=N_("There are no labels yet. Mark something in an article."),
        name=lambda _, code: tr(_LABELS[code]),
        order=lambda _: tuple(_LABELS),
    ),
    FigureId.KINDS: Plan(
        title=N_("Claims by kind of statement"),
        empty=_NO_CLAIMS,
        name=_in_layer(Layer.ASSERTION_KIND),
        order=_order_of(Layer.ASSERTION_KIND),
    ),
    FigureId.TYPES: Plan(
        title=N_("Claims by type"),
        empty=N_("No claim has a type yet."),
        name=_in_layer(Layer.CLAIM_TYPE),
        order=_order_of(Layer.CLAIM_TYPE),
    ),
    FigureId.PRIORITY: Plan(
        title=N_("Claims by priority"),
        empty=N_("No claim has a priority yet."),
        name=_in_layer(Layer.CHECKWORTHINESS),
        order=_order_of(Layer.CHECKWORTHINESS),
    ),
    FigureId.VERDICTS_BY_PUBLISHER: Plan(
        title=N_("Verdicts by publisher"),
        empty=_NO_CLAIMS,
        name=_or(_NO_PUBLISHER),
        series=_verdicts,
    ),
    FigureId.VERDICTS_BY_CLAIMANT: Plan(
        title=N_("Verdicts by claimant"),
        empty=_NO_CLAIMS,
        name=_or(N_("no claimant")),
        series=_verdicts,
    ),
    FigureId.SENTIMENT_BY_TARGET: Plan(
        title=N_("Sentiment by target"),
        empty=_NO_SENTIMENTS,
        name=_or(N_("no target")),
        series=_attitudes,
        shape=Shape.DIVERGING,
    ),
    FigureId.SENTIMENT_BY_PUBLISHER: Plan(
        title=N_("Sentiment by publisher"),
        empty=_NO_SENTIMENTS,
        name=_or(_NO_PUBLISHER),
        series=_attitudes,
        shape=Shape.DIVERGING,
    ),
    FigureId.WORK: Plan(
        title=N_("Labels by day and person"),
        empty=N_("Nobody has labelled anything yet."),
        name=lambda names, code: names.day(code) if code else tr("unknown"),
        series=None,
        shape=Shape.TIMELINE,
    ),
    FigureId.GAPS: Plan(
        title=N_("Gaps by rule"),
        empty=N_("Nothing is missing in the fact-checks."),
        name=_rule_name,
        order=_rules,
    ),
    FigureId.SUGGESTIONS: Plan(
        title=N_("Suggestions by source"),
        empty=N_("There are no suggestions yet. Import labels as suggestions."),
        name=_or(N_("no source")),
        series=_answers,
    ),
}
"""How each figure is put together."""
