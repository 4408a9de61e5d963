"""Marks the other places in the open article that have the same words."""

from collections.abc import Callable

from msgspec.structs import replace

from annotator.domain.anchor import Passage
from annotator.domain.span import Span
from annotator.domain.unconfirmed import shortened
from annotator.i18n import N_, ngettext, tr
from annotator.operations.labelling import begun
from annotator.operations.occurrences import mark_occurrences, other_occurrences
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.project.focus import Focus

_NO_OTHERS = N_("“{words}” is nowhere else in this article, or marked there already.")

Choose = Callable[[str, str, list[Span]], list[Span]]
"""Chooses among places, given the text and the words in them."""


def mark_others(focus: Focus, passage: Passage, selection: Span | None, choose: Choose) -> None:
    """Mark other places with the words of the selection, without one those of the current mark.

    They become mentions of the mark's claim, if its words are meant; otherwise of a new claim.
    """
    marked = _marked(focus)
    span = selection or next(iter(marked or passage.spans))
    taken = [each for placed in focus.mentions for each in placed.anchor.spans]
    found = other_occurrences(focus.text, span, taken)
    words = span.of(focus.text)
    if not found:
        focus.workspace.notices.post(tr(_NO_OTHERS, words=shortened(words)))
    elif (chosen := choose(focus.text, words, found)) and focus.article:
        claim = focus.claim if any(span.overlaps(each) for each in marked) else None
        who = focus.workspace.annotator.id
        edit = mark_occurrences(replace(passage, spans=(span,)), claim, chosen, who)
        if focus.workspace.do(edit, *begun(focus.article)):
            focus.workspace.notices.post(
                ngettext(
                    "{count} more place marked. Press {key} to undo.",
                    "{count} more places marked. Press {key} to undo.",
                    len(chosen),
                    key=shortcut("edit.undo"),
                )
            )


def _marked(focus: Focus) -> tuple[Span, ...]:
    """Return the places of the current mark of a claim; none when it was let go."""
    if focus.mention is None or focus.is_let_go:
        return ()
    mine = (each.anchor for each in focus.mentions if each.mention.id == focus.mark_id)
    return next((anchor.spans for anchor in mine if focus.labels.is_here(anchor)), ())
