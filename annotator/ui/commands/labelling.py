"""Commands that label: claims, mentions, sentiments, verdicts and evidence."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.anchor import Anchor, Passage
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.domain.edit import Edit
from annotator.domain.edit_label import EditLabel
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.operations.labelling import (
    add_claim,
    add_mention,
    begun,
    extended,
    move_mark,
    moved_stretches,
    remove_claim,
    remove_mark,
)
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.desk.desk import Desk, no_mark
from annotator.ui.project.focus import Focus
from annotator.ui.project.undoing import Undoing


class Marking(QObject):
    """Makes the edits of labelling in the current article."""

    def __init__(self, focus: Focus) -> None:
        super().__init__(focus)
        self._focus = focus
        self._workspace = focus.workspace
        self._notices = self._workspace.notices

    def add_claim(self) -> bool:
        """Add a claim with the passage, and return whether it was added."""
        passage = self.passage()
        if passage is None or self._focus.article is None:
            return False
        edit, _, mention = add_claim(passage, self._workspace.annotator.id)
        return self._focus.add_mark(mention.id, edit, *begun(self._focus.article))

    def add_mention(self, claim: Claim) -> None:
        """Add the passage as another mention of a claim."""
        passage = self.passage()
        if passage is None or self._focus.article is None:
            return
        edit, mention = add_mention(claim, passage, self._workspace.annotator.id)
        self._focus.add_mark(mention.id, edit, *begun(self._focus.article))

    def add_fragment(self) -> None:
        """Add the passage to the current mark as another part."""
        passage, spans = self.passage(), self.spans()
        if passage and spans:
            self._move(N_("Add passage to {mark}"), extended(spans, passage))

    def move(self) -> None:
        """Move the current mark to the passage; its record stays the same."""
        passage = self.passage()
        if passage and self.is_lost():
            self._move(N_("Set {mark}"), passage)
            return
        spans = self.spans()
        if passage and spans:
            self._move(N_("Move {mark}"), moved_stretches(spans, passage))

    def remove(self) -> None:
        """Remove the current mark; undo restores it, and pending text."""
        self._workspace.pending.save()
        reader, focus = self._workspace.reader, self._focus
        if focus.mark_id is None:
            self._notices.post(no_mark(self._focus))
        elif focus.sentiment:
            self._take_away(remove_mark(reader, focus.sentiment))
        elif focus.mention:
            self._take_away(remove_mark(reader, focus.mention))

    def remove_claim(self) -> None:
        """Remove the current claim with all its mentions and its fact-check."""
        self._workspace.pending.save()  # so that undo also restores pending text
        if self._focus.claim:
            self._take_away(remove_claim(self._workspace.reader, self._focus.claim))

    def _take_away(self, edit: Edit) -> None:
        claim = self._focus.claim
        code = claim.code if claim else ""
        if self._workspace.do(edit):
            self._notices.post(tr(_removed(edit), code=code, key=shortcut("edit.undo")))

    def passage(self) -> Passage | None:
        """Return the passage to label; None, with a message, when there is none."""
        if self._focus.passage is None:
            key = shortcut("read.next_sentence")
            self._notices.post(tr("Select text first, or move to a sentence with {key}.", key=key))
        return self._focus.passage

    def spans(self) -> tuple[Span, ...]:
        """Return the spans of the current mark; empty, with a message, when there is none."""
        anchor = self._anchor()
        if anchor is None or self.is_lost():
            self._notices.post(_lost() if anchor else no_mark(self._focus))
            return ()
        return anchor.spans

    def is_lost(self) -> bool:
        """Return whether the current mark's text is gone from the newest version."""
        anchor = self._anchor()
        return anchor is not None and not self._focus.labels.is_here(anchor)

    def _anchor(self) -> Anchor | None:
        focus = self._focus
        anchors = {p.mention.id: p.anchor for p in focus.mentions}
        anchors |= {p.sentiment.id: p.anchor for p in focus.sentiments if p.anchor}
        return anchors.get(self._mark_id() or "")

    def _mark_id(self) -> str | None:
        """Return the id of the current mark, or of that of a claim that was let go."""
        focus = self._focus
        return focus.mark_id or (focus.mention.id if focus.mention else None)

    def _move(self, label: str, passage: Passage) -> None:
        focus = self._focus
        if focus.sentiment:
            named = EditLabel.of(label, mark=EditLabel(N_("sentiment")))
            self._workspace.do(move_mark(named, focus.sentiment, passage))
        elif focus.mention and focus.claim:
            named = EditLabel.of(label, mark=focus.claim.code)
            self._workspace.do(move_mark(named, focus.mention, passage))
        else:
            self._notices.post(no_mark(self._focus))


