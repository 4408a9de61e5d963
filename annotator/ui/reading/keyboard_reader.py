"""Reading and selecting by keys: sentence by sentence, word by word, clause by clause."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from annotator.domain.span import Span
from annotator.language import Direction
from annotator.language.languages.letter_forms import letter_forms
from annotator.ui.reading import find, speech
from annotator.ui.reading.asides import Aside
from annotator.ui.reading.cursor import Edge, ReadingCursor
from annotator.ui.reading.keyed_moves import KeyedMoves, Move
from annotator.ui.reading.mark import Heading
from annotator.ui.reading.surface import ReadingSurface

_BACK, _ON = Direction.BACK, Direction.ON
_SPOKEN = 2_000  # code points of a passage that are announced


class StandIn(Protocol):
    """A widget that shows the article in place of the view, and speaks for it."""

    def shows(self, span: Span) -> bool:
        """Return whether a line of a passage is seen."""

    def say(self, message: str) -> None:
        """Announce words."""


class KeyboardReader(ReadingSurface):
    """Shows a text with a reading cursor and a selection, both moved by keys."""

    selection_changed = Signal(object)  # Span | None
    moved = Signal()  # the sentence or the selection changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reading = ReadingCursor()
        self.selects_words = True  # with the mouse
        self.stand_in: StandIn | None = None  # what lies over the view and shows the same
        self.keyed = KeyedMoves(self, self.moves(), {"Esc": self.clear})
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_article(self, heading: Heading, text: str, language: str) -> None:
        """Show another article from its beginning, without marks; `language` is a BCP 47 tag."""
        selected = self.selection()
        self.show_words(heading, text, letter_forms(language, text))
        self.reading = ReadingCursor(text, language, self.sheet.flow.blocks)
        self.show_scene(replace(self.scene, sentence=self.reading.sentence))
        self.setAccessibleName(heading.headline)
        self.changed.emit()
        if selected is not None:
            self.selection_changed.emit(None)

    def set_language(self, language: str) -> None:
        """Show the same text as one in another language, a BCP 47 tag."""
        if language != self.reading.language:
            self.reading.set_language(language)
            with self._place_kept():
                self.sheet.set_forms(letter_forms(language, self.reading.text))
            self.follow(reveal=False)

    @override
    def set_asides(self, asides: Sequence[Aside]) -> None:
        super().set_asides(asides)
        self.reading.pass_by(self.sheet.flow.asides.excluded)
        if self.reading.ends is None:
            self.show_scene(replace(self.scene, sentence=self.reading.sentence))

    def read_at(self, place: int) -> None:
        """Read the sentence at a code point, with nothing selected, without scrolling."""
        self.reading.read(place)
        self.follow(reveal=False)

    def select(self, span: Span | None) -> None:
        """Select a passage, grown to whole characters, or nothing."""
        if span is None:
            self.reading.read(self.reading.place)
        else:
            self.reading.choose(span.start, span.end)
        self.follow(reveal=False)

    def selection(self) -> Span | None:
        """Return the selected span; None without a selection."""
        return self.reading.selection

    def passage(self) -> Span | None:
        """Return the passage that an action uses: the selection, otherwise the current sentence."""
        span = self.reading.selection or self.reading.sentence
        return span.trimmed(self.reading.text) if span else None

    def find_words(self, query: str, *, backwards: bool = False) -> Span | None:
        """Select the next or previous occurrence of words, wrapping around; None without any.

        Case does not matter, nor whether quotes are straight and white space is single.
        """
        text, place, here = self.reading.text, self.reading.place, self.selection()
        if backwards:
            found = find.hit_before(text, query, here.start if here else place)
        else:
            found = find.hit_beyond(text, query, here.end if here else place)
        if found:
            self.read_at(found.start)
            self.reading.choose(found.start, found.end)
            self.follow()
        return found

    def find_all(self, query: str) -> list[Span]:
        """Return every occurrence of words, compared as in `find_words`."""
        return list(find.hits(self.reading.text, query))

    def set_found(self, spans: Sequence[Span]) -> None:
        """Highlight all hits of a search."""
        self.show_scene(replace(self.scene, found=tuple(sorted(spans))))

    def select_all(self) -> None:
        """Select the whole text."""
        if self.reading.text:
            self.reading.choose(0, len(self.reading.text))
            self.follow(reveal=False)

    def copy(self) -> None:
        """Put the exact words of the passage on the clipboard."""
        if span := self.passage():
            QGuiApplication.clipboard().setText(span.of(self.reading.text))

    def next_sentence(self) -> None:
        """Read the next sentence."""
        self.move_cursor(partial(self.reading.step, _ON))

    def previous_sentence(self) -> None:
        """Read the previous sentence."""
        self.move_cursor(partial(self.reading.step, _BACK))

    def extend_word(self, direction: Direction) -> None:
        """Move the active end of the selection by one word."""
        self.move_cursor(partial(self.reading.extend_word, direction))

    def extend_clause(self, direction: Direction) -> None:
        """Move the active end of the selection by one clause."""
        self.move_cursor(partial(self.reading.extend_clause, direction))

    def choose_end(self, edge: Edge) -> None:
        """Make one end of the selection the active one."""
        self.move_cursor(partial(self.reading.choose_end, edge))

    def collapse(self, direction: Direction) -> None:
        """Collapse the selection to a caret at one of its ends, or move the caret by a word."""
        self.move_cursor(partial(self.reading.collapse, direction))

    def sideways(self, move: Callable[[Direction], None], arrow: Direction) -> None:
        """Move as an arrow key points: in a right-to-left paragraph, left is forwards."""
        ends, flow = self.reading.ends, self.sheet.flow
        index = flow.blocks.at(ends.moving if ends else self.reading.place)
        leftwards = bool(len(flow.blocks)) and flow.paragraph(index).leftwards
        move(Direction(-arrow.value) if leftwards else arrow)

    def go_in_paragraph(self, edge: Edge) -> None:
        """Read the first or the last sentence of the paragraph."""
        self.move_cursor(partial(self.reading.go_in_paragraph, edge))

    def go_in_article(self, edge: Edge) -> None:
        """Read the first or the last sentence of the article."""
        self.move_cursor(partial(self.reading.go_in_article, edge))

    def turn_page(self, direction: Direction) -> None:
        """Scroll by a page and read there; at the end of the article, go to its last sentence."""
        before, height = self.sheet.scroll, self.sheet.height
        self.scroll_by(direction.value * (height - 2 * self.sheet.face.line))
        if self.sheet.scroll == before:
            self.go_in_article(Edge.END if direction is _ON else Edge.START)
        elif self.reading.blocks:
            third = self.sheet.in_flow(QPointF(self.sheet.beginning, height / 3))
            self.reading.read(self.sheet.flow.position_at(third))
            self.follow(reveal=False)

    def clear(self) -> bool:
        """Clear the selection or the caret, and return whether there was one."""
        if self.reading.ends is None:
            return False
        self.reading.read(self.reading.place)
        self.follow(reveal=False)
        return True

    def move_cursor(self, move: Callable[[], object]) -> None:
        """Call a function that moves the cursor, and show the result."""
        move()
        self.follow()

    def follow(self, *, reveal: bool = True) -> None:
        """Show the cursor's sentence and selection, and emit the signals of what changed."""
        ends, sentence = self.reading.ends, self.reading.sentence
        before = self.scene.ends.span if self.scene.ends else None
        selected = ends.span if ends else None
        self.show_scene(replace(self.scene, ends=ends, sentence=None if selected else sentence))
        if reveal and (shown := Span(ends.moving, ends.moving + 1) if ends else sentence):
            self.reveal(shown)
        if selected != before:
            self.selection_changed.emit(selected)
        self._speak()
        self.moved.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = self.keyed.find(event)
        if move is None or move() is False:
            event.ignore()

    def moves(self) -> dict[str, Move]:
        """Return what keys do here, by its id in the key map."""
        return _moves(self)

    def say(self, message: str) -> None:
        """Announce words."""
        speech.say(self, message)

    def _speak(self) -> None:
        span = None if self.stand_in else self.passage()  # which follows `moved`
        if span:
            marks = self.scene.marks.overlapping(span)
            aside = self.sheet.flow.asides.telling(self.reading.blocks.at(span.start))
            message = speech.wording(span.of(self.reading.text)[:_SPOKEN], marks)
            self.say(f"{aside}. {message}" if aside else message)


