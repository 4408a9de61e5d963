"""Turns clicks and drags over the text into selections and chosen marks."""

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, QTimer, Signal
from PySide6.QtWidgets import QApplication

from annotator.domain.span import Span
from annotator.language import Direction, whole_words, word_edge
from annotator.language.sentences.edges import WordEdge
from annotator.ui.reading import picking
from annotator.ui.reading.keyboard_reader import KeyboardReader

_PULSE = 30  # milliseconds between two steps of scrolling while dragging beyond an edge


class Pointer(QObject):
    """Follows the left button over a reader. Points are those of the viewport.

    A click moves the cursor, a drag selects, a double click selects the word (and a drag after it
    words) and a third one the sentence; on a mark, clicks are reported instead. A drag selects
    whole words if the reader says so, and single characters when it is `exact`.
    """

    mark_clicked = Signal(object, int)  # QPointF, the code point there
    mark_doubled = Signal(object)  # QPointF
    mark_meant = Signal(object, int)  # QPointF, the code point there: a right click

    def __init__(self, reader: KeyboardReader) -> None:
        super().__init__(reader)
        self._reader = reader
        self._origin: QPointF | None = None
        self._here = QPointF()
        self._anchor: int | None = None  # while dragging
        self._word: Span | None = None  # that was clicked twice, while the button is held
        self._is_exact = False
        self._doubled_at = QPointF()
        self._since_double = QElapsedTimer()
        self._pulse = QTimer(self, interval=_PULSE)
        self._pulse.timeout.connect(self._scroll_on)

    def press(self, point: QPointF, *, extends: bool, exact: bool = False) -> None:
        """Begin a click or a drag; with `extends`, it moves the end of the selection."""
        if not len(self._reader.reading.blocks):
            return
        self._origin, self._here, self._anchor = point, point, None
        self._word, self._is_exact = None, exact
        if extends:
            chosen = self._reader.reading.ends
            self._anchor = chosen.anchor if chosen else self._reader.reading.place
            self._select()

    def double(self, point: QPointF) -> None:
        """Select the word, or report a mark; a third click may follow."""
        self._origin = None
        self._doubled_at = point
        self._since_double.start()
        if not len(self._reader.reading.blocks):
            return
        if self._is_mark(point):
            self.mark_doubled.emit(point)
            return
        text, place = self._reader.reading.text, self._character_near(point)
        edge = self._likely_edge()
        end = edge(text, place, Direction.ON)
        self._word = Span(edge(text, end, Direction.BACK), end)
        self._origin = self._here = point
        self._anchor, self._is_exact = None, False
        self._choose(self._word.start, self._word.end)

    def move(self, point: QPointF, *, exact: bool = False) -> None:
        """Continue the drag, scrolling while the mouse is above or below the window."""
        if self._origin is None:
            return
        self._here, self._is_exact = point, exact
        far = (point - self._origin).manhattanLength() >= QApplication.startDragDistance()
        if self._anchor is None and far:
            self._anchor = self._position(self._origin)
        if self._anchor is not None:
            self._select()
        if 0 <= point.y() < self._reader.sheet.height:
            self._pulse.stop()
        elif not self._pulse.isActive():
            self._pulse.start()

    def release(self, point: QPointF) -> None:
        """End the drag, or handle the click."""
        origin, self._origin = self._origin, None
        word, self._word = self._word, None
        self._pulse.stop()
        if origin is None or (word and self._anchor is None):
            return
        if self._anchor is not None:
            self._tidy()
        elif self._is_third(point):
            self._choose_sentence(self._character_near(point))
        elif self._is_mark(point):
            self.mark_clicked.emit(point, self._character_near(point))
        else:
            self._reader.reading.put_caret(self._position(point))
            self._reader.follow(reveal=False)

    def mean(self, point: QPointF) -> bool:
        """Report the mark under a right click, or move the cursor; return whether it is a mark.

        A selection under it stays.
        """
        reading, place = self._reader.reading, self._character_near(point)
        if reading.selection and reading.selection.holds(place):
            return False
        if self._is_mark(point):
            self.mark_meant.emit(point, place)
            return True
        reading.read(place)
        self._reader.follow(reveal=False)
        return False

    def _select(self) -> None:
        if self._anchor is None:
            return
        anchor, moving = self._anchor, self._position(self._here)
        word = (self._word.start, self._word.end) if self._word else ()
        low, high = min(anchor, moving, *word), max(anchor, moving, *word)
        by_words = self._reader.selects_words or self._word is not None
        if by_words and not self._is_exact and low < high:
            edge = self._likely_edge() if self._word else word_edge
            span = whole_words(self._reader.reading.text, Span(low, high), edge)
            low, high = span.start, span.end
        self._choose(*((low, high) if anchor <= moving else (high, low)))

    def _likely_edge(self) -> WordEdge:
        """Return what finds likely words; it may err, so other selections take any character."""
        from annotator.language.sentences.likely_words import (  # noqa: PLC0415 - for double clicks
            likely_edge,
        )

        return likely_edge(self._reader.reading.text, self._reader.reading.language)

    def _tidy(self) -> None:
        """Trim white space from a selection made by dragging."""
        chosen = self._reader.reading.ends
        if chosen and chosen.span and (span := chosen.span.trimmed(self._reader.reading.text)):
            forwards = chosen.anchor < chosen.moving
            self._choose(*((span.start, span.end) if forwards else (span.end, span.start)))

    def _choose_sentence(self, place: int) -> None:
        if sentence := self._reader.reading.sentence_at(place):
            self._choose(sentence.start, sentence.end)

    def _choose(self, anchor: int, moving: int) -> None:
        self._reader.reading.choose(anchor, moving)
        self._reader.follow(reveal=False)

    def _scroll_on(self) -> None:
        y, height = self._here.y(), self._reader.sheet.height
        beyond = min(y, 0.0) + max(y - height, 0.0)
        self._reader.scroll_by(round(beyond / 2))
        self._select()

    def _is_mark(self, point: QPointF) -> bool:
        return bool(picking.at(self._reader.page(), self._reader.sheet.in_flow(point)))

    def _position(self, point: QPointF) -> int:
        return self._reader.sheet.flow.position_at(self._reader.sheet.in_flow(point))

    def _character_near(self, point: QPointF) -> int:
        """Return the position of the character under a point, otherwise the nearest position."""
        inside = self._reader.sheet.in_flow(point)
        character = self._reader.sheet.flow.character_at(inside)
        return self._position(point) if character is None else character

    def _is_third(self, point: QPointF) -> bool:
        near = (point - self._doubled_at).manhattanLength() < 2 * QApplication.startDragDistance()
        soon = (
            self._since_double.isValid()
            and self._since_double.elapsed() < QApplication.doubleClickInterval()
        )
        self._since_double.invalidate()
        return near and soon