class LabellingCommands(QObject):
    """Commands on the current passage, mark, claim and article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marking = Marking(desk.focus)
        self._undoing = Undoing(desk.focus.workspace, self)
        self._desk = desk
        self._notices = desk.focus.workspace.notices

    @action("claim.add", N_("Add claim"), Scope.TEXT, is_change=True)
    def add_claim(self) -> None:
        """Add a claim with the passage, and focus its text."""
        self._desk.take_passage()
        if self.marking.add_claim():
            self._desk.claims.edit_new()

    def add_mention(self, claim: Claim) -> None:
        """Add the passage as another mention of a claim."""
        self._desk.take_passage()
        self.marking.add_mention(claim)
        self._desk.claims.reveal_requested.emit()
        self._desk.text.select(None)
        self._desk.go_to_text()

    @action("sentiment.add", N_("Add sentiment"), Scope.TEXT, is_change=True)
    def add_sentiment(self) -> None:
        """Ask for the sentiment of the passage."""
        self._desk.take_passage()
        self._desk.sentiment.begin()

    @action("sentiment.whole", N_("Add sentiment of the article"), Scope.TEXT, is_change=True)
    def add_article_sentiment(self) -> None:
        """Ask for the sentiment of the whole article."""
        self._desk.sentiment.begin_article()

    @action("check.verdict", N_("Set verdict"), Scope.TEXT, is_change=True)
    def give_verdict(self) -> None:
        """Ask for the verdict on the current claim."""
        self._do_to_claim(self._desk.fact_check.begin_verdict)

    def judge(self, code: str) -> None:
        """Set the verdict of the current claim by its code."""
        self._do_to_claim(partial(self._judge, code))

    @action("check.evidence", N_("Add evidence"), Scope.TEXT, is_change=True)
    def add_evidence(self) -> None:
        """Add evidence to the check of the current claim."""
        self._do_to_claim(self._desk.fact_check.add_evidence)

    @action("check.note", N_("Add note to check"), Scope.TEXT, is_change=True)
    def add_note(self) -> None:
        """Focus the notes on the check of the current claim."""
        self._do_to_claim(self._desk.fact_check.begin_note)

    @action("claim.remove", N_("Remove claim everywhere"), is_change=True)
    def remove_claim(self) -> None:
        """Remove the current claim, wherever it is mentioned; one off screen is shown first."""
        focus = self._desk.focus
        is_seen = not focus.is_let_go and self._desk.is_mark_in_sight()
        if focus.claim and not is_seen and self._desk.bring_claim():
            self._notices.post(
                tr("{claim} was off screen. Choose the command again.", claim=focus.claim.code)
            )
        elif focus.claim:
            self.marking.remove_claim()
        else:
            self._notices.post(self._desk.no_claim())

    @action("claim.back", N_("Back to current claim"), Scope.TEXT)
    def go_back(self) -> None:
        """Go back to the mark of the claim that was let go, or last selected in another article."""
        last = self._desk.last_claim.now()
        if last and self._desk.focus.claim is None:
            self._desk.go_to_claim(last)
        else:
            self._do_to_claim(self._desk.go_to_text)

    @action("claim.quote", N_("Set quote type"), is_change=True)
    def set_quote_type(self) -> None:
        """Go to the quote type of a mention that lacks one, otherwise of the current mention."""
        focus = self._desk.focus
        if focus.claim is None:
            self._notices.post(self._desk.no_claim())
            return
        mentions = focus.workspace.reader.find(Mention, claim_id=focus.claim.id)
        if lacking := next((each for each in mentions if each.lacks_quote_type), None):
            self._desk.go_to_mention(lacking)
        self._desk.claims.edit_quote()

    @action("claim.compare", N_("Compare wordings…"), Scope.TEXT)
    def compare_wordings(self) -> None:
        """Compare the wordings of the current claim, and go to a chosen one."""
        from annotator.ui.dialogs.compare_wordings import CompareWordings  # noqa: PLC0415
        from annotator.ui.models.wordings import wordings  # noqa: PLC0415

        focus = self._desk.focus
        if focus.claim is None:
            self._notices.post(self._desk.no_claim())
            return
        self._desk.focus.workspace.pending.flush()
        workspace = focus.workspace
        shown = wordings(workspace.reader, workspace.codebook, focus.claim)
        here = focus.mention.id if focus.mention else ""
        current = next((n for n, each in enumerate(shown) if each.mention.id == here), 0)
        if len(shown) < 2:
            self._notices.post(
                tr(
                    "{claim} has one passage only. {key} links another.",
                    claim=focus.claim.code,
                    key=shortcut("claim.mention"),
                )
            )
        elif mention := CompareWordings.ask(focus.claim, shown, current, self._desk.text.window()):
            self._desk.go_to_mention(mention)

    @action("edit.undo", N_("Undo"), is_change=True)
    def undo(self) -> None:
        """Undo the last step, pending text first."""
        self._desk.focus.workspace.pending.flush()
        self._undoing.undo()

    @action("edit.redo", N_("Redo"), is_change=True)
    def redo(self) -> None:
        """Redo the last undone step."""
        self._desk.focus.workspace.pending.flush()
        self._undoing.redo()

    def _judge(self, code: str) -> None:
        focus = self._desk.focus
        label = focus.workspace.codebook.scheme(Layer.VERDICT).label(code)
        if focus.claim and label and self._desk.fact_check.judge(code):
            self._notices.post(
                tr("Verdict on {claim}: {verdict}.", claim=focus.claim.code, verdict=label.name)
            )

    def _do_to_claim(self, do: Callable[[], object]) -> None:
        """Act on the current claim after scrolling to its mark; without one, post a message."""
        if self._desk.bring_claim():
            do()
        else:
            self._notices.post(self._desk.no_claim())


def _lost() -> str:
    key = shortcut("mark.move")
    return tr("This mark's text is gone. Select new text and press {key}.", key=key)


def _removed(edit: Edit) -> str:
    """Return the message that says what an edit removed, to be translated."""
    kinds = {type(record) for record in edit.removed}
    if Claim in kinds:
        return N_("Removed claim {code}. Press {key} to undo.")
    if Mention in kinds:
        return N_("Removed mention of {code}. Press {key} to undo.")
    return N_("Removed sentiment. Press {key} to undo.")
