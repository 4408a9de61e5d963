"""The panel of the article's claims."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.carrying import UNSETTLED
from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import isolated
from annotator.domain.suggestion import SuggestionKind
from annotator.i18n import N_, format_number, ngettext, pgettext, tr
from annotator.operations.list_order import CLAIM_ORDERS, ListOrder
from annotator.ui.models.claims import ClaimsModel
from annotator.ui.panels.hint import NO_CLAIMS, Hint, none_yet
from annotator.ui.panels.let_go_line import LetGoLine
from annotator.ui.panels.panel import Panel, inset
from annotator.ui.panels.row_list import RowList
from annotator.ui.panels.suggestion_list import SuggestionList
from annotator.ui.project.focus import Focus
from annotator.ui.theming.theme import Theme
from annotator.ui.widgets.order_button import OrderButton
from annotator.ui.widgets.read_only import set_read_only
from annotator.ui.widgets.rule import rule

if TYPE_CHECKING:
    from annotator.ui.panels.claim_form import ClaimForm

_TO_REVIEW: Final = N_("A new text version changed or removed the text of these marks.")

_KEPT: Final = 7  # rows up to which the form does not move


class ClaimsPanel(Panel):
    """Lists the article's claims in text order, with the form of the current one below.

    The form is created when it is needed, or while the program is idle.
    """

    name = "claims"
    title = N_("Claims")

    mention_requested = Signal(object)  # Mention: to be opened in its article

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus, theme)
        self._model = ClaimsModel(focus)
        self._list = RowList(self._model, tr("Claims of the article"), kept=_KEPT)
        self._list.setObjectName("claim.list")
        self._empty = inset(Hint(lambda: none_yet(focus, NO_CLAIMS, "claim.add")))
        self._rule = rule()
        self._let_go = inset(LetGoLine(focus))
        self._suggestions = SuggestionList(focus, SuggestionKind.CLAIM)
        self.add_list(self._list, self._empty, self._suggestions, self._let_go, self._rule)
        self.add_contents()
        self._add = self.add_button(pgettext("claim", "New"), tr("Add claim"), "claim.add")
        self._too = self.add_button(tr("Here too"), tr("Link to existing claim"), "claim.mention")
        self._order = OrderButton(tr("Sort claims"), CLAIM_ORDERS)
        self._order.setObjectName("claim_order")
        self._order.show_order(self._model.order.by, is_descending=self._model.order.is_descending)
        self.header.add_extra(self._order)
        self._shown: tuple[Claim | None, Mention | None] = (None, None)
        self._are_words_long = False
        self._connect()
        self._show_list()
        self._show_claim()

    @override
    def fill(self) -> Iterator[None]:
        from annotator.ui.panels.appearances import Appearances  # noqa: PLC0415 - see the class

        yield
        from annotator.ui.panels.claim_form import ClaimForm  # noqa: PLC0415

        yield
        self._form = self._made(ClaimForm)
        yield
        self._appearances = Appearances(self.focus)
        self._appearances.mention_requested.connect(self.mention_requested)
        self._appearances.compared.connect(lambda: self.action_requested.emit("claim.compare"))
        self.add_contents(self._form, self._appearances)
        self.finished.connect(self._end_new)
        self.workspace.codebook_changed.connect(self._renew)

    def _made(self, kind: "type[ClaimForm]") -> "ClaimForm":
        form = inset(kind(self.focus), above=8)
        form.finished.connect(self.finished)
        return form

    def _end_new(self) -> None:
        self._form.end_new()

    def _renew(self) -> None:
        """Make another form when the codebook has other schemes; what was typed is committed."""
        if self._form.has_all_rows:
            return
        former, self._form = self._form, self._made(type(self._form))
        self.replace_contents(former, self._form)
        self._show_form()

    @override
    def needs_filling(self) -> bool:
        return self.focus.claim is not None

    @property
    def form(self) -> "ClaimForm":
        """Return the form of the current claim."""
        self.fill_once()
        return self._form

    def edit_text(self) -> None:
        """Focus the text of the current claim."""
        self.go_to(self.form.wording)
        self.form.wording.selectAll()

    def edit_new(self) -> None:
        """Ask for the required fields of a new claim, its text first."""
        if self.focus.claim:
            self.form.begin_new(self.focus.claim)
        self.edit_text()

    def edit_quote(self) -> None:
        """Focus the quote type of the current mention."""
        if field := self.form.findChild(QWidget, "claim.quote"):
            self.go_to(field)

    @override
    def show_words(self, *, are_long: bool) -> None:
        self._list.set_two_lines(has_two=are_long)
        self._are_words_long = are_long
        if self.is_filled:
            self._appearances.show_words(has_words=are_long)

    def ask_order(self) -> None:
        """Ask what the claims are to be sorted by."""
        self.reveal_requested.emit()
        self._order.ask()

    def _sort(self, by: str, is_descending: bool) -> None:  # noqa: FBT001 - a signal's value
        self._model.set_order(ListOrder(by, is_descending))
        self._show_current()

    def _connect(self) -> None:
        self._order.chosen.connect(self._sort)
        self._list.picked.connect(self.focus.pick_claim)
        self._list.taken.connect(self._reveal)
        self._let_go.return_requested.connect(lambda: self.action_requested.emit("claim.back"))
        self.focus.here_changed.connect(self._show_here)
        self._list.left.connect(self.finished)
        self._list.removal_requested.connect(lambda: self.action_requested.emit("mark.remove"))
        self.follow_suggestions(self._suggestions)
        self.filled.connect(self._show_form)
        self.header.warning_pressed.connect(lambda: self.action_requested.emit("article.review"))
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
        to_review = ngettext("{count} to review", "{count} to review", waiting)
        self.header.set_warning(to_review if waiting else "", tr(_TO_REVIEW))
        self._empty.show_when(is_empty=count == 0)

    def _show_here(self) -> None:
        self._list.set_let_go(is_let_go=self.focus.is_let_go)

    def _show_mark(self) -> None:
        """Show another mention of the same claim; a change of the claim has a signal of its own."""
        claim, mention = self._shown
        if claim == self.focus.claim and mention != self.focus.mention:
            self._show_claim()

    def _show_claim(self) -> None:
        claim = self.focus.claim
        self._shown = claim, self.focus.mention
        self._summarise(self._model.rowCount())
        self._rule.setHidden(claim is None)
        if self.is_filled:
            self._show_form()
        elif claim:
            self.fill_once()

    def _show_form(self) -> None:
        claim, mention = self._shown
        self._form.setHidden(claim is None)
        self._form.show_claim(claim, mention)
        if self.workspace.is_read_only:  # last, as the form enables fields of the mention
            set_read_only(self._form, is_read_only=True)
        self._appearances.show_words(has_words=self._are_words_long)
        self._appearances.show_claim(claim, mention)

    def _summarise(self, count: int) -> None:
        claim = self.focus.claim
        here = f"{claim.code} {isolated(' '.join(claim.text.split()))}" if claim else ""
        if not count:
            self.summarise("")
            return
        in_article = ngettext("{count} in this article", "{count} in this article", count)
        listed = ngettext("{count} here", "{count} here", count)
        closed = " · ".join(filter(None, [listed, here]))
        self.summarise(in_article, closed, format_number(count))

    def _reveal(self, claim: Claim) -> None:
        if self.focus.is_let_go:
            self.focus.pick_claim(claim)
        mention = self.focus.mention
        placed = (p.anchor for p in self.focus.mentions if mention and p.mention.id == mention.id)
        if anchor := next(placed, None):
            self.focus.reveal(anchor.spans)
