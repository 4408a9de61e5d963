"""Suggested labels of an article: finding the open ones, accepting and rejecting them."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention, MentionOrigin
from annotator.domain.codebook import Codebook, Layer, Scheme
from annotator.domain.edit import Change, Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.errors import LostTextError
from annotator.domain.label_key import LabelKey
from annotator.domain.reading import ProjectReader
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion, SuggestionKind, SuggestionState
from annotator.i18n import N_
from annotator.operations.codebook import without_schemes
from annotator.operations.labelling import add_claim, add_mention, add_sentiment


class PlacedSuggestion(Struct, frozen=True):
    """An open suggestion with its passage in the newest text of its article."""

    suggestion: Suggestion
    passage: Passage

    @property
    def wording(self) -> str:
        """Return the wording of the claim, or the passage where none is proposed."""
        return self.suggestion.text or self.passage.excerpt


def open_in(reader: ProjectReader, article_id: str) -> list[PlacedSuggestion]:
    """Return the open suggestions of an article in text order; damaged ones are omitted."""
    found = reader.find(Suggestion, article_id=article_id, state=SuggestionState.OPEN)
    if not found:
        return []
    try:
        version = reader.version(article_id)
        text = reader.text(version.sha256)
    except LostTextError:
        return []
    anchors = {
        each.id: each
        for each in reader.find_among(Anchor, "id", {each.anchor_id for each in found})
    }
    placed = [
        PlacedSuggestion(
            each, Passage(text_id=version.id, text=text, spans=anchors[each.anchor_id].spans)
        )
        for each in found
        if _is_sound(anchors.get(each.anchor_id), version.id, text)
    ]
    return sorted(placed, key=lambda each: each.passage.spans)


def accept_suggestion(
    reader: ProjectReader, article: Article, placed: PlacedSuggestion, annotator_id: str
) -> tuple[Edit, Mention | Sentiment]:
    """Return the edit that makes a label of a suggestion, and the mark.

    A proposed wording that a claim of the project has already makes another mention of it.
    """
    suggestion = placed.suggestion
    if suggestion.kind == SuggestionKind.SENTIMENT:
        return _accepted_sentiment(article, placed, annotator_id)
    same = reader.find(Claim, text=suggestion.text) if suggestion.text else []
    if same:
        edit, mention = add_mention(same[0], placed.passage, annotator_id)
        code = same[0].code
    else:
        edit, claim, mention = add_claim(placed.passage, annotator_id)
        labels = known_labels(suggestion, reader.codebook())
        proposed = replace(claim, text=placed.wording, labels=labels)
        edit = _with(edit, claim, proposed)
        code = claim.id
    origin = replace(mention, origin=MentionOrigin.SUGGESTED, context_note=suggestion.note)
    label = EditLabel.of(N_("Accept suggested claim {code}"), code=code)
    return _taken(label, suggestion, _with(edit, mention, origin), origin.id), origin


def reject_suggestions(
    reader: ProjectReader, article: Article, suggestions: Sequence[Suggestion]
) -> Edit:
    """Return the edit that rejects suggestions of an article.

    With the last ones of the project, the schemes go that were added for them and are not used.
    """
    label = EditLabel.counted(
        "Reject suggestion in {code}",
        "Reject {count} suggestions in {code}",
        len(suggestions),
        code=article.code,
    )
    refused = (replace(each, state=SuggestionState.REFUSED) for each in suggestions)
    changes = tuple(map(Change, suggestions, refused))
    is_last = sum(reader.open_suggestions().values()) == len(suggestions)
    schemes = _unused_schemes(reader) if is_last else ()
    return Edit(label=label, changes=(*changes, *schemes))


def known_labels(suggestion: Suggestion, codebook: Codebook) -> frozenset[LabelKey]:
    """Return the proposed labels that the codebook has."""
    return frozenset(key for key in suggestion.labels if codebook.label(key))


def following(
    placed: Sequence[PlacedSuggestion], position: int, current: str | None = None
) -> PlacedSuggestion | None:
    """Return the suggestion after the current one, or the first at or after a position.

    After the last one comes the first; None when there are none.
    """
    ids = [each.suggestion.id for each in placed]
    if current in ids:
        return placed[(ids.index(current) + 1) % len(ids)]
    later = (each for each in placed if each.passage.spans[0].start >= position)
    return next(later, placed[0] if placed else None)


def _unused_schemes(reader: ProjectReader) -> tuple[Change, ...]:
    """Return the removal of the schemes that imports have added and whose labels nothing has."""
    codebook = reader.codebook()
    imported = [each for each in codebook.layer(Layer.CLAIM_TYPE) if each.is_imported]
    gone = [scheme for scheme in imported if not _is_used(reader, scheme)]
    return without_schemes(codebook, gone) if gone else ()


def _is_used(reader: ProjectReader, scheme: Scheme) -> bool:
    return any(key.scheme_id == scheme.id for key in reader.label_uses(scheme))


def _accepted_sentiment(
    article: Article, placed: PlacedSuggestion, annotator_id: str
) -> tuple[Edit, Sentiment]:
    proposed = placed.suggestion
    edit, made = add_sentiment(article, placed.passage, proposed.polarity, None, annotator_id)
    sentiment = replace(made, target_text=proposed.target_text, note=proposed.note)
    label = EditLabel.of(N_("Accept suggested sentiment in {code}"), code=article.code)
    return _taken(label, proposed, _with(edit, made, sentiment), made.id), sentiment


def _taken(label: EditLabel, suggestion: Suggestion, edit: Edit, mark_id: str) -> Edit:
    """Return an edit that also notes what a suggestion became."""
    taken = replace(suggestion, state=SuggestionState.TAKEN, mark_id=mark_id)
    return replace(edit, label=label, changes=(*edit.changes, Change(suggestion, taken)))


def _with(
    edit: Edit, made: Claim | Mention | Sentiment, other: Claim | Mention | Sentiment
) -> Edit:
    """Return an edit that adds another record in the place of one."""
    changes = (Change(None, other) if each.after == made else each for each in edit.changes)
    return replace(edit, changes=tuple(changes))


def _is_sound(anchor: Anchor | None, text_id: str, text: str) -> bool:
    if anchor is None or anchor.text_id != text_id:
        return False
    return all(each.span.of(text) == each.exact for each in anchor.fragments)
