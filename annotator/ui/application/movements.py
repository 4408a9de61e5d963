"""Shortcuts that are in no menu: moving in the text, and in the marks to review."""

from typing import Final

from annotator.i18n import N_
from annotator.ui.application.actions import Action, Scope

READING: Final = tuple(
    Action(f"read.{name}", text, Scope.TEXT)
    for name, text in {
        "next_sentence": N_("Next sentence"),
        "previous_sentence": N_("Previous sentence"),
        "word_right": N_("Select a word further right"),
        "word_left": N_("Select a word further left"),
        "clause_right": N_("Select a clause further right"),
        "clause_left": N_("Select a clause further left"),
        "start": N_("Move the start of the selection"),
        "end": N_("Move the end of the selection"),
        "next_mark": N_("Next mark"),
        "previous_mark": N_("Previous mark"),
        "next_overlapping": N_("Next of overlapping marks"),
        "caret_right": N_("Cursor to the right"),
        "caret_left": N_("Cursor to the left"),
        "paragraph_start": N_("Start of paragraph"),
        "paragraph_end": N_("End of paragraph"),
        "article_start": N_("Start of article"),
        "article_end": N_("End of article"),
        "page_down": N_("Page down"),
        "page_up": N_("Page up"),
        "select_all": N_("Select all"),
    }.items()
)
"""Where reading goes, by keys that act in the text."""

REVIEWING: Final = tuple(
    Action(f"review.{name}", text, Scope.REVIEW)
    for name, text in {
        "accept": N_("Accept mark"),
        "kept": N_("Accept unchanged marks"),
        "set": N_("Set mark to selection"),
        "remove": N_("Remove reviewed mark"),
        "next": N_("Next article to review"),
    }.items()
)
"""What is done with a mark to review, by keys that act in its list."""
