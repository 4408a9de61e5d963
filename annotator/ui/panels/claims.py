"""The panel of the claims that the article makes."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.ui.models.claims import ClaimsModel
from annotator.ui.panels.appearances import Appearances
from annotator.ui.panels.claim_form import ClaimForm
from annotator.ui.panels.let_go_line import LetGoLine
from annotator.ui.panels.panel import Panel, hint, inset
from annotator.ui.panels.row_list import RowList
from annotator.ui.project.focus import Focus
from annotator.ui.theming.theme import Theme
from annotator.ui.widgets.read_only import set_read_only
from annotator.ui.widgets.rule import rule

_TO_REVIEW: Final = "A new text version changed or removed the text of these marks."

_KEPT: Final = 7  # rows, for which the form stays in its place


class ClaimsPanel(Panel):
    """Lists the article's claims in text order; below is the form of the current one."""

    name = "claims"
    title = "Claims"
    keys = "F7"

    mention_asked = Signal(object)  # Mention: the window opens its article and shows it

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus, theme)
        self._model = ClaimsModel(focus)
        self._list = RowList(self._model, "Claims of the article", kept=_KEPT)
        self._list.setObjectName("claim.list")
        self._empty = inset(hint("No claims yet. Select words and press C."))
        self._rule = rule()
        self._form = inset(ClaimForm(focus), above=8)
        self._appearances = Appearances(focus)
        self._let_go = inset(LetGoLine(focus))
        self.add_list(self._list, self._empty, self._let_go, self._rule)
        self.add_contents(self._form, self._appearances)
        self._add = self.add_button("New", "Add claim", "claim.add", "C")
        self._too = self.add_button(
            "Here too", "Link to existing claim", "claim.mention", "Shift+C"
        )
        self._shown: tuple[Claim | None, Mention | None] = (None, None)
        self._connect()
        self._show_list()
        self._show_claim()

    def edit_text(self) -> None:
        """Let the wording of the current claim be typed over."""
        self.go_to(self._form.wording)
        self._form.wording.selectAll()

    def edit_new(self) -> None:
        """Ask for what every claim has, its wording first."""
        if self.focus.claim:
            self._form.begin_new(self.focus.claim)
        self.edit_text()

    def edit_quote(self) -> None:
        """Let the quote type of the current mention be chosen."""
        if field := self._form.findChild(QWidget, "claim.quote"):
            self.go_to(field)

    @override
    def flush(self) -> None:
        self._form.flush()

    @override
    def show_words(self, *, are_long: bool) -> None:
        self._list.set_two_lines(has_two=are_long)
        self._appearances.set_words_shown(has_words=are_long)

    def _connect(self) -> None:
        self._list.picked.connect(self.focus.pick_claim)
        self._list.taken.connect(self._reveal)
        self._let_go.asked.connect(lambda: self.asked.emit("claim.back"))
        self.focus.here_changed.connect(self._show_here)
        self._list.left.connect(self.finished)
        self._form.kept.connect(self.finished)
        self.finished.connect(self._form.end_new)
        self.header.warning_pressed.connect(lambda: self.asked.emit("article.review"))
        self._appearances.asked.connect(self.mention_asked)
        self._appearances.compared.connect(lambda: self.asked.emit("claim.compare"))
        self.focus.labels_changed.connect(self._show_list)
        self.focus.claim_changed.connect(self._show)
        self.focus.mark_changed.connect(self._show_mark)

    def _show(self) -> None:
        self._show_current()
        self._show_claim()

    def _show_current(self) -> None:
        self._list.set_current(self.focus.claim.id if self.focus.claim else None)
        self._show_here()

    def _show_list(self) -> None:
        count = self._model.rowCount()
        self._summarise(count)
        can_add = self.focus.article is not None and not self.workspace.is_read_only
        self._add.setEnabled(can_add)
        self._too.setEnabled(can_add)
        self._show_current()
        waiting = sum(placed.anchor.state in UNSETTLED for placed in self.focus.mentions)
        self.header.set_warning(f"{waiting} to review" if waiting else "", _TO_REVIEW)
        self._empty.setHidden(count > 0)

    def _show_here(self) -> None:
        self._list.set_let_go(is_let_go=self.focus.is_let_go)

    def _show_mark(self) -> None:
        """Show another mention of the same claim; another claim is told by itself."""
        claim, mention = self._shown
        if claim == self.focus.claim and mention != self.focus.mention:
            self._show_claim()

    def _show_claim(self) -> None:
        self._shown = claim, mention = self.focus.claim, self.focus.mention
        self._summarise(self._model.rowCount())
        self._rule.setHidden(claim is None)
        self._form.setHidden(claim is None)
        self._form.show_claim(claim, mention)
        if self.workspace.is_read_only:  # last: the form lets fields of the mention be changed
            set_read_only(self._form, is_read_only=True)
        self._appearances.show_claim(claim, mention)

    def _summarise(self, count: int) -> None:
        claim = self.focus.claim
        here = f"{claim.code} {' '.join(claim.text.split())}" if claim else ""
        closed = " · ".join(filter(None, [f"{count:,} here", here])) if count else ""
        self.summarise(f"{count:,} in this article" if count else "", closed)

    def _reveal(self, claim: Claim) -> None:
        if self.focus.is_let_go:
            self.focus.pick_claim(claim)
        mention = self.focus.mention
        placed = (p.anchor for p in self.focus.mentions if mention and p.mention.id == mention.id)
        if anchor := next(placed, None):
            self.focus.reveal(anchor.spans)
