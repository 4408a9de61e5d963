"""Marks over the text, and the choice of the current one."""

from collections.abc import Sequence, Set

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.span import Span
from annotator.language import Direction
from annotator.ui.reading import picking, speech
from annotator.ui.reading.asides import Aside
from annotator.ui.reading.fade import Fade
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.keyboard_reader import KeyboardReader
from annotator.ui.reading.keyed_moves import Move
from annotator.ui.reading.mark import Heading, Mark
from annotator.ui.reading.sheet import Landmark


class Resting(Struct, frozen=True):
    """Where reading stopped in an article: a code point, and the current mark there.

    `top` is what was in view; None when the article was not scrolled.
    """

    place: int
    mark_id: str | None = None
    top: Landmark | None = None


class MarkedReader(KeyboardReader):
    """Shows marks, and makes the first one of the current sentence the current mark.

    A mark stays the current one while text is selected, which may be meant for it. So does one
    that is not in this text, until the cursor meets another.
    """

    stood = Signal(object, object)  # Span | None, the sentence, and str | None, the mark there
    mark_picked = Signal(object)  # str, the id of a mark that a person chose | None
    went_round = Signal(object)  # Direction: the marks began again at the other end
    had_no_marks = Signal()  # a key asked for one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._awaits_marks = False
        self._fade = Fade(self)
        self._fade.changed.connect(self._tint)

    @override
    def set_article(self, heading: Heading, text: str, language: str) -> None:
        self._awaits_marks = True
        super().set_article(heading, text, language)

    @override
    def set_asides(self, asides: Sequence[Aside]) -> None:
        before = self.scene.sentence
        super().set_asides(asides)
        if self.scene.sentence != before:
            self._take_mark()

    def set_marks(self, marks: Sequence[Mark], resting: Resting | None = None) -> None:
        """Replace the marks, and continue where reading stopped."""
        self._awaits_marks = False
        self.show_scene(replace(self.scene, marks=MarkIndex(marks)))
        if resting:
            self.show_scene(replace(self.scene, current=resting.mark_id))
            self.reading.read(min(resting.place, len(self.reading.text)))
            # before it is shown its height is not known, nor what has to be revealed
            self.follow(reveal=resting.place > 0 and not resting.top and self.isVisible())
            if resting.top and self.reading.blocks:
                self.scroll_by(self.sheet.scroll_for_landmark(resting.top) - self.sheet.scroll)

    def resting(self) -> Resting:
        """Return where reading stops, to continue there later."""
        return Resting(self.reading.place, self.scene.current, self.sheet.landmark(None))

    def change_marks(self, gone: Set[str], came: Sequence[Mark]) -> None:
        """Remove marks by their ids, and add others or replace their former ones."""
        self.show_scene(replace(self.scene, marks=self.scene.marks.changed(gone, came)))

    def add_mark(self, gone: Set[str], came: Sequence[Mark], mark_id: str | None) -> None:
        """Change marks likewise, make one of them the current one and select nothing.

        That is painted at once, before whatever else is to be shown.
        """
        with self.painted_first():
            marks = self.scene.marks.changed(gone, came)
            self.show_scene(replace(self.scene, marks=marks, current=mark_id))
            self.go_to_mark()
            self.select(None)

    def pick_mark(self, mark_id: str | None) -> None:
        """Make a mark the current one, and go to it if another was."""
        if mark_id != self.scene.current:
            self.show_scene(replace(self.scene, current=mark_id))
            self.go_to_mark()

    def go_to_mark(self) -> None:
        """Read the sentence of the current mark, unless text is selected, and scroll to it."""
        spans = self.scene.passages(self.scene.current)
        if not spans:
            return
        sentence = self.reading.sentence
        near = next((span for span in spans if sentence and span.overlaps(sentence)), None)
        if near is None and self.reading.selection is None:
            self.reading.read(self._begin_of(spans[0]))
            self.follow(reveal=False)
        self.reveal(near or spans[0])

    def flash(self, span: Span) -> None:
        """Tint a passage for a moment."""
        self.show_scene(replace(self.scene, flash=span))
        self._fade.start()

    def is_in_sight(self, mark_id: str) -> bool:
        """Return whether a line of a mark is visible."""
        passages = self.scene.passages(mark_id)
        if self.stand_in:
            return any(self.stand_in.shows(span) for span in passages)
        window, half = self.viewport().rect(), self.sheet.face.line // 2
        rows = (self.sheet.rows(span) for span in passages)
        return any(window.intersected(each).height() >= half for each in rows)

    @override
    def moves(self) -> dict[str, Move]:
        return {
            **super().moves(),
            "read.next_mark": self.next_mark,
            "read.previous_mark": self.previous_mark,
            "read.next_overlapping": self.next_overlapping,
        }

    def next_mark(self) -> None:
        """Make the next mark the current one, wrapping around at the end."""
        self._pick_neighbour(Direction.ON)

    def previous_mark(self) -> None:
        """Make the previous mark the current one, wrapping around at the beginning."""
        self._pick_neighbour(Direction.BACK)

    def next_overlapping(self) -> None:
        """Cycle through the marks that overlap the current one, or those of the sentence."""
        marks, current, sentence = self.scene.marks, self.scene.current, self.reading.sentence
        if current is not None and current in marks:
            found = marks.together(current)
        else:
            found = marks.overlapping(sentence) if sentence else []
        if mark := picking.after(found, current):
            place = self.reading.place
            stays = any(span.holds(place) for span in mark.spans)
            self._pick(mark, place=place if stays else self._begin_of(mark.spans[0]))

    @override
    def clear(self) -> bool:
        """Clear the selection or caret, otherwise the mark; return whether there was one."""
        if super().clear():
            return True
        had_mark = self.scene.current is not None
        if had_mark:
            self.show_scene(replace(self.scene, current=None))
            self.stood.emit(self.scene.sentence, None)
            self.mark_picked.emit(None)
        return had_mark

    @override
    def follow(self, *, reveal: bool = True) -> None:
        super().follow(reveal=reveal)
        self._take_mark()

    def _take_mark(self) -> None:
        """Make the first mark of the sentence the current one, unless one of its marks is."""
        if self._awaits_marks:
            return
        if sentence := self.scene.sentence:
            mark_id = picking.met(self.scene.marks, self.scene.current, sentence)
            if mark_id != self.scene.current:
                self.show_scene(replace(self.scene, current=mark_id))
        self.stood.emit(self.scene.sentence, self.scene.current)

    def _begin_of(self, span: Span) -> int:
        """Return the place of its first word, as white space can be of the sentence before."""
        words = span.of(self.reading.text)
        return span.start + len(words) - len(words.lstrip())

    def _tint(self, strength: float) -> None:
        flash = self.scene.flash if strength else None
        self.show_scene(replace(self.scene, flash=flash, strength=strength))

    def _pick(self, mark: Mark, *, place: int) -> None:
        """Make a mark the current one because a person chose it."""
        self.reading.read(place)
        self.show_scene(replace(self.scene, current=mark.id))
        self.follow(reveal=False)
        self.reveal(mark.spans[0])
        message = speech.wording(mark.spans[0].of(self.reading.text), [mark])
        (self.stand_in or self).say(message)
        self.mark_picked.emit(mark.id)

    def _pick_neighbour(self, direction: Direction) -> None:
        scene, reading = self.scene, self.reading
        found = picking.neighbour(
            scene.marks, scene.current, reading.sentence, reading.place, direction
        )
        if found is None:
            self.had_no_marks.emit()
            return
        mark, went_round = found
        self._pick(mark, place=self._begin_of(mark.spans[0]))
        if went_round:
            self.went_round.emit(direction)
