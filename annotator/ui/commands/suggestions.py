"""Commands that go through the suggested labels, accept and reject them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from annotator.domain.article import Article
from annotator.domain.direction import side_by_side
from annotator.domain.suggestion import Suggestion
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.operations.labelling import begun
from annotator.operations.review import next_to_review
from annotator.operations.suggested_labels import (
    PlacedSuggestion,
    accept_suggestion,
    following,
    reject_suggestions,
)
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.settings import Preferences, Settings
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.desk.desk import Desk
from annotator.ui.models.suggestions import label_names, score_text, suggestion_sign

_HIDDEN: Final = N_("Suggestions are hidden. Show them with View → Show suggestions.")
_NONE: Final = N_("No article has suggestions. Import labels as suggestions to get some.")
_NONE_HERE: Final = N_("No suggestion is selected. Press {key} for the next one.")
_DONE: Final = N_("No suggestions are left in {article}. Press {key} for the next article.")
_OFFERED: Final = N_("Suggestion {number} of {count}: {what}. {take} accepts, {refuse} rejects.")
_READ: Final = N_("Suggestion {number} of {count}: {what}.")
_ALL_DONE: Final = N_("No suggestions are left.")


class SuggestionCommands(QObject):
    """Goes from one suggestion to the next as they are answered."""

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__(desk)
        self._desk = desk
        self._focus, self._workspace = desk.focus, desk.focus.workspace
        self._notices = self._workspace.notices
        preferences.changed.connect(self._follow)
        self._follow(preferences.settings)

    @action("suggestion.next", N_("Go to next suggestion"), Scope.TEXT)
    def go_on(self) -> None:
        """Go to the next suggestion, wrapping around; without any, to the next article's."""
        if self._focus.suggestions.are_hidden:
            self._notices.post(tr(_HIDDEN))
        elif not self._go_on_from(self._desk.text.reading.place, self._focus.mark_id):
            self._open_next()

    @action("suggestion.take", N_("Accept suggestion"), Scope.TEXT, is_change=True)
    def accept(self) -> None:
        """Make a label of the current suggestion, and go to the next one."""
        if placed := self._here():
            self._accept(placed)
            self._after(placed)

    @action(
        "suggestion.take_and_edit", N_("Accept and edit suggestion"), Scope.TEXT, is_change=True
    )
    def accept_and_edit(self) -> None:
        """Make a label of the current suggestion, and open it in its panel."""
        placed = self._here()
        mark = self._accept(placed) if placed else None
        if mark is not None:
            self._desk.open_mark(mark)

    @action("suggestion.refuse", N_("Reject suggestion"), Scope.TEXT, is_change=True)
    def reject(self) -> None:
        """Reject the current suggestion, and go to the next one."""
        placed, article = self._here(), self._focus.article
        if placed and article and self._reject(article, [placed.suggestion]):
            self._after(placed)

    @action("suggestion.refuse_all", N_("Reject all suggestions in this article"), is_change=True)
    def reject_all(self) -> None:
        """Reject the open suggestions of this article as one step."""
        article = self._focus.article
        suggestions = [each.suggestion for each in self._focus.suggestions.placed]
        if not article or not suggestions:
            self._notices.post(tr(_NONE_HERE, key=shortcut("suggestion.next")))
        elif self._reject(article, suggestions):
            self._notices.post(_rejected(suggestions))

    def _reject(self, article: Article, suggestions: Sequence[Suggestion]) -> bool:
        edit = reject_suggestions(self._workspace.reader, article, suggestions)
        return self._workspace.do(edit)

    def _here(self) -> PlacedSuggestion | None:
        placed = self._focus.suggestions.find(self._focus.mark_id)
        if placed is None:
            self._notices.post(tr(_NONE_HERE, key=shortcut("suggestion.next")))
        return placed

    def _accept(self, placed: PlacedSuggestion) -> str | None:
        """Return the id of the mark that a suggestion became; None when it was not saved."""
        article, by = self._focus.article, self._workspace.annotator.id
        if article is None:
            return None
        edit, mark = accept_suggestion(self._workspace.reader, article, placed, by)
        return mark.id if self._workspace.do(edit, *begun(article)) else None

    def _after(self, placed: PlacedSuggestion) -> None:
        if self._focus.suggestions.find(placed.suggestion.id):
            return  # it was not saved
        if not self._go_on_from(placed.passage.spans[0].start):
            self._focus.pick_mark(None)
            article = self._focus.article
            rest = self._workspace.reader.open_suggestions()
            key = shortcut("suggestion.next")
            done = tr(_DONE, article=article.code, key=key) if article and rest else tr(_ALL_DONE)
            self._notices.post(done)

    def _go_on_from(self, place: int, current: str | None = None) -> bool:
        """Go to the suggestion after the current one, or from a place on; return whether it did."""
        placed = following(self._focus.suggestions.placed, place, current)
        if placed:
            self._focus.pick_mark(placed.suggestion.id)
            self._notices.post(self._described(placed))
        return placed is not None

    def _open_next(self) -> None:
        article = self._focus.article
        waiting = self._workspace.reader.open_suggestions()
        article_id = next_to_review(self._workspace.reader, waiting, article.id if article else "")
        if article_id:
            self._desk.open(article_id)
            self._go_on_from(0)
        else:
            self._notices.post(tr(_NONE))

    def _described(self, placed: PlacedSuggestion) -> str:
        """Return the message about a suggestion: which one, what, how sure, from where."""
        listed = [each.suggestion.id for each in self._focus.suggestions.placed]
        suggestion = placed.suggestion
        parts = [
            suggestion_sign(suggestion),
            label_names(self._focus, suggestion),
            suggestion.target_text,
            score_text(suggestion),
            suggestion.source,
        ]
        message = _READ if self._workspace.is_read_only else _OFFERED
        return tr(
            message,
            number=format_number(listed.index(suggestion.id) + 1),
            count=format_number(len(listed)),
            what=side_by_side(parts),
            take=shortcut("suggestion.take"),
            refuse=shortcut("suggestion.refuse"),
        )

    def _follow(self, settings: Settings) -> None:
        self._focus.suggestions.hide(are_hidden=not settings.shows_suggestions)


def _rejected(suggestions: Sequence[Suggestion]) -> str:
    return ngettext(
        "Rejected {count} suggestion. Press {key} to undo.",
        "Rejected {count} suggestions. Press {key} to undo.",
        len(suggestions),
        key=shortcut("edit.undo"),
    )
