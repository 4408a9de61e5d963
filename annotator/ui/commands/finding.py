"""Commands that find text in the article, commands, articles and claims."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim
from annotator.domain.direction import isolated
from annotator.i18n import N_, tr
from annotator.ui.application.actions import Scope, action
from annotator.ui.commands.actions import Actions
from annotator.ui.desk.desk import Desk
from annotator.ui.reading.menu_place import menu_place
from annotator.ui.views.command_palette import CommandPalette, Entry
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.finder import Finder
from annotator.ui.views.search_button import SearchButton

if TYPE_CHECKING:
    from annotator.ui.views.claim_picker import ClaimPicker

_MOST = 20


class FindCommands(QObject):
    """The find bar, the command palette, and the claim picker."""

    mention_chosen = Signal(object)  # Claim

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._go_on: Callable[[Claim], object] = self.mention_chosen.emit
        self._palette: CommandPalette | None = None
        self.bar = FindBar()
        self.bar.hide()
        self.button = SearchButton()
        self._desk = desk
        self._words = Finder(self.bar, desk.text)
        self.bar.closed.connect(desk.go_to_text)
        desk.focus.article_changed.connect(self._words.refresh)

    @cached_property
    def claims(self) -> "ClaimPicker":
        """Return the claim picker, which is created when it is first needed."""
        from annotator.ui.views.claim_picker import ClaimPicker  # noqa: PLC0415

        picker = ClaimPicker(self._desk.focus, self._desk.text)
        picker.closed.connect(self._desk.go_to_text)
        picker.chosen.connect(self._take)
        return picker

    def offer(self, actions: Actions) -> CommandPalette:
        """Return the command palette with these actions."""
        self._palette = palette = CommandPalette(actions.all(), self._named, self.button)
        palette.closed.connect(self._desk.go_to_text)
        self.button.clicked.connect(actions["edit.palette"].trigger)
        return palette

    @action("edit.find", N_("Find in article"))
    def find(self) -> None:
        """Find words in the article."""
        self._words.begin()

    @action("edit.find_next", N_("Find next"))
    def find_next(self) -> None:
        """Go to the next hit."""
        self.bar.step(backwards=False)

    @action("edit.find_previous", N_("Find previous"))
    def find_previous(self) -> None:
        """Go to the previous hit."""
        self.bar.step(backwards=True)

    @action("edit.filter", N_("Filter articles"))
    def filter_articles(self) -> None:
        """Focus the filter of the article list."""
        self._desk.articles.begin_filter()

    @action("edit.palette", N_("Search commands, articles and claims"))
    def open_palette(self) -> None:
        """Open the command palette below the search button."""
        if self._palette:
            self._palette.open_at(self.button.mapToGlobal(self.button.rect().bottomRight()))

    @action("claim.mention", N_("Link to existing claim…"), Scope.TEXT, is_change=True)
    def choose_claim(self) -> None:
        """Choose an existing claim for the passage."""
        self.ask_claim(self.mention_chosen.emit)

    def ask_claim(self, go_on: Callable[[Claim], object]) -> None:
        """Ask for a claim of any article, the most similar to the passage first, and pass it on."""
        self._go_on = go_on
        text, passage = self._desk.text, self._desk.passage()
        below = menu_place(text.viewport(), text.sheet, text.passage())
        self.claims.open_at(below, passage)

    def _take(self, claim: Claim) -> None:
        self._go_on(claim)

    def _named(self, query: str) -> list[Entry]:
        reader, desk = self._desk.focus.workspace.reader, self._desk
        kinds = tr("article"), tr("claim")
        articles = [
            Entry(f"{each.code}  {isolated(each.headline)}", kinds[0], partial(desk.open, each.id))
            for each in reader.article_summaries(query)[:_MOST]
        ]
        claims = [
            Entry(f"{claim.code}  {claim.text}", kinds[1], partial(desk.go_to_claim, claim))
            for claim in reader.claims_with(query, _MOST)
        ]
        return [*articles, *claims]
