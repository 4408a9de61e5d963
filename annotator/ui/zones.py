"""What a person does to the lines that are not the article, or might not be."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from annotator.domain.anchor import Anchor
from annotator.domain.claim import Mention
from annotator.domain.edit import Edit
from annotator.domain.sentiment import Sentiment
from annotator.domain.span import Span
from annotator.domain.zone import Zone, ZoneKind, ZoneState
from annotator.domain.zoning import answered, by_hand, decided, line_count, whole_lines
from annotator.ui.desk import Desk
from annotator.ui.keyboard import Keyboard
from annotator.ui.models.zones import NAMES
from annotator.ui.views.zone_bar import ZoneBar

_HERE = (
    ("take", "Exclude (Z)"),
    ("refuse", "Keep (X)"),
    ("take_kind", "Exclude all of this type (Shift+Z)"),
)
_LOOKED_AT = (
    ("take", "Exclude (Z)"),
    ("refuse", "Keep (X)"),
    ("next", "Next (Shift+Z)"),
    ("all_alike", "Exclude all of this type"),
)
_KEPT = (("take", "Set (Z)"), ("refuse", "Ignore (X)"), ("take_kind", "Set all (Shift+Z)"))
_ALL = (("take", "Accept all (Z)"), ("take_kind", "Review each (Shift+Z)"), ("later", "Not now"))
_ON = (("next", "Next (Shift+Z)"), ("take_all", "Accept all"), ("later", "Not now"))

_NOT_HERE = "Nothing is suggested for these lines. Press Shift+Z for the next suggestion."
_DONE = {"Exclude": "Excluded", "Keep": "Kept", "Set": "Set"}


class Zoning(QObject):
    """Takes, refuses and sets zones where the person reads, and asks about the proposals."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bar = ZoneBar()
        self.kinds = QMenu("Line type", desk.text)
        self.kinds.installEventFilter(Keyboard(self.kinds))
        self._desk = desk
        self._focus, self._workspace = desk.focus, desk.focus.workspace
        self._is_looking = False  # from one proposal to the next
        self._put_off: set[str] = set()  # articles of which nothing is asked now
        self._lines: Span | None = None  # whose kind is being chosen
        self._counts: dict[str, int] = {}  # lines of each proposal
        for number, (kind, name) in enumerate(NAMES.items(), 1):
            key = f"&{number % 10}  " if number <= len("1234567890") else "&-  "
            action = self.kinds.addAction(f"{key}{name.capitalize()}")
            action.setObjectName(f"zone.kind.{kind}")
            action.triggered.connect(partial(self._set, kind))
        self.bar.asked.connect(lambda name: self._choices()[name]())
        desk.zones.changed.connect(self._recount)
        desk.text.moved.connect(self._show)
        desk.focus.article_changed.connect(self._stop_looking)
        desk.focus.workspace.edited.connect(self._hint)

    def runs(self) -> Mapping[str, Callable[[], object]]:
        """Return what its actions do, by id."""
        names = ("take", "refuse", "take_kind", "refuse_kind", "take_all", "set")
        return {f"zone.{name}": self._choices()[name] for name in names}

    def take(self) -> None:
        """Take the proposal that is read, else all; with lines selected, choose what they are."""
        zone = self._pending_here()
        if self._desk.text.selection():
            self.choose_kind()
        elif zone:
            self._answer([zone], ZoneState.TAKEN)
        elif self._is_looking:
            self.told.emit(_NOT_HERE)
        elif self._is_asking():
            self.take_all()
        else:
            self.choose_kind()

    def take_all(self) -> None:
        """Take everything that is proposed for this article."""
        if self._desk.zones.pending:
            self._answer(self._desk.zones.pending, ZoneState.TAKEN)
        else:
            self.told.emit("Nothing is suggested in this article.")

    def refuse(self) -> None:
        """Keep what is proposed here in the article, or take back what was left out of it."""
        zone = self._pending_here() or self._left_out_here()
        if zone:
            self._answer([zone], ZoneState.REFUSED)
        else:
            self.told.emit("These lines are already included.")

    def refuse_kind(self) -> None:
        """Keep all lines of the kind that is read, those proposed or those left out."""
        book, left_out = self._desk.zones, self._left_out_here()
        if zone := self._pending_here():
            alike = [each for each in book.pending if each.kind == zone.kind]
            self._answer(alike, ZoneState.REFUSED)
        elif left_out:
            self._answer(book.left_out(left_out.kind), ZoneState.REFUSED)
        else:
            self.told.emit("These lines are already included.")

    def take_kind(self) -> None:
        """Take every proposal of the kind that is read; elsewhere, look at one after the other.

        While they are looked at, the key never takes any: it goes on to the next.
        """
        if self._pending_here() and not self._is_looking:
            self.take_alike()
        else:
            self.look_on()

    def take_alike(self) -> None:
        """Take every proposal of the kind that is read."""
        if zone := self._pending_here():
            alike = [each for each in self._desk.zones.pending if each.kind == zone.kind]
            self._answer(alike, ZoneState.TAKEN)

    def look_on(self) -> None:
        """Read the next proposal, going round at the end, and go on as they are answered."""
        text, pending = self._desk.text, self._desk.zones.pending
        self._is_looking = bool(pending)
        if pending:
            place = text.reading.place
            zone = next((each for each in pending if each.start > place), pending[0])
            text.move_cursor(partial(text.reading.read, zone.start))

    def put_off(self) -> None:
        """Ask no more about this article until the project is opened again."""
        if self._focus.article:
            self._put_off.add(self._focus.article.id)
        self._stop_looking()

    def choose_kind(self) -> None:
        """Let the person say what the selected lines are, or those of the sentence."""
        text, passage = self._desk.text, self._desk.text.passage()
        self._lines = whole_lines(self._focus.text, passage) if passage else None
        if self._lines is None:
            self.told.emit("Select lines first, or move to a sentence with ↓.")
            return
        middle = QPoint(text.viewport().width() // 3, text.viewport().height() // 3)
        self.kinds.popup(text.viewport().mapToGlobal(middle))

    def _choices(self) -> Mapping[str, Callable[[], object]]:
        return {
            "take": self.take,
            "refuse": self.refuse,
            "take_kind": self.take_kind,
            "all_alike": self.take_alike,
            "next": self.look_on,
            "refuse_kind": self.refuse_kind,
            "take_all": self.take_all,
            "set": self.choose_kind,
            "later": self.put_off,
        }

    def _set(self, kind: ZoneKind) -> None:
        if self._lines:
            zone = by_hand(self._focus.labels.text_id, self._lines, kind)
            self._desk.text.select(None)
            self._do(_label(self._focus.text, [zone], ZoneState.TAKEN), [zone])

    def _answer(self, zones: Sequence[Zone], state: ZoneState) -> None:
        label = _label(self._focus.text, zones, state)
        self._do(label, [answered(zone, state) for zone in zones])

    def _do(self, label: str, answers: Sequence[Zone]) -> None:
        focus = self._focus
        if focus.article is None:
            return
        edit = decided(label, focus.article, focus.text, focus.zones, answers)
        if focus.workspace.do(edit):
            verb, _, rest = label.partition(" ")
            self.told.emit(f"{_DONE[verb]} {rest}. Press Ctrl+Z to undo.")
            if self._is_looking:
                self.look_on()

    def _pending_here(self) -> Zone | None:
        passage = self._desk.text.passage()
        return self._desk.zones.pending_at(passage) if passage else None

    def _left_out_here(self) -> Zone | None:
        passage = self._desk.text.passage()
        return self._desk.zones.left_out_at(passage) if passage else None

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
            name = NAMES[ZoneKind(zone.kind)].capitalize()
            lines = _lines(self._counts[zone.id])
            self.bar.ask(f"{name}? {lines}", self._answers(zone))
        else:
            self.bar.ask(self._sentence(), _ON if self._is_looking else _ALL)

    def _answers(self, zone: Zone) -> Sequence[tuple[str, str]]:
        if self._is_looking:
            return _LOOKED_AT
        every = ("take_all", f"Accept all {_lines(sum(self._counts.values()))}")
        return (*(_HERE if zone.is_excluded else _KEPT), *[every][: len(self._counts) - 1])

    def _sentence(self) -> str:
        pending = self._desk.zones.pending
        outside = [zone for zone in pending if zone.is_excluded] or pending
        count = sum(self._counts[zone.id] for zone in outside)
        what = "boilerplate" if outside[0].is_excluded else "headlines or captions"
        return f"{_lines(count)} of suggested {what}"

    def _hint(self, edit: Edit) -> None:
        """Say so when a mark is set where the article is not."""
        came = [change.after for change in edit.changes if change.before is None]
        marks = [each for each in came if isinstance(each, Mention | Sentiment)]
        spans = [span for each in came if isinstance(each, Anchor) for span in each.spans]
        if marks and any(self._desk.zones.left_out_at(span) for span in spans):
            noun = "claim" if isinstance(marks[0], Mention) else "sentiment"
            self.told.emit(f"{noun.capitalize()} added in excluded text.")


def _label(text: str, zones: Sequence[Zone], state: ZoneState) -> str:
    zones = [zone for zone in zones if zone.is_excluded] or zones
    lines = _lines(line_count(text, zones))
    kinds = {zone.kind for zone in zones}
    kind = NAMES[ZoneKind(kinds.pop())] if len(kinds) == 1 else "boilerplate"
    if state is ZoneState.REFUSED or kind == NAMES[ZoneKind.BODY]:
        return f"Keep {lines}"
    if not zones[0].is_excluded:
        return f"Set {lines} to {kind}"
    return f"Exclude {lines} of {kind}"


def _lines(count: int) -> str:
    return f"{count:,} line" if count == 1 else f"{count:,} lines"
