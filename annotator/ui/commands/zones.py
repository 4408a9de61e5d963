"""Commands on excluded lines and on lines proposed for exclusion."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from annotator.domain.anchor import Anchor
from annotator.domain.article import Article
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import ZONE_NAMES, Zone, ZoneKind, ZoneState
from annotator.i18n import N_, capitalised, tr
from annotator.operations.zoning import answered, by_hand, decided, line_count, whole_lines
from annotator.ui.application.actions import Scope, action
from annotator.ui.application.keyboard import Keyboard
from annotator.ui.application.shortcuts import follow_keys, shortcut
from annotator.ui.desk.desk import Desk
from annotator.ui.models.zone_words import (
    answers,
    answers_to_all,
    asked,
    done,
    edit_label,
    excluded,
    suggested,
)
from annotator.ui.models.zones import name_of
from annotator.ui.views.zone_bar import ZoneBar

_NONE_HERE = N_("Nothing is suggested for these lines. Press {key} for the next suggestion.")
_NO_LINES = N_("Select lines first, or move to a sentence with {key}.")
_EXCLUDED = N_("These lines are already excluded. Press {key} to keep them.")
_INCLUDED = N_("These lines are already included.")


class ZoneCommands(QObject):
    """Accepts, rejects and sets zones at the cursor, and asks about the proposals."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = ZoneBar()
        self.kinds = QMenu(tr("Line type"), desk.text)
        self.kinds.installEventFilter(Keyboard(self.kinds))
        self._desk = desk
        self._focus, self._workspace = desk.focus, desk.focus.workspace
        self._notices = self._workspace.notices
        self._is_looking = False  # whether it goes from one suggestion to the next
        self._put_off: set[str] = set()  # ids of articles about which nothing is asked now
        self._lines: Span | None = None  # the lines whose type is being chosen
        self._counts: dict[str, int] = {}  # number of lines of each proposal, by id
        for number, kind in enumerate(ZONE_NAMES, 1):
            key = f"&{number % 10}  " if number <= len("1234567890") else "&-  "
            action = self.kinds.addAction(f"{key}{capitalised(name_of(kind))}")
            action.setObjectName(f"zone.kind.{kind}")
            action.triggered.connect(partial(self._choose, kind))
        self.bar.choice_made.connect(lambda name: self._choices()[name]())
        desk.zones.changed.connect(self._recount)
        desk.text.moved.connect(self._show)
        follow_keys(self.bar, self._show)
        desk.focus.article_changed.connect(self._stop_looking)
        desk.focus.workspace.edited.connect(self._hint)

    @action("zone.take", N_("Exclude these lines"), Scope.TEXT, is_change=True)
    def take(self) -> None:
        """Accept the suggestion for the lines at the cursor, or exclude them."""
        zone = None if self._desk.text.selection() else self._pending_here()
        lines, out = self._read_lines(), self._excluded_here()
        if zone:
            self._answer([zone], ZoneState.TAKEN)
        elif lines and out and out.start <= lines.start and lines.end <= out.end:
            self._notices.post(tr(_EXCLUDED, key=shortcut("zone.refuse")))
        elif lines:
            self._set(lines, ZoneKind.BOILERPLATE)
        else:
            self._notices.post(tr(_NO_LINES, key=shortcut("read.next_sentence")))

    @action("zone.take_all", N_("Exclude all suggested boilerplate"), is_change=True)
    def take_all(self) -> None:
        """Accept all suggestions for this article."""
        if self._desk.zones.pending:
            self._answer(self._desk.zones.pending, ZoneState.TAKEN)
        else:
            self._notices.post(_none_in(self._focus.article))

    @action("zone.refuse", N_("Keep these lines"), Scope.TEXT, is_change=True)
    def refuse(self) -> None:
        """Reject the suggestion at the cursor, or include excluded lines again."""
        zone = self._pending_here() or self._excluded_here()
        if zone:
            self._answer([zone], ZoneState.REFUSED)
        else:
            self._notices.post(tr(_INCLUDED))

    @action("zone.refuse_kind", N_("Keep all of this type"), Scope.TEXT, is_change=True)
    def refuse_kind(self) -> None:
        """Reject all suggestions of the kind at the cursor, or include all excluded lines of it."""
        book, excluded = self._desk.zones, self._excluded_here()
        if zone := self._pending_here():
            self._answer(_alike(self._desk.zones.pending, zone), ZoneState.REFUSED)
        elif excluded:
            self._answer(book.excluded(excluded.kind), ZoneState.REFUSED)
        else:
            self._notices.post(tr(_INCLUDED))

    @action("zone.take_kind", N_("Exclude all of this type"), Scope.TEXT, is_change=True)
    def take_kind(self) -> None:
        """Accept all suggestions of the kind at the cursor."""
        if zone := self._pending_here():
            self._answer(_alike(self._desk.zones.pending, zone), ZoneState.TAKEN)
        else:
            self._notices.post(tr(_NONE_HERE, key=shortcut("zone.next")))

    @action("zone.next", N_("Go to next suggested lines"), Scope.TEXT)
    def look_on(self) -> None:
        """Go to the next suggestion, wrapping around, and continue as they are answered."""
        self._is_looking = True
        if not self._read_after(self._desk.zones.pending, self._desk.text.reading.place):
            self._notices.post(_none_in(self._focus.article))

    def _read_after(self, zones: Sequence[Zone], place: int) -> Zone | None:
        """Go to the first of some zones after a position, otherwise the first, and return it."""
        zone = next((each for each in zones if each.start > place), zones[0] if zones else None)
        if zone:
            self._desk.text.move_cursor(partial(self._desk.text.reading.read, zone.start))
        return zone

    @action("zone.next_excluded", N_("Go to next excluded lines"), Scope.TEXT)
    def read_excluded(self) -> None:
        """Go to the next excluded lines, wrapping around."""
        text, zones = self._focus.text, self._desk.zones.excluded()
        zone = self._read_after(zones, self._desk.text.reading.place)
        none = _none_excluded(self._focus.article)
        self._notices.post(excluded(text, zone) if zone else none)

    def put_off(self) -> None:
        """Stop asking about this article until the project is opened again."""
        if self._focus.article:
            self._put_off.add(self._focus.article.id)
        self._stop_looking()

    @action("zone.set", N_("Set line type…"), is_change=True)
    def choose_kind(self) -> None:
        """Ask for the type of the selected lines, or of those of the sentence."""
        text = self._desk.text
        self._lines = self._read_lines()
        if self._lines is None:
            self._notices.post(tr(_NO_LINES, key=shortcut("read.next_sentence")))
            return
        middle = QPoint(text.viewport().width() // 3, text.viewport().height() // 3)
        self.kinds.popup(text.viewport().mapToGlobal(middle))

    def _choices(self) -> Mapping[str, Callable[[], object]]:
        return {
            "take": self.take,
            "refuse": self.refuse,
            "take_kind": self.take_kind,
            "next": self.look_on,
            "refuse_kind": self.refuse_kind,
            "take_all": self.take_all,
            "set": self.choose_kind,
            "later": self.put_off,
        }

    def _choose(self, kind: ZoneKind) -> None:
        if self._lines:
            self._set(self._lines, kind)

    def _set(self, lines: Span, kind: ZoneKind) -> None:
        zone = by_hand(self._focus.labels.text_id, lines, kind)
        self._desk.text.select(None)
        self._do([zone], ZoneState.TAKEN, [zone])

    def _answer(self, zones: Sequence[Zone], state: ZoneState) -> None:
        self._do(zones, state, [answered(zone, state) for zone in zones])

    def _do(self, zones: Sequence[Zone], state: ZoneState, answers: Sequence[Zone]) -> None:
        focus = self._focus
        if focus.article is None:
            return
        label, message = edit_label(focus.text, zones, state), done(focus.text, zones, state)
        edit = decided(label, focus.article, focus.text, focus.zones, answers)
        place = self._desk.text.reading.place  # the cursor leaves lines that are excluded
        if focus.workspace.do(edit):
            self._notices.post(message)
            if self._is_looking:
                self._read_after(self._desk.zones.pending, place)

    def _read_lines(self) -> Span | None:
        """Return the whole lines of the selection, or of the current sentence."""
        passage = self._desk.text.passage()
        return whole_lines(self._focus.text, passage) if passage else None

    def _pending_here(self) -> Zone | None:
        passage = self._desk.text.passage()
        return self._desk.zones.pending_at(passage) if passage else None

    def _excluded_here(self) -> Zone | None:
        passage = self._desk.text.passage()
        return self._desk.zones.excluded_at(passage) if passage else None

    def _is_asking(self) -> bool:
        article = self._focus.article
        is_wanted = article is not None and article.id not in self._put_off
        return is_wanted and bool(self._desk.zones.pending) and not self._workspace.is_read_only

    def _stop_looking(self) -> None:
        self._is_looking = False
        self._show()

    def _recount(self) -> None:
        text, pending = self._focus.text, self._desk.zones.pending
        self._counts = {zone.id: line_count(text, [zone]) for zone in pending}
        self._show()

    def _show(self) -> None:
        if not self._is_asking():
            self.bar.hide()
        elif zone := self._pending_here():
            count, alike = self._count([zone]), _alike(self._desk.zones.pending, zone)
            every = self._count(alike) if len(alike) > 1 else 0
            self.bar.ask(asked(zone, count), answers(zone, count, every))
        else:
            pending = self._desk.zones.pending
            every = self._count(pending)
            self.bar.ask(suggested(pending, self._counts), answers_to_all(pending, every))

    def _count(self, zones: Sequence[Zone]) -> int:
        return sum(self._counts[zone.id] for zone in zones)

    def _hint(self, edit: Edit) -> None:
        """Post a message when a mark was added in excluded lines."""
        message, spans = _added(edit) if self._desk.zones.excluded() else ("", [])
        if message and any(self._desk.zones.excluded_at(span) for span in spans):
            self._notices.post(tr(message))


def _alike(zones: Sequence[Zone], one: Zone) -> list[Zone]:
    """Return all zones of the same kind."""
    return [each for each in zones if each.kind == one.kind]


def _none_excluded(article: Article | None) -> str:
    if article is None:
        return tr("No article is open.")
    return tr("Nothing is excluded from {article}.", article=article.code)


def _none_in(article: Article | None) -> str:
    """Return the message that nothing is suggested for an article."""
    if article is None:
        return tr("No article is open.")
    return tr("Nothing is suggested in {article}.", article=article.code)


def _added(edit: Edit) -> tuple[str, list[Span]]:
    """Return the message about a mark added by an edit, and its anchor, if any."""
    came = [each.after for each in edit.of(Mention, Sentiment, Anchor) if each.before is None]
    messages = (
        N_("Claim added in excluded text.")
        if isinstance(each, Mention)
        else N_("Sentiment added in excluded text.")
        for each in came
        if isinstance(each, Mention | Sentiment)
    )
    return next(messages, ""), [s for each in came if isinstance(each, Anchor) for s in each.spans]
