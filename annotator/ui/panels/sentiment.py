"""The panel of the article's sentiments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from annotator.domain.anchor import Passage
from annotator.domain.codebook import Scheme
from annotator.domain.direction import isolated
from annotator.domain.edit import Edit
from annotator.domain.people import Entity
from annotator.domain.sentiment import Sentiment
from annotator.domain.suggestion import SuggestionKind
from annotator.i18n import N_, format_number, ngettext, tr
from annotator.operations.labelling import add_sentiment, begun
from annotator.ui.models.sentiments import SentimentsModel
from annotator.ui.panels.hint import Hint, none_yet
from annotator.ui.panels.panel import Panel, inset
from annotator.ui.panels.row_list import RowList
from annotator.ui.panels.suggestion_list import SuggestionList
from annotator.ui.project.focus import Focus
from annotator.ui.theming.theme import Theme
from annotator.ui.widgets.read_only import set_read_only
from annotator.ui.widgets.rule import rule

if TYPE_CHECKING:
    from annotator.ui.panels.sentiment_form import SentimentForm

_KEPT = 4
_SUMMARISED = 8  # as many as fit into a header


_NONE_YET = N_("No sentiment yet. Select words and press {key}.")


class SentimentPanel(Panel):
    """Lists the article's sentiments, with the form of the current or a new one below.

    The form is created when it is needed, or while the program is idle.
    """

    name = "sentiment"
    title = N_("Sentiment")
    share = 1

    def __init__(self, focus: Focus, theme: Theme) -> None:
        super().__init__(focus, theme)
        self._model = SentimentsModel(focus)
        self._list = RowList(self._model, tr("Sentiments in the article"), kept=_KEPT)
        self._list.setObjectName("sentiment.list")
        self._empty = inset(Hint(lambda: none_yet(focus, _NONE_YET, "sentiment.add")))
        self._is_whole = False
        self._former_id = ""
        self._rule = rule()
        self._suggestions = SuggestionList(focus, SuggestionKind.SENTIMENT)
        self.add_list(self._list, self._empty, self._suggestions, self._rule)
        self.add_contents()
        self._add = self.add_button(tr("Passage"), tr("Add sentiment"), "sentiment.add")
        self._whole = self.add_button(
            tr("Article"), tr("Add sentiment of the article"), "sentiment.whole"
        )
        self._whole.setObjectName("sentiment.whole")
        self._connect()
        self._show()

    @override
    def fill(self) -> Iterator[None]:
        from annotator.ui.panels.sentiment_form import SentimentForm  # noqa: PLC0415 - see the class

        yield
        self._form = inset(SentimentForm(self.focus), above=8)
        self._form.finished.connect(self.finished)
        self._form.rated.connect(self._rate)
        self.add_contents(self._form)

    @override
    def needs_filling(self) -> bool:
        return self.focus.sentiment is not None

    @property
    def form(self) -> "SentimentForm":
        """Return the form of the current sentiment."""
        self.fill_once()
        return self._form

    def begin(self) -> None:
        """Ask for the sentiment of the passage; without one, of the whole article."""
        self._ask(is_whole=self.focus.passage is None)

    def begin_article(self) -> None:
        """Ask for the sentiment of the whole article."""
        self._ask(is_whole=True)

    def edit(self) -> None:
        """Focus the form of the current sentiment."""
        self.form.end_new()
        self._show()
        self.go_to(self.form.polarity, self.form)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._show()
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self._list.picked.connect(lambda sentiment: self.focus.pick_mark(sentiment.id))
        self._list.taken.connect(self._reveal)
        self._list.left.connect(self.finished)
        self._list.removal_requested.connect(lambda: self.action_requested.emit("mark.remove"))
        self.follow_suggestions(self._suggestions)
        self.filled.connect(self._show)
        self.finished.connect(self._rest)
        self.focus.labels_changed.connect(self._follow)
        self.focus.mark_changed.connect(self._show_mark)
        self.focus.passage_changed.connect(self._show_question)

    def _follow(self, edit: Edit | None) -> None:
        """Show what an edit changed; most concern claims alone."""
        if edit is None or edit.of(Sentiment, Entity, Scheme):
            self._show()

    def _show_mark(self) -> None:
        """Show or hide the form; most marks are of claims, and have none."""
        if self.focus.sentiment or not self._rule.isHidden():
            self._show()

    def _show(self) -> None:
        sentiment, count = self.focus.sentiment, self._model.rowCount()
        can_add = self.focus.article is not None and not self.workspace.is_read_only
        self._summarise(count)
        self._add.setEnabled(can_add)
        self._whole.setEnabled(can_add)
        self._list.set_current(sentiment.id if sentiment else None)
        if sentiment:
            self.fill_once()
        if self.is_filled:
            set_read_only(self._form, is_read_only=self.workspace.is_read_only)
            self._form.show_sentiment(sentiment)
        self._show_parts(has_form=sentiment is not None)

    def _summarise(self, count: int) -> None:
        # or a minus would stand after its number
        mark = "\u200e" if self.isRightToLeft() else ""
        rows = (self._model.row(place) for place in range(min(count, _SUMMARISED)))
        closed = " · ".join(f"{isolated(row.text)} {mark}{row.code}" for row in rows)
        in_article = ngettext("{count} in this article", "{count} in this article", count)
        self.summarise(in_article if count else "", closed, format_number(count) if count else "")

    def _show_parts(self, *, has_form: bool) -> None:
        self._rule.setVisible(has_form)
        if self.is_filled:
            self._form.setVisible(has_form)
        self._empty.show_when(is_empty=not has_form and self._model.rowCount() == 0)

    def _ask(self, *, is_whole: bool) -> None:
        if self.focus.article is None or self.workspace.is_read_only:
            return
        self._is_whole = is_whole
        self.form.ask(self._words())
        self._show_parts(has_form=True)
        self.go_to(self.form.polarity)

    def _show_question(self) -> None:
        if self.is_filled and self._form.is_asking:
            self._form.show_passage(self._words())

    def _passage(self) -> Passage | None:
        return None if self._is_whole else self.focus.passage

    def _words(self) -> str:
        passage = self._passage()
        return passage.excerpt if passage else ""

    def _rate(self, polarity: int) -> None:
        article, workspace = self.focus.article, self.workspace
        if article is None:
            return
        former = workspace.reader.get(Sentiment, self._former_id)
        by = workspace.annotator.id
        edit, sentiment = add_sentiment(article, self._passage(), polarity, former, by)
        if not self.focus.add_mark(sentiment.id, edit, *begun(article)):
            self._form.polarity.begin(None)
            return
        self._former_id = sentiment.id
        if sentiment.target_id or sentiment.target_text:
            self.finished.emit()
        else:
            self._form.ask_target(sentiment)
            self.go_to(self._form.target, self._form)

    def _rest(self) -> None:
        """Leave the form: end asking for a target, and scroll to the top."""
        if self.is_filled:
            self._form.end_new()
        self.look_at(0)

    def _reveal(self, sentiment: Sentiment) -> None:
        placed = (p for p in self.focus.sentiments if p.sentiment.id == sentiment.id)
        anchors = [p.anchor for p in placed if p.anchor]
        self.focus.reveal(anchors[0].spans if anchors else ())
