"""Commands that find text in the article, and anything in the project."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotator.domain.article import Article
from annotator.domain.check import Evidence, FactCheck, Source
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Record
from annotator.domain.edit_location import EditLocation
from annotator.domain.paragraphs import paragraph_number
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import Suggestion
from annotator.i18n import N_
from annotator.ui.application.actions import Scope, action
from annotator.ui.commands.actions import Actions
from annotator.ui.desk.desk import Desk
from annotator.ui.desk.way_back import WayBack
from annotator.ui.reading.menu_place import menu_place
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.finder import Finder
from annotator.ui.views.search_button import SearchButton

if TYPE_CHECKING:
    from annotator.domain.search import Hit
    from annotator.ui.models.search_rows import SearchRow
    from annotator.ui.project.searches import Searches
    from annotator.ui.views.claim_picker import ClaimPicker
    from annotator.ui.views.search_window import SearchWindow

_PAUSE: Final = 3000  # milliseconds after the last edit
RECORD_KINDS: Final[dict[str, type[Record]]] = {
    "article": Article,
    "claim": Claim,
    "fact_check": FactCheck,
    "claim_mention": Mention,
    "sentiment": Sentiment,
    "suggestion": Suggestion,
    "evidence": Evidence,
    "source": Source,
    "entity": Entity,
}
"""The kind of record of each table in which something is found."""


class FindCommands(QObject):
    """The find bar, the search of everything, and the claim picker."""

    mention_chosen = Signal(object)  # Claim
    search_opened = Signal(QWidget)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(desk)
        self._go_on: Callable[[Claim], object] = self.mention_chosen.emit
        self._actions: Actions | None = None
        self._window = window
        self._way_back = WayBack(desk)
        self._indexing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._indexing.timeout.connect(self._index)
        desk.focus.workspace.edited.connect(lambda _: self._indexing.start())
        self._indexing.start()
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

    def offer(self, actions: Actions) -> None:
        """Offer these actions in the search."""
        self._actions = actions
        self.button.clicked.connect(actions["edit.palette"].trigger)

    @cached_property
    def searches(self) -> "Searches":
        """Return what searches the project, which is created when it is first needed."""
        from annotator.ui.project.searches import Searches  # noqa: PLC0415 - the start need not wait

        return Searches(self._desk.focus.workspace)

    @cached_property
    def everything(self) -> "SearchWindow":
        """Return the search of everything, which is created when it is first needed."""
        from annotator.ui.models.command_rows import matching  # noqa: PLC0415
        from annotator.ui.views.search_window import SearchWindow  # noqa: PLC0415

        def commands(words: str) -> list["SearchRow"]:
            return matching(self._actions.all() if self._actions else [], words)

        search = SearchWindow(self._window, self._desk.focus.workspace, self.searches, commands)
        search.closed.connect(self._way_back.go)
        search.chosen.connect(self._go)
        return search

    def _index(self) -> None:
        """Bring what is searched up to date before the next search."""
        if "everything" not in self.__dict__ or self.everything.isHidden():
            self.searches.index()

    def stop(self) -> None:
        """End the search with the window."""
        self._indexing.stop()
        if "searches" in self.__dict__:
            self.searches.finish()

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

    @action("edit.palette", N_("Search everything"))
    def open_palette(self) -> None:
        """Search texts, claims, notes, sources, people and commands."""
        self._search("")

    def _search(self, text: str) -> None:
        if self.everything.isHidden():
            self._way_back.note()
        article, passage = self._desk.focus.article, self._desk.text.passage()
        here = article.code if article else ""
        number = paragraph_number(self._desk.focus.text, passage.start) if passage else 0
        self.everything.begin(here, f"{here}, ¶{number}" if number else here, text)
        self.search_opened.emit(self.everything)

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

    def _go(self, hit: "Hit", stays: bool) -> None:  # noqa: FBT001 - a signal's value
        """Go to what was found; of a person, search the claims."""
        reader = self._desk.focus.workspace.reader
        if hit.table == "entity":
            from annotator.domain.search import FilterKey  # noqa: PLC0415 - as above
            from annotator.operations.search_query import with_filter  # noqa: PLC0415

            self._search(with_filter("", FilterKey.CLAIMANT, hit.who))
            return
        if hit.place:
            self._desk.go_to(EditLocation(hit.article_id, (hit.place,)))
        elif record := reader.get(RECORD_KINDS[hit.table], hit.id):
            self._desk.go_to_record(record)
        if not stays:
            self._way_back.forget()
            self._desk.go_to_text()
