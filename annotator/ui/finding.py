"""What finds things: words in the article, commands, articles and claims by name."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QPushButton

from annotator.ui.actions import Actions
from annotator.ui.desk import Desk
from annotator.ui.views.claim_picker import ClaimPicker
from annotator.ui.views.find_bar import FindBar
from annotator.ui.views.palette import CommandPalette, Entry

_MOST = 20


class Finding(QObject):
    """The find bar over the text, the list of everything by name, and the list of claims."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = FindBar()
        self.bar.hide()
        self.claims = ClaimPicker(desk.focus)
        self.button = QPushButton("Find a command, an article, a claim …     Ctrl+K")
        self.button.setObjectName("search")
        self.button.setProperty("look", "search")
        self._desk = desk
        self.bar.typed.connect(self._show_hits)
        self.bar.asked.connect(self._go_on)
        self.bar.closed.connect(self._close)
        self.claims.closed.connect(desk.go_to_text)

    def runs(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by id."""
        return {
            "edit.find": self.find,
            "edit.find_next": partial(self.bar.step, backwards=False),
            "edit.find_previous": partial(self.bar.step, backwards=True),
            "edit.filter": self._desk.articles.begin_filter,
            "claim.mention": self.choose_claim,
        }

    def offer(self, actions: Actions) -> CommandPalette:
        """Return the list of everything by name, opened by the button and by its action."""
        palette = CommandPalette(actions.all(), self._named)
        palette.closed.connect(self._desk.go_to_text)
        self.button.clicked.connect(actions["edit.palette"].trigger)
        actions["edit.palette"].triggered.connect(lambda: palette.open_at(self._below_button()))
        return palette

    def find(self) -> None:
        """Let words be found in the article, those that are selected to begin with."""
        span = self._desk.text.selection()
        self.bar.begin(span.of(self._desk.focus.text) if span else "")

    def choose_claim(self) -> None:
        """Let an existing claim be chosen for the passage."""
        text = self._desk.text
        self.claims.open_at(text.mapToGlobal(text.rect().center()))

    def _below_button(self) -> QPoint:
        return self.button.mapToGlobal(self.button.rect().bottomRight())

    def _named(self, words: str) -> list[Entry]:
        reader, desk = self._desk.focus.workspace.reader, self._desk
        articles = [
            Entry(f"{each.code}  {each.headline}", "article", partial(desk.open, each.id))
            for each in reader.listed(words)[:_MOST]
        ]
        claims = [
            Entry(f"{claim.code}  {claim.text}", "claim", partial(desk.go_to_claim, claim))
            for claim in reader.claims_with(words, _MOST)
        ]
        return [*articles, *claims]

    def _show_hits(self, words: str) -> None:
        text = self._desk.text
        hits = text.find_all(words) if words else []
        text.set_found(hits)
        here = text.selection()
        number = hits.index(here) + 1 if here in hits else 0
        self.bar.show_found(number, len(hits))

    def _go_on(self, words: str, backwards: bool) -> None:  # noqa: FBT001 - a signal's value
        self._desk.text.find(words, backwards=backwards)
        self._show_hits(words)

    def _close(self) -> None:
        self.bar.hide()
        self._desk.text.set_found(())
        self._desk.go_to_text()
