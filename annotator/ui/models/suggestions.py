"""The open suggestions of the article as a list."""

from annotator.domain.direction import all_isolated, following, side_by_side
from annotator.domain.suggestion import Suggestion, SuggestionKind
from annotator.i18n import format_list
from annotator.operations.mark_words import polarity_sign
from annotator.operations.suggested_labels import PlacedSuggestion, known_labels
from annotator.ui.models.rows import Row, RowsModel
from annotator.ui.project.focus import Focus


class SuggestionsModel(RowsModel[PlacedSuggestion]):
    """Shows the suggestions of one kind in text order, and follows the focus."""

    def __init__(self, focus: Focus, kind: SuggestionKind) -> None:
        super().__init__(lambda placed: placed.suggestion.id, self._row_of, focus)
        self._focus = focus
        self._kind = kind
        self._read()
        focus.suggestions.changed.connect(self._read)
        focus.labels_changed.connect(self._read)

    def _read(self) -> None:
        self.set_items(self._focus.suggestions.of_kind(self._kind))

    def _row_of(self, placed: PlacedSuggestion) -> Row:
        suggestion = placed.suggestion
        aside = side_by_side((suggestion.target_text, suggestion.source))
        return Row(
            code=suggestion_sign(suggestion),
            is_dashed=True,
            text=" ".join(placed.wording.split()),
            aside=following(aside),
            place=score_text(suggestion),
            chip=label_names(self._focus, suggestion),
            tone="unchecked",
        )


def suggestion_sign(suggestion: Suggestion) -> str:
    """Return the sign of a suggestion: C? for a claim, −2? for a sentiment."""
    is_claim = suggestion.kind == SuggestionKind.CLAIM
    return "C?" if is_claim else f"{polarity_sign(suggestion.polarity)}?"


def score_text(suggestion: Suggestion) -> str:
    """Return the score of a suggestion, such as 0.83; empty for none."""
    return "" if suggestion.score is None else f"{suggestion.score:.2f}"


def label_names(focus: Focus, suggestion: Suggestion) -> str:
    """Return the names of the proposed labels that the codebook has."""
    codebook = focus.workspace.codebook
    found = (codebook.label(key) for key in known_labels(suggestion, codebook))
    return format_list(all_isolated(sorted(label.name for label in found if label)))
