"""The status bar: saving, annotator, selection, and progress of the project."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget
from typing_extensions import override

from annotator.domain.anchor import Passage
from annotator.domain.article import Article
from annotator.domain.direction import (
    isolated,
    side_by_side,
    with_names_isolated,
    without_bidi_controls,
)
from annotator.domain.errors import AnnotatorError
from annotator.domain.web_address import SCHEMES
from annotator.i18n import format_number, ngettext, tr
from annotator.ui.application.announcing import announce
from annotator.ui.application.dates import format_date
from annotator.ui.project.focus import Focus
from annotator.ui.project.notices import Notices
from annotator.ui.reading import Heading
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import flush_button
from annotator.ui.widgets.one_line import OneLine
from annotator.ui.widgets.plain_label import small
from annotator.ui.widgets.typed import tooltip

_NOTES_SHOWN = 280  # characters of the notes above the text
_SHOWN_FOR, _REST = 8000, 100  # milliseconds
_READABLE = 240  # pixels of a message, for type of 13 pixels


class StatusLine(QWidget):
    """Shows messages and counts; an error stays until the next edit.

    In a narrow window the counts, then the sentence, give way to a message.
    """

    annotator_requested = Signal()

    def __init__(self, focus: Focus) -> None:
        super().__init__()
        self.setObjectName("status_line")
        self._focus = focus
        self._saved = small(QLabel(), "saved", "status.saved")
        self._who = flush_button("")
        self._who.setObjectName("status.annotator")
        self._who.setAccessibleDescription(tr("Change who is working"))
        self._passage = small(QLabel(), "second", "status.passage")
        self._message = small(OneLine(), "ink", "status.told")
        self._counts = small(OneLine(), "second", "status.counts")
        self._has_chosen = False  # whether words are selected, in place of the sentence
        self._arrange()
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_FOR)
        self._timer.timeout.connect(lambda: self._say(""))
        workspace = focus.workspace
        self._who.clicked.connect(self.annotator_requested)
        workspace.signing.changed.connect(self._show_who)
        self._show_who()
        self._state = (tr("read-only") if workspace.is_read_only else tr("✓ all saved"), "saved")
        self._show_state()
        self._say(workspace.notice)
        workspace.pending.typing.connect(self._show_state)
        workspace.saves.waiting.connect(self._show_saving)
        workspace.saved.connect(self._show_saved)
        workspace.saves.ended.connect(self._show_state)  # whatever was saved or refused
        self._follow_notices(workspace.notices)
        workspace.edited.connect(self._follow)
        focus.passage_changed.connect(self._show_passage)
        self._show_counts()

    def _show_who(self) -> None:
        name = isolated(self._focus.workspace.annotator.name)
        self._who.setText(name.replace("&", "&&") or tr("Who is working?"))
        self._who.setToolTip(tooltip(tr("Change who is working")))
        self._who.setAccessibleName(tr("Working: {name}", name=name) if name else self._who.text())

    def _follow_notices(self, notices: Notices) -> None:
        notices.posted.connect(self.tell)
        notices.kept.connect(self.keep)
        notices.refused.connect(self.show_refusal)

    def tell(self, message: str) -> None:
        """Show a message for a while."""
        self._say(with_names_isolated(message))
        self._timer.start()

    def keep(self, message: str) -> None:
        """Show a message until the next edit."""
        self._timer.stop()
        self._say(message)

    def show_refusal(self, error: AnnotatorError) -> None:
        """Show an error until the next edit."""
        self._timer.stop()
        self._say(f"▲ {error}")
        self._state = (tr("▲ not saved"), "warning")
        self._show_state()

    def follow_reading(self, number: Callable[[], tuple[int, int]]) -> None:
        """Show which sentence of how many is read, as `number` returns it, unless words are chosen.

        Counting takes milliseconds in a long text: it waits until the person rests.
        """
        rest = QTimer(self, singleShot=True, interval=_REST)
        rest.timeout.connect(lambda: self._show_sentence(*number()))
        self._focus.here_changed.connect(rest.start)
        self._focus.passage_changed.connect(lambda _: rest.start())

    def _show_sentence(self, number: int, total: int) -> None:
        if not self._has_chosen:
            shown = {"number": format_number(number), "count": format_number(total)}
            text = tr("sentence {number} of {count}", **shown) if number else ""
            self._passage.setText(text)

    def add(self, widget: QWidget) -> None:
        """Add a widget, such as a progress strip, before the counts."""
        self._line.insertWidget(self._line.count() - 1, widget)
        widget.ensurePolished()  # as a part of the line, whose buttons are low
        self.setMinimumHeight(max(self.minimumHeight(), widget.sizeHint().height()))

    def _arrange(self) -> None:
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 12, 0)
        self._line.setSpacing(24)
        for part in (self._saved, self._who, self._passage):
            self._line.addWidget(part)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._line.addWidget(self._message, 1)  # it takes what the others leave
        self._line.addWidget(self._counts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """Show the counts and the sentence if a message can be read beside them."""
        yielding = (self._passage, self._counts)
        items = (self._line.itemAt(place) for place in range(self._line.count()))
        parts = [part for item in items if item and (part := item.widget())]
        fixed = [p for p in parts if p not in yielding and p is not self._message]
        room = self._line.contentsRect().width()
        room -= sum(p.sizeHint().width() + self._line.spacing() for p in fixed if not p.isHidden())
        text = self._message.sizeHint().width() if self._message.text() else 0
        room -= min(text, fonts.pixels(_READABLE))
        for part in yielding:
            room -= part.sizeHint().width() + self._line.spacing()
            is_shown = room >= 0 or (part is self._counts and not text)
            if is_shown is part.isHidden():
                part.setVisible(is_shown)

    def _say(self, message: str) -> None:
        """Show a text, with a tooltip where it does not fit."""
        self._message.setText(message)
        self._share_room()
        self._message.setToolTip(tooltip(message))
        announce(self._message, message)

    def _follow(self) -> None:
        """Clear the message from before an edit, as it may be wrong now."""
        self._timer.stop()
        self._say("")
        self._show_counts()

    def _show_saving(self) -> None:
        self._saved.setText(tr("saving…"))
        _set_ink(self._saved, "second")

    def _show_saved(self) -> None:
        time = f"{datetime.now().astimezone():%H:%M:%S}"
        self._state = (tr("✓ saved {time}", time=time), "saved")
        self._show_state()

    def _show_state(self) -> None:
        """Show that text is being typed, otherwise the state of saving."""
        is_typing = self._focus.workspace.pending.is_typing
        text, ink = (tr("typing…"), "second") if is_typing else self._state
        self._saved.setText(text)
        _set_ink(self._saved, ink)

    def _show_passage(self, passage: Passage | None) -> None:
        """Show the range of selected characters; `follow_reading` shows the sentence's number."""
        span, sentence = passage.spans[0] if passage else None, self._focus.here.sentence
        read = sentence.trimmed(self._focus.text) if sentence else None
        self._has_chosen = span is not None and span != read
        if span and self._has_chosen:
            ends = {"start": format_number(span.start), "end": format_number(span.end)}
            text = tr("characters {start}–{end} ({count})", **ends, count=format_number(len(span)))
            self._passage.setText(text)
        elif span is None:
            self._passage.clear()

    def _show_counts(self) -> None:
        counts = self._focus.workspace.reader.counts()
        claims = ngettext("{count} claim", "{count} claims", counts.claims)
        articles = tr("no articles")
        if counts.articles:
            articles = ngettext(
                "{done} of {count} articles done",
                "{done} of {count} articles done",
                counts.articles,
                done=format_number(counts.done),
            )
        self._counts.setText(f"{claims} · {articles}")


