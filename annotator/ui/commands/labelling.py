"""What the keys of labelling do, with the text in one hand and the panels in the other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from annotator.domain.article import ArticleStatus
from annotator.domain.claim import Claim, Mention
from annotator.domain.codebook import Layer
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.commands.marking import Marking
from annotator.ui.desk.desk import Desk
from annotator.ui.project.undoing import Undoing


class Deeds(QObject):
    """Acts on the passage, the mark, the claim and the article that the desk shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.marking = Marking(desk.focus)
        self._undoing = Undoing(desk.focus.workspace, self)
        self._desk = desk
        self._notices = desk.focus.workspace.notices

    @action("claim.add", N_("Add claim"), Scope.TEXT, is_change=True)
    def add_claim(self) -> None:
        """Make a claim of the passage, and let its wording be typed."""
        self._desk.take_passage()
        if self.marking.add_claim():
            self._desk.text.select(None)
            self._desk.claims.edit_new()

    def add_mention(self, claim: Claim) -> None:
        """Make the passage another mention of a claim."""
        self._desk.take_passage()
        self.marking.add_mention(claim)
        self._desk.claims.needed.emit()
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
        """Ask for the verdict on the claim that is read."""
        self._do_to_claim(self._desk.fact_check.begin_verdict)

    def judge(self, code: str) -> None:
        """Give the current claim a verdict at once, by its code."""
        self._do_to_claim(partial(self._judge, code))

    @action("check.evidence", N_("Add evidence"), Scope.TEXT, is_change=True)
    def add_evidence(self) -> None:
        """Add evidence to the check of the claim that is read."""
        self._do_to_claim(self._desk.fact_check.add_evidence)

    @action("check.note", N_("Add note to check"), Scope.TEXT, is_change=True)
    def add_note(self) -> None:
        """Let a note on the check of the claim that is read be typed."""
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
        """Go back to the mark of the claim that was let go, or chosen last in another article."""
        last = self._desk.last_claim.now()
        if last and self._desk.focus.claim is None:
            self._desk.go_to_claim(last)
        else:
            self._do_to_claim(self._desk.go_to_text)

    @action("claim.quote", N_("Set quote type"), is_change=True)
    def set_quote_type(self) -> None:
        """Go to the mention of the current claim that lacks a quote type, else to the one shown."""
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
        """Show the wordings of the current claim, and go to the one that is chosen."""
        from annotator.ui.dialogs.compare_wordings import CompareWordings  # noqa: PLC0415
        from annotator.ui.models.wordings import wordings  # noqa: PLC0415

        focus = self._desk.focus
        if focus.claim is None:
            self._notices.post(self._desk.no_claim())
            return
        self._desk.flush()
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

    @action("article.done", N_("Mark done and open next"), is_change=True)
    def finish_article(self) -> None:
        """Mark the article done and open the next one that is not."""
        if self.marking.set_status(ArticleStatus.DONE):
            if not self._desk.articles.open_next():
                self._notices.post(tr("All articles in the list are done."))
            self._desk.go_to_text()

    @action("article.undone", N_("Mark not done"), is_change=True)
    def reopen_article(self) -> None:
        """Mark the article as not done after all."""
        self.marking.set_status(ArticleStatus.IN_PROGRESS)

    @action("article.exclude", N_("Exclude article"), is_change=True)
    def exclude_article(self) -> None:
        """Leave the article out of the work."""
        self.marking.set_status(ArticleStatus.EXCLUDED)

    @action("article.next", N_("Go to next article"))
    def open_next(self) -> None:
        """Open the next article in the list."""
        self.step_article(1)

    @action("article.previous", N_("Go to previous article"))
    def open_previous(self) -> None:
        """Open the article before in the list."""
        self.step_article(-1)

    def step_article(self, by: int) -> None:
        """Open the article so many places further in the list."""
        self._desk.articles.step(by)
        self._desk.go_to_text()

    @action("edit.undo", N_("Undo"), is_change=True)
    def undo(self) -> None:
        """Take the last step back, what is being typed first."""
        self._desk.flush()
        self._undoing.undo()

    @action("edit.redo", N_("Redo"), is_change=True)
    def redo(self) -> None:
        """Do the last undone step again."""
        self._desk.flush()
        self._undoing.redo()

    def _judge(self, code: str) -> None:
        focus = self._desk.focus
        label = focus.workspace.codebook.scheme(Layer.VERDICT).label(code)
        if focus.claim and label and self._desk.fact_check.judge(code):
            self._notices.post(
                tr("Verdict on {claim}: {verdict}.", claim=focus.claim.code, verdict=label.name)
            )

    def _do_to_claim(self, do: Callable[[], object]) -> None:
        """Do something to the current claim, once its mark is here and in sight."""
        if self._desk.bring_claim():
            do()
        else:
            self._notices.post(self._desk.no_claim())
