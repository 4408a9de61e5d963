"""The open suggestions of one article, as all views show them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from annotator.domain.suggestion import SuggestionKind
from annotator.operations.suggested_labels import PlacedSuggestion, open_in
from annotator.ui.project.workspace import Workspace


class OpenSuggestions(QObject):
    """The open suggestions of the current article in text order; none while they are hidden."""

    changed = Signal()  # others in the same article

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.are_hidden = False
        self._workspace = workspace
        self._article_id = ""
        self._placed: list[PlacedSuggestion] = []

    @property
    def placed(self) -> Sequence[PlacedSuggestion]:
        """Return the suggestions that are shown."""
        return () if self.are_hidden else self._placed

    def of_kind(self, kind: SuggestionKind) -> list[PlacedSuggestion]:
        """Return the suggestions of claims, or of sentiments."""
        return [each for each in self.placed if each.suggestion.kind == kind]

    def find(self, suggestion_id: str | None) -> PlacedSuggestion | None:
        """Return a suggestion that is shown; None for any other id."""
        found = (each for each in self.placed if each.suggestion.id == suggestion_id)
        return next(found, None)

    def read(self, article_id: str) -> None:
        """Read the suggestions of another article, of which its text is not shown yet."""
        self._article_id = article_id
        self._placed = open_in(self._workspace.reader, article_id) if article_id else []

    def read_again(self) -> None:
        """Read the suggestions of the same article after an edit."""
        self.read(self._article_id)
        self.changed.emit()

    def hide(self, *, are_hidden: bool) -> None:
        """Hide all suggestions, or show them again."""
        if are_hidden != self.are_hidden:
            self.are_hidden = are_hidden
            self.changed.emit()