class StatusBar(QStatusBar):
    """The bar at the lower edge of the window, with the status line only, without Qt's margins.

    The line is in a widget without a layout, so that the window is not laid out for other words.
    """

    def __init__(self, line: StatusLine) -> None:
        super().__init__()
        self._line, self._seat = line, QWidget(self)
        line.setParent(self._seat)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(fonts.pixels(24))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._seat.setGeometry(self.rect().adjusted(0, 1, 0, 0))
        self._line.setGeometry(self._seat.rect())


def heading_of(article: Article) -> Heading:
    """Return the heading of an article; the website is a link."""
    is_page = article.source_url.partition("://")[0].lower() in SCHEMES
    link = _host(article) if is_page else ""
    headline = without_bidi_controls(article.headline)
    return Heading(headline, details_of(article), link, _notes_of(article))


def _notes_of(article: Article) -> str:
    """Return the notes on an article, cut where they are long; '' for none."""
    notes = " ".join(article.notes.split())
    shown = f"{notes[:_NOTES_SHOWN].rstrip()} …" if len(notes) > _NOTES_SHOWN + 1 else notes
    return tr("Notes: {notes}", notes=isolated(without_bidi_controls(shown))) if shown else ""


def details_of(article: Article) -> str:
    """Return the details below the headline: where an article comes from, and its code."""
    host = _host(article)
    length = ngettext("{count} word", "{count} words", article.word_count)
    length_text = length if article.word_count else ""
    by = tr("by {author}", author=article.byline) if article.byline else ""
    parts = (
        article.publisher,
        format_date(article.published_at),
        by,
        host,
        length_text,
        article.code,
    )
    return side_by_side(parts, beside=article.headline)


def _host(article: Article) -> str:
    return article.source_url.split("//")[-1].split("/")[0]


def _set_ink(label: QLabel, ink: str) -> None:
    if label.property("ink") != ink:
        label.setProperty("ink", ink)
        label.style().unpolish(label)
        label.style().polish(label)
