"""Finds the words of the find bar in the open article."""

from bisect import bisect_left

from PySide6.QtCore import QObject, Qt, QTimer

from annotator.domain.span import Span
from annotator.ui.reading import ArticleView
from annotator.ui.views.find_bar import FindBar

_PAUSE = 120
"""How long typing rests before the article is searched, in milliseconds."""


class Finder(QObject):
    """Goes to the first hit while typing, to others on request, and highlights all hits."""

    def __init__(self, bar: FindBar, text: ArticleView) -> None:
        super().__init__(bar)
        self._bar = bar
        self._text = text
        self._origin = 0
        self._hits: list[Span] = []
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._find_first)
        bar.typed.connect(lambda _: self._timer.start())
        bar.search_requested.connect(self._step)
        bar.closed.connect(self.close)

    def begin(self) -> None:
        """Open the bar with the selected words, if any."""
        span = self._text.selection()
        here = span or self._text.passage()
        self._origin = here.start if here else 0
        query = span.of(self._text.reading.text) if span else ""
        self._bar.begin(query if "\n" not in query else "")
        self._find_first()

    def refresh(self) -> None:
        """Search again, as in another article; does nothing while the bar is closed."""
        if not self._bar.isHidden():
            self._origin = 0
            self._search()

    def close(self) -> None:
        """Close the bar, and focus the text."""
        if self._timer.isActive():  # Esc came before the pause of typing was over
            self._find_first()
        self._hits = []
        self._text.set_found(())
        self._bar.hide()
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _find_first(self) -> None:
        self._search()
        if self._hits:
            starts = [hit.start for hit in self._hits]
            self._go_to(self._hits[bisect_left(starts, self._origin) % len(starts)])

    def _step(self, query: str, backwards: bool) -> None:  # noqa: FBT001 - a signal's value
        if self._timer.isActive() or self._bar.isHidden():
            self._timer.stop()
            self._search()
        span = self._text.find_words(query, backwards=backwards)
        if span:
            self._origin = span.start
        self._show_count(span)

    def _search(self) -> None:
        self._timer.stop()
        self._hits = self._text.find_all(self._bar.query())
        self._text.set_found(() if self._bar.isHidden() else self._hits)
        self._show_count(self._text.selection())

    def _go_to(self, span: Span) -> None:
        self._text.read_at(span.start)
        self._text.select(span)
        self._text.reveal(span)
        self._show_count(span)

    def _show_count(self, span: Span | None) -> None:
        number = self._hits.index(span) + 1 if span in self._hits else 0
        self._bar.show_found(number, len(self._hits))