def _moves(reader: KeyboardReader) -> dict[str, Move]:
    sideways = reader.sideways
    return {
        "read.next_sentence": reader.next_sentence,
        "read.previous_sentence": reader.previous_sentence,
        "read.word_right": partial(sideways, reader.extend_word, _ON),
        "read.word_left": partial(sideways, reader.extend_word, _BACK),
        "read.clause_right": partial(sideways, reader.extend_clause, _ON),
        "read.clause_left": partial(sideways, reader.extend_clause, _BACK),
        "read.start": partial(reader.choose_end, Edge.START),
        "read.end": partial(reader.choose_end, Edge.END),
        "read.caret_right": partial(sideways, reader.collapse, _ON),
        "read.caret_left": partial(sideways, reader.collapse, _BACK),
        "read.paragraph_start": partial(reader.go_in_paragraph, Edge.START),
        "read.paragraph_end": partial(reader.go_in_paragraph, Edge.END),
        "read.article_start": partial(reader.go_in_article, Edge.START),
        "read.article_end": partial(reader.go_in_article, Edge.END),
        "read.page_down": partial(reader.turn_page, _ON),
        "read.page_up": partial(reader.turn_page, _BACK),
        "read.select_all": reader.select_all,
        "edit.copy": reader.copy,
    }
