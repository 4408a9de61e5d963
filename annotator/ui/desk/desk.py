"""The text, the article list and the panels, and what keeps them on the same thing."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.domain.anchor import Passage
from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.edit import Edit, Record
from annotator.domain.edit_location import EditLocation, location_of
from annotator.domain.span import Span
from annotator.i18n import N_, tr
from annotator.ui.application.shortcuts import shortcut
from annotator.ui.desk.idle import Idle
from annotator.ui.desk.last_claim import LastClaim
from annotator.ui.desk.shown_text import ShownText
from annotator.ui.models.zones import ZoneBook
from annotator.ui.panels import PANELS
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.panels.hint import none_yet
from annotator.ui.panels.panel import Panel
from annotator.ui.panels.row_list import RowList
from annotator.ui.panels.sentiment import SentimentPanel
from annotator.ui.project.focus import Focus
from annotator.ui.reading import ArticleView, ReadingColours
from annotator.ui.theming.theme import Palette, Theme
from annotator.ui.views.article_list import ArticleList
from annotator.ui.widgets.key_button import KeyButton

P = TypeVar("P", bound=Panel)

_NO_CLAIM = N_("No claim yet. Select words and press {key}.")
_CHOOSE = N_("Select a claim first ({key}: next mark).")


class Desk(QObject):
    """Keeps the text, the article list and the panels on the same article, mark and claim."""

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus)
        self.focus = focus
        self.last_claim = LastClaim(focus)
        self.text = ArticleView()
        self.text.setObjectName("article_text")
        self.articles = ArticleList(focus, theme)
        self.panels = [kind(focus, theme) for kind in PANELS]
        self.claims = self._panel(ClaimsPanel)
        self.sentiment = self._panel(SentimentPanel)
        self.fact_check = self._panel(FactCheckPanel)
        for before, panel in pairwise(self.panels):
            panel.before = before
        Idle(self.text.viewport(), self._fill_panels())
        self._shown = ShownText(self.text, focus)
        self.keep_place = self._shown.keep_place
        self._connect_text()
        self._connect_panels(theme)
        self.zones = ZoneBook(focus)  # connected after the text, which shows what it finds
        self.zones.changed.connect(lambda: self.text.set_asides(self.zones.asides()))

    def begin(self) -> None:
        """Open the last opened article, otherwise the first in the list not done, or the first."""
        workspace = self.focus.workspace
        if workspace.reader.get(Article, last := workspace.bookmarks.article_id):
            self.open(last)
            return
        if not self.articles.open_next():
            self.focus.open(None)
            self.articles.step(1)
        self.go_to_text()

    def open(self, article_id: str | None) -> None:
        """Open an article, and give its text the keyboard focus."""
        self.focus.open(article_id)
        self.go_to_text()

    def go_to_text(self) -> None:
        """Focus the text, also from a floating section."""
        window = self.text.window()
        if QApplication.activeWindow() not in {None, window}:
            window.activateWindow()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, place: EditLocation) -> None:
        """Open the article of a location, scroll to it and tint it for a moment."""
        if self.focus.article is None or self.focus.article.id != place.article_id:
            self.focus.open(place.article_id)
        if place.mark_id:
            self.focus.pick_mark(place.mark_id)
        elif place.spans and self.text.selection() is None:
            self.text.move_cursor(partial(self.text.reading.read, place.spans[0].start))
        if place.spans:
            self._reveal(place.spans)

    def go_to_mention(self, mention: Mention) -> None:
        """Open the article of a mention and show it there."""
        self.go_to_record(mention)

    def go_to_claim(self, claim: Claim) -> None:
        """Show a claim in this article, or open the article that mentions it first."""
        self.go_to_record(claim)

    def go_to_record(self, record: Record) -> None:
        """Go to the place of a record in a text, if it has one."""
        if place := self._place_of(Edit.add("", record)):
            self.go_to(place)
            self.go_to_text()

    def passage(self) -> Passage | None:
        """Return the selection, otherwise the current sentence; None without a text."""
        span, focus = self.text.passage(), self.focus
        if focus.article is None or span is None:
            return None
        return Passage(text_id=focus.labels.text_id, text=focus.text, spans=(span,))

    def take_passage(self) -> None:
        """Use the selection, or the current sentence, for the next edit."""
        span = self.text.passage()
        self.focus.select((span,) if span else ())

    def bring_claim(self) -> bool:
        """Go to the current claim if it was let go; return whether its mark is here."""
        focus, text = self.focus, self.text
        if focus.claim is None:
            return False
        has_place = focus.mention and text.scene.passages(focus.mention.id)
        if focus.is_let_go and has_place:
            focus.pick_claim(focus.claim)
        elif not has_place:
            self.go_to_claim(focus.claim)
        return not focus.is_let_go and self.bring_mark()

    def no_claim(self) -> str:
        """Return the message for a command that needs a claim."""
        if claim := self.focus.claim:
            return tr(
                "{claim} has no text here. Press {key} to open its check.",
                claim=claim.code,
                key=shortcut("view.panel.fact_check"),
            )
        if (article := self.focus.article) and (last := self.last_claim.now()):
            return tr(
                "No claim in {article} yet. Press {key} to go back to {claim}.",
                article=article.code,
                key=shortcut("claim.back"),
                claim=last.code,
            )
        message = tr(_CHOOSE, key=shortcut("read.next_mark"))
        return message if self.focus.claims else no_claim_yet(self.focus)

    def bring_mark(self) -> bool:
        """Scroll to the current mark, and return whether it has any text here."""
        spans = self.text.scene.passages(self.focus.mark_id)
        if self.focus.mark_id and spans and not self.text.is_in_sight(self.focus.mark_id):
            self._reveal(spans)
        return bool(spans)

    def is_mark_in_sight(self) -> bool:
        """Return whether the current mark is visible."""
        mark_id = self.focus.mark_id
        return mark_id is not None and self.text.is_in_sight(mark_id)

    def open_mark(self, mark_id: str) -> None:
        """Open the panel that edits the record of a mark."""
        self.focus.pick_mark(mark_id)
        if self.focus.sentiment:
            self.sentiment.edit()
        elif not self.focus.suggestions.find(mark_id):
            self.claims.edit_text()

    def _follow_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to a claim when one of its fields gets the keyboard focus.

        A click does not scroll to the current mark: the text may have been scrolled on purpose.
        """
        focus, panels = self.focus, (self.claims, self.fact_check)
        # rows and buttons are not fields: a button may use the current sentence, as a quote
        if now is None or isinstance(now, RowList | KeyButton):
            return
        # when the window closes, Qt deletes the panels before the desk
        if not any(isValid(panel) and panel.isAncestorOf(now) for panel in panels):
            return
        if not focus.is_let_go:
            comes_from_text = before is not None and self.text in (before, before.parent())
            if comes_from_text and not QApplication.mouseButtons():
                self.bring_mark()
        elif focus.mention and self.text.scene.passages(focus.mention.id):
            focus.pick_claim(focus.claim)
            self.bring_mark()

    def _fill_panels(self) -> Iterator[None]:
        for panel in self.panels:
            while panel.fill_on():
                yield

    def _panel(self, kind: type[P]) -> P:
        return next(panel for panel in self.panels if isinstance(panel, kind))

    def _connect_text(self) -> None:
        focus, text = self.focus, self.text
        text.selection_changed.connect(lambda span: focus.select((span,) if span else ()))
        text.stood.connect(focus.stand)
        text.mark_opened.connect(self.open_mark)
        focus.mark_changed.connect(text.pick_mark)
        focus.revealed.connect(self._reveal)
        self.articles.finished.connect(self.go_to_text)
        focus.workspace.turned.connect(self._go_where)

    def _connect_panels(self, theme: Theme) -> None:
        for panel in self.panels:
            panel.finished.connect(self.go_to_text)
        self.claims.mention_requested.connect(self.go_to_mention)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_keyboard)
        self._colour(theme.palette)
        theme.changed.connect(self._colour)

    def _colour(self, palette: Palette) -> None:
        self.text.set_colours(ReadingColours.of(palette))

    def _go_where(self, edit: Edit, _: str) -> None:
        if place := self._place_of(edit):
            self.go_to(place)

    def _place_of(self, edit: Edit) -> EditLocation | None:
        return location_of(self.focus.workspace.reader, edit, self.focus.here.article_id)

    def _reveal(self, spans: tuple[Span, ...]) -> None:
        if spans:
            self.text.reveal(spans[0])
            self.text.flash(spans[0])


def no_claim_yet(focus: Focus) -> str:
    """Return the message where there is no claim."""
    return none_yet(focus, _NO_CLAIM, "claim.add")


def no_mark(focus: Focus) -> str:
    """Return what to do where no mark is selected."""
    if focus.article is None:
        return tr("Open an article first.")
    return tr("Select a mark first ({key}: next mark).", key=shortcut("read.next_mark"))
