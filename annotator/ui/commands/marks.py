"""Commands on the current mark: open, adjust, extend and remove it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.language import Direction
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.labelling import Marking
from annotator.ui.desk.desk import Desk, no_mark

_ADJUSTING = N_(
    "Move the ends with {right} {left} and {start} {end}."
    " Press Enter to set the mark, Esc to cancel."
)
_NO_TEXT = N_("This mark has no text here. Select new text and press {key}.")


class MarkCommands(QObject):
    """Commands on the current mark, which is scrolled to first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = desk.focus.workspace.notices
        self._marking = Marking(desk.focus)
        self._is_adjusting = False  # whether a mark is being adjusted, until nothing is selected
        desk.text.selection_changed.connect(self._stop_adjusting)
        desk.focus.mark_changed.connect(partial(self._stop_adjusting, None))
        desk.text.entered.connect(self.open)
        desk.text.had_no_marks.connect(self._tell_none)
        desk.text.went_round.connect(self._tell_round)

    @action("mark.extend", N_("Add passage to mark"), Scope.TEXT, is_change=True)
    def extend(self) -> None:
        """Add the passage to the current mark."""
        self._desk.take_passage()
        self._marking.add_fragment()
        self._desk.text.select(None)

    @action("mark.occurrences", N_("Mark all other occurrences…"), is_change=True)
    def mark_occurrences(self) -> None:
        """Mark the other places with the selected words, or those of the current mark."""
        from annotator.ui.commands.occurrences import mark_others  # noqa: PLC0415
        from annotator.ui.dialogs.occurrences import Occurrences  # noqa: PLC0415

        self._desk.take_passage()
        if passage := self._marking.passage():
            choose = partial(Occurrences.ask, parent=self._desk.text)
            mark_others(self._desk.focus, passage, self._desk.text.selection(), choose)
        self._desk.go_to_text()

    @action("mark.move", N_("Adjust mark"), Scope.TEXT, is_change=True)
    def adjust(self) -> None:
        """Begin to adjust the current mark; if other text is selected, move the mark to it."""
        chosen, is_lost = self._desk.text.selection(), self._marking.is_lost()
        if self._desk.focus.mark_id is None and not is_lost and self._desk.bring_claim():
            chosen = None
        spans = () if chosen and is_lost else self._marking.spans()
        if spans and (chosen is None or chosen in spans):
            self._select_words(spans)
        elif chosen:
            self._set()

    def open(self) -> None:
        """Finish adjusting a mark; otherwise open the current mark's record."""
        mark_id = self._desk.focus.mark_id
        if self._is_adjusting:
            self._set()
        elif self._is_suggestion():
            self._tell_keys()
        elif mark_id and self._desk.bring_mark():
            self._desk.open_mark(mark_id)
        else:
            self._notices.post(_no_text() if mark_id else no_mark(self._desk.focus))

    @action("mark.remove", N_("Remove mark"), Scope.TEXT, is_change=True)
    def remove(self) -> None:
        """Remove the current mark; if it is off screen, only scroll to it."""
        sentiment, panel = self._desk.focus.sentiment, self._desk.sentiment
        is_whole = sentiment is not None and sentiment.anchor_id is None
        if self._is_suggestion():
            self._tell_keys()
        elif self._desk.is_mark_in_sight() or (is_whole and panel.isVisible()):
            self._marking.remove()
        elif is_whole:
            panel.reveal_requested.emit()
            self._notices.post(
                tr(
                    "This sentiment is on the whole article. Press {key} again to remove it.",
                    key=shortcut("mark.remove"),
                )
            )
        elif self._desk.bring_mark():
            self._notices.post(
                tr(
                    "This mark was off screen. Press {key} again to remove it.",
                    key=shortcut("mark.remove"),
                )
            )
        else:
            self._notices.post(
                _no_text() if self._desk.focus.mark_id else no_mark(self._desk.focus)
            )

    def _is_suggestion(self) -> bool:
        """Return whether the current mark is a suggestion, which commands on labels leave alone."""
        focus = self._desk.focus
        return focus.suggestions.find(focus.mark_id) is not None

    def _tell_keys(self) -> None:
        ids = {"take": "suggestion.take", "refuse": "suggestion.refuse"}
        keys = {name: shortcut(action_id) for name, action_id in ids.items()}
        self._notices.post(tr("This is a suggestion. {take} accepts, {refuse} rejects it.", **keys))

    def _select_words(self, spans: Sequence[Span]) -> None:
        """Select the text of a mark, so that keys can move its ends."""
        text = self._desk.text
        sentence = text.reading.sentence
        near = [span for span in spans if sentence and span.overlaps(sentence)] or spans
        text.select(near[0])
        text.reveal(near[0])
        self._is_adjusting = True
        moves = {"right": "word_right", "left": "word_left", "start": "start", "end": "end"}
        keys = {name: shortcut(f"read.{move}") for name, move in moves.items()}
        self._notices.post(tr(_ADJUSTING, **keys))

    def _stop_adjusting(self, span: Span | None, _mark_id: object = None) -> None:
        self._is_adjusting &= span is not None

    def _set(self) -> None:
        self._desk.take_passage()
        self._marking.move()
        self._desk.text.select(None)

    def _tell_none(self) -> None:
        article = self._desk.focus.article
        self._notices.post(
            tr("No marks in {article} yet.", article=article.code)
            if article
            else tr("No article is open.")
        )

    def _tell_round(self, direction: Direction) -> None:
        is_on = direction is Direction.ON
        self._notices.post(tr("Back at the first mark.") if is_on else tr("Back at the last mark."))


def _no_text() -> str:
    return tr(_NO_TEXT, key=shortcut("mark.move"))
