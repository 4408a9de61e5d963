"""The text with its panels: what the keys of labelling do, hand in hand."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt

from annotator.domain.article import Article
from annotator.domain.claim import Claim, Mention
from annotator.domain.direction import harmless
from annotator.domain.edit import Edit
from annotator.domain.labelling import Passage
from annotator.domain.span import Span
from annotator.domain.whereabouts import Whereabouts, whereabouts
from annotator.ui.focus import Focus
from annotator.ui.models.marks import MarkBook
from annotator.ui.models.zones import ZoneBook
from annotator.ui.panels import PANELS
from annotator.ui.panels.claims import ClaimsPanel
from annotator.ui.panels.fact_check import FactCheckPanel
from annotator.ui.panels.panel import Panel
from annotator.ui.panels.sentiment import SentimentPanel
from annotator.ui.reading import ArticleView, Heading, MarkKind, ReadingColours
from annotator.ui.theme import Palette, Theme
from annotator.ui.views.article_list import ArticleList
from annotator.ui.views.status import details_of

P = TypeVar("P", bound=Panel)

_NOTHING = Heading(
    "No article is open",
    "Choose one in the list, or import some: drop files or a folder here, or press Ctrl+I.",
)


class Desk(QObject):
    """Keeps the text, the article list and the panels on the same thing, and acts on it."""

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus)
        self.focus = focus
        self.text = ArticleView()
        self.text.setObjectName("article_text")
        self.articles = ArticleList(focus, theme)
        self.panels = [kind(focus, theme) for kind in PANELS]
        self.claims = self._panel(ClaimsPanel)
        self.sentiment = self._panel(SentimentPanel)
        self.fact_check = self._panel(FactCheckPanel)
        self._marks = MarkBook(focus.workspace.codebook)
        self._connect_text()
        self._connect_panels(theme)
        self.zones = ZoneBook(focus)  # listens after the text, which shows what it finds
        self.zones.changed.connect(lambda: self.text.set_asides(self.zones.asides()))

    def begin(self) -> None:
        """Open the first article that is not done, or the first of all."""
        listed = self.focus.workspace.reader.listed()
        open_ones = (each for each in listed if each.status in {"todo", "in_progress"})
        first = next(open_ones, next(iter(listed), None))
        self.open(first.id if first else None)

    def open(self, article_id: str | None) -> None:
        """Show an article, and give the keyboard to its text."""
        self.focus.open(article_id)
        self.go_to_text()

    def go_to_text(self) -> None:
        """Give the keyboard to the text."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to(self, place: Whereabouts) -> None:
        """Open the article of a place, show the place and tint it for a moment."""
        if self.focus.article is None or self.focus.article.id != place.article_id:
            self.focus.open(place.article_id)
        if place.mark_id:
            self.focus.pick_mark(place.mark_id)
        if place.spans:
            self._reveal(place.spans)

    def go_to_mention(self, mention: Mention) -> None:
        """Open the article of a mention and show it there."""
        place = whereabouts(self.focus.workspace.reader, Edit.add("", mention))
        if place:
            self.go_to(place)
            self.go_to_text()

    def go_to_claim(self, claim: Claim) -> None:
        """Open the article that mentions a claim first, and show it there."""
        place = whereabouts(self.focus.workspace.reader, Edit.add("", claim))
        if place:
            self.go_to(place)
            self.go_to_text()

    def passage(self) -> Passage | None:
        """Return what is selected in the article, or else the sentence that is read."""
        span, focus = self.text.passage(), self.focus
        if focus.article is None or span is None:
            return None
        return Passage(text_id=focus.labels.text_id, text=focus.text, spans=(span,))

    def claim_here(self) -> Claim | None:
        """Return the claim of the mark that is current and in sight, or alone in the passage."""
        return self.focus.claim if self.text.mark_here(MarkKind.CLAIM) else None

    def show_claim(self, claim: Claim) -> None:
        """Make a claim of the article the current one, and show its mark."""
        self.focus.pick_claim(claim)
        self.text.pick_mark(self.focus.mark_id)

    def flush(self) -> None:
        """Commit what is being typed."""
        for panel in self.panels:
            panel.flush()

    def _panel(self, kind: type[P]) -> P:
        return next(panel for panel in self.panels if isinstance(panel, kind))

    def _connect_text(self) -> None:
        focus, text = self.focus, self.text
        text.selection_changed.connect(lambda span: focus.select((span,) if span else ()))
        text.mark_picked.connect(focus.pick_mark)
        text.mark_opened.connect(self._open_mark)
        focus.article_changed.connect(self._show_article)
        focus.article_edited.connect(self._show_heading)
        focus.text_changed.connect(self._show_version)
        focus.labels_changed.connect(self._show_marks)
        focus.mark_changed.connect(text.pick_mark)
        focus.revealed.connect(self._reveal)
        self.articles.finished.connect(self.go_to_text)
        focus.workspace.turned.connect(self._go_where)

    def _connect_panels(self, theme: Theme) -> None:
        for panel in self.panels:
            panel.finished.connect(self.go_to_text)
        self.claims.mention_asked.connect(self.go_to_mention)
        self._colour(theme.palette)
        theme.changed.connect(self._colour)

    def _colour(self, palette: Palette) -> None:
        self.text.set_colours(ReadingColours.of(palette))

    def _open_mark(self, mark_id: str) -> None:
        if mark_id != self.focus.mark_id:
            self.focus.pick_mark(mark_id)
        if self.focus.sentiment:
            self.sentiment.edit()
        else:
            self.claims.edit_text()

    def _show_article(self, article: Article | None) -> None:
        heading = Heading(harmless(article.headline), details_of(article)) if article else _NOTHING
        self.text.set_article(heading, self.focus.text, article.language if article else "")

    def _show_version(self, article: Article) -> None:
        """Show another text of the article, and read on in the sentence that was read."""
        text = self.text
        place = self.focus.way.position(text.reading.place)
        self._show_article(article)
        text.move_cursor(partial(text.reading.read, min(place, len(self.focus.text))))

    def _show_heading(self, article: Article) -> None:
        self.text.set_heading(Heading(harmless(article.headline), details_of(article)))
        self.text.set_language(article.language)

    def _show_marks(self, edit: Edit | None) -> None:
        labels = self.focus.labels
        if edit is None:
            self.text.set_marks(self._marks.marks(labels))
        else:
            self.text.change_marks(*self._marks.changed(labels, edit))

    def _go_where(self, edit: Edit, _: str) -> None:
        here = self.focus.article.id if self.focus.article else ""
        place = whereabouts(self.focus.workspace.reader, edit, here)
        if place:
            self.go_to(place)

    def _reveal(self, spans: tuple[Span, ...]) -> None:
        if spans:
            self.text.reveal(spans[0])
            self.text.flash(spans[0])
