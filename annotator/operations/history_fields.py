"""The fields of records as the history shows them: what each is called, and its value in words."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.article import Article, ArticleStatus
from annotator.domain.check import Confidence, Evidence, FactCheck, Source
from annotator.domain.claim import Attribution, Claim, DateBasis, Mention
from annotator.domain.codebook import Codebook, Layer
from annotator.domain.direction import listed
from annotator.domain.edit import Record
from annotator.domain.label_key import LabelKey
from annotator.domain.people import Annotator, Entity
from annotator.domain.project import Project
from annotator.domain.sentiment import Certainty, Holder, Sentiment, SentimentScope
from annotator.domain.suggestion import Suggestion, SuggestionState
from annotator.domain.zone import ZONE_NAMES, Zone, ZoneState
from annotator.i18n import N_, format_number, tr
from annotator.operations.checking import with_status, with_verdict
from annotator.operations.history_names import Names

Value = Any  # of a field: text, a number, a label's key, codes …


class HistoryField(Struct, frozen=True):
    """One field: its name, what it is called, and how it is read, shown and written.

    `write` returns the record with another value; what depends on the value goes along.
    """

    name: str
    label: str
    read: Callable[[Any], Value]
    shown: Callable[[Names, Value], str]
    write: Callable[[Any, Value], Any]


def _text(_names: Names, value: Value) -> str:
    return str(value)


def _number(_names: Names, value: Value) -> str:
    return format_number(value)


def _date(names: Names, value: Value) -> str:
    return names.date(value) if value else ""


def _truth(_names: Names, value: Value) -> str:
    return tr("yes") if value else tr("no")


def _of_layer(layer: Layer) -> Callable[[Names, Value], str]:
    return lambda names, value: names.codebook.name(layer, str(value)) if value != "" else ""


def _one_of(words: Mapping[Any, str]) -> Callable[[Names, Value], str]:
    return lambda _names, value: tr(words[value]) if value in words else str(value)


def _field(
    name: str,
    label: str,
    shown: Callable[[Names, Value], str] = _text,
    write: Callable[[Any, Value], Any] | None = None,
) -> HistoryField:
    def written(record: Any, value: Value) -> Any:  # noqa: ANN401 - a record
        return replace(record, **{name: value})

    return HistoryField(name, label, lambda record: getattr(record, name), shown, write or written)


def _said(level: int, label: str) -> HistoryField:
    """Return the field for who said it, or who relayed it, and how they are quoted."""

    def read(mention: Mention) -> Attribution | None:
        return next((said for said in mention.attributions if said.level == level), None)

    def shown(names: Names, said: Attribution) -> str:
        who = names.entity(said.source_id) or said.source_text
        how = said.known_quote_type and names.codebook.name(Layer.QUOTE_TYPE, said.quote_type)
        return listed((who, how or ""))

    def write(mention: Mention, said: Attribution | None) -> Mention:
        return mention.attributed(said) if said else mention.unattributed(level)

    return HistoryField(f"said.{level}", label, read, shown, write)


def _labels(scheme_id: str, title: str) -> HistoryField:
    """Return the field for the labels of one scheme."""

    def shown(names: Names, codes: frozenset[str]) -> str:
        scheme = next((s for s in names.codebook.schemes if s.id == scheme_id), None)
        order = {label.code: place for place, label in enumerate(scheme.labels if scheme else ())}
        known = sorted(codes, key=lambda code: (order.get(code, len(order)), code))
        return listed(names.label(LabelKey(scheme_id, code)) for code in known)

    return HistoryField(
        f"labels.{scheme_id}",
        title,
        lambda claim: claim.chosen(scheme_id),
        shown,
        lambda claim, codes: claim.labelled(scheme_id, codes),
    )


_HOLDERS: Final = {
    Holder.AUTHOR: N_("Author"),
    Holder.SPEAKER: N_("Speaker"),
    Holder.READER: N_("Reader"),
}
_BASES: Final = {
    DateBasis.STATED: N_("Stated"),
    DateBasis.INFERRED: N_("Inferred"),
    DateBasis.UNKNOWN: N_("Unknown"),
}
_CONFIDENCES: Final = {
    Confidence.LOW: N_("Low"),
    Confidence.MEDIUM: N_("Medium"),
    Confidence.HIGH: N_("High"),
}
ARTICLE_STATUSES: Final = {
    ArticleStatus.TODO: N_("To do"),
    ArticleStatus.IN_PROGRESS: N_("In progress"),
    ArticleStatus.DONE: N_("Done"),
    ArticleStatus.EXCLUDED: N_("Excluded"),
}
"""What the statuses of articles are called."""

_SCOPES: Final = {
    SentimentScope.DOCUMENT: N_("Whole article"),
    SentimentScope.PARAGRAPH: N_("Paragraph"),
    SentimentScope.SENTENCE: N_("Whole sentence"),
    SentimentScope.SPAN: N_("Passage"),
}
_ZONE_STATES: Final = {
    ZoneState.PROPOSED: N_("Suggested"),
    ZoneState.TAKEN: N_("Confirmed"),
    ZoneState.REFUSED: N_("Rejected"),
}
_SUGGESTION_STATES: Final = {
    SuggestionState.OPEN: N_("Open"),
    SuggestionState.TAKEN: N_("Accepted"),
    SuggestionState.REFUSED: N_("Rejected"),
    SuggestionState.GONE: N_("Its text is gone"),
}

_FIELDS: Final[Mapping[type, tuple[HistoryField, ...]]] = {
    Project: (_field("name", N_("Name")),),
    Annotator: (_field("name", N_("Name")),),
    Entity: (
        _field("name", N_("Name")),
        _field("aliases", N_("Other names"), lambda _names, value: listed(value)),
        _field("same_as", N_("Address")),
        _field("notes", N_("Note")),
    ),
    Article: (
        _field("status", N_("Status"), _one_of(ARTICLE_STATUSES)),
        _field("headline", N_("Headline")),
        _field("byline", N_("By")),
        _field("publisher", N_("Publisher")),
        _field("source_url", N_("Link")),
        _field("archive_url", N_("Archived copy")),
        _field("published_at", N_("Published"), _date),
        _field("retrieved_at", N_("Retrieved"), _date),
        _field("language", N_("Language")),
        _field("notes", N_("Notes")),
        _field("word_count", N_("Words"), _number),
    ),
    Claim: (
        _field("text", N_("Wording")),
        _field("claimant_id", N_("Claimant"), Names.entity),
        _field("assertion_kind", N_("Kind"), _of_layer(Layer.ASSERTION_KIND)),
        _field("date", N_("Said on"), _date),
        _field("date_basis", N_("Date basis"), _one_of(_BASES)),
        _field("venue", N_("Where")),
    ),
    Mention: (
        _field("anchor_id", N_("Passage"), Names.words),
        _field("claim_id", N_("Claim"), lambda n, v: getattr(n.record(Claim, v), "code", "")),
        _said(1, N_("Quoted")),
        _said(2, N_("Relayed by")),
        _field("needs_context", N_("Needs context"), _truth),
        _field("context_note", N_("Context")),
    ),
    Sentiment: (
        _field("polarity", N_("Attitude"), _of_layer(Layer.SENTIMENT_POLARITY)),
        _field("anchor_id", N_("Passage"), Names.words),
        _field("target_text", N_("Towards")),
        _field("holder", N_("Held by"), _one_of(_HOLDERS)),
        _field("holder_id", N_("Speaker"), Names.entity),
        _field("is_mixed", N_("Mixed"), _truth),
        _field("is_implicit", N_("Implied"), _truth),
        HistoryField(
            "certainty",
            N_("Unsure"),
            lambda sentiment: sentiment.certainty == Certainty.UNSURE,
            _truth,
            lambda sentiment, is_unsure: replace(
                sentiment, certainty=Certainty.UNSURE if is_unsure else Certainty.SURE
            ),
        ),
        _field("scope", N_("Covers"), _one_of(_SCOPES)),
        _field("note", N_("Note")),
    ),
    Suggestion: (
        _field("state", N_("State"), _one_of(_SUGGESTION_STATES)),
        _field("anchor_id", N_("Passage"), Names.words),
        _field("text", N_("Wording")),
        _field("target_text", N_("Towards")),
        _field("note", N_("Note")),
        _field("source", N_("Source")),
        _field("score", N_("Score"), lambda _names, value: f"{value:.2f}"),
    ),
    FactCheck: (
        _field("verdict", N_("Verdict"), Names.label, with_verdict),
        _field("status", N_("Status"), _of_layer(Layer.CHECK_STATUS), with_status),
        _field("conclusion", N_("Conclusion")),
        _field("justification", N_("Reasons")),
        _field("as_of", N_("As of"), _date),
        _field("confidence", N_("Confidence"), _one_of(_CONFIDENCES)),
        _field("notes", N_("Note")),
    ),
    Evidence: (
        _field("stance", N_("Stance"), _of_layer(Layer.EVIDENCE_STANCE)),
        _field("quote", N_("Quote")),
        _field("source_id", N_("Source"), Names.source),
        _field("locator", N_("Found at")),
        _field("note", N_("Note")),
    ),
    Source: (
        _field("title", N_("Title")),
        _field("publisher", N_("Publisher")),
        _field("url", N_("Address")),
        _field("archive_url", N_("Archived copy")),
        _field("published_at", N_("Published"), _date),
        _field("accessed_at", N_("Accessed"), _date),
        _field("medium", N_("Medium"), _of_layer(Layer.SOURCE_MEDIUM)),
        _field("is_primary", N_("Primary"), _truth),
        _field("reliability", N_("Reliability"), _of_layer(Layer.SOURCE_RELIABILITY)),
        _field("reliability_note", N_("Because")),
    ),
    Zone: (
        _field("kind", N_("Line type"), _one_of(ZONE_NAMES)),
        _field("is_excluded", N_("Excluded"), _truth),
        _field("state", N_("State"), _one_of(_ZONE_STATES)),
    ),
}

_TITLES: Final[Mapping[str, str]] = {
    Layer.CLAIM_TYPE: N_("Type"),
    Layer.CHECKWORTHINESS: N_("Priority"),
}


def fields_of(record: Record, codebook: Codebook) -> tuple[HistoryField, ...]:
    """Return the fields of a record that the history shows, the most telling first."""
    fields = _FIELDS.get(type(record), ())
    if not isinstance(record, Claim):
        return fields
    used = {key.scheme_id for key in record.labels}
    titles = {id_: id_ for id_ in sorted(used)}
    titles |= {s.id: _TITLES.get(s.layer, s.title) for s in codebook.schemes if s.id in used}
    return (*fields, *(_labels(id_, title) for id_, title in titles.items()))
