"""The article with its marks, as mouse and keys meet them."""

from collections.abc import Sequence, Set
from html import escape

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.language import Direction
from annotator.ui.reading import picking, speech
from annotator.ui.reading.index import MarkIndex
from annotator.ui.reading.mark import Mark, MarkKind
from annotator.ui.reading.menu_place import menu_place
from annotator.ui.reading.pointer import Pointer
from annotator.ui.reading.reader import Reader

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ArticleView(Reader):
    """Shows one article to be read and marked. The text is never changed or taken from Qt.

    All positions are code points, spans half-open, and selections whole characters as people
    see them.
    """

    mark_picked = Signal(object)  # str, the id of a mark | None
    mark_clicked = Signal()  # the mark that was picked just now, with the mouse
    mark_opened = Signal(str)  # the id of a mark
    menu_asked = Signal(QPoint, bool)  # where on the screen, and whether for the current mark
    mark_missed = Signal()  # Enter was pressed where no mark is current and in sight

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = Pointer(self)
        self._pointer.mark_clicked.connect(self._pick_at)
        self._pointer.mark_doubled.connect(self._open_at)
        self._pointer.mark_meant.connect(self._mean_at)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these marks instead of the ones before; only what changed is painted."""
        self.show_scene(replace(self.scene, marks=MarkIndex(marks)))

    def change_marks(self, gone: Set[str], came: Sequence[Mark]) -> None:
        """Take some marks away by their ids, and show others, new or in place of former ones."""
        self.show_scene(replace(self.scene, marks=self.scene.marks.changed(gone, came)))

    def pick_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Show which mark is the current one, and scroll to it if asked; emits nothing."""
        self.show_scene(replace(self.scene, current=mark_id))
        passages = self.scene.passages(mark_id)
        if reveal and passages:
            if self.reading.selection is None:
                self.reading.read(passages[0].start)
                self.show_scene(replace(self.scene, sentence=self.reading.sentence, chosen=None))
            self.reveal(passages[0])

    def mark_here(self, kind: MarkKind | None = None) -> str | None:
        """Return the id of the mark that is meant: the current one, when it is in sight.

        Otherwise it is the only one of the passage, which becomes the current one.
        """
        current = self.scene.current
        if current and self._is_meant(current, kind):
            return current
        passage = self.passage()
        marks = self.scene.marks.overlapping(passage) if passage else []
        found = [mark for mark in marks if self._is_meant(mark.id, kind)]
        if len(found) != 1:
            return None
        self._pick(found[0], place=self.reading.place)
        return found[0].id

    def is_in_sight(self, mark_id: str) -> bool:
        """Return whether a line of a mark is seen in the window."""
        passages = self.scene.passages(mark_id)
        if self.stand_in:
            return any(self.stand_in.shows(span) for span in passages)
        window, half = self.viewport().rect(), self.sheet.face.line // 2
        rows = (self.sheet.rows(span) for span in passages)
        return any(window.intersected(each).height() >= half for each in rows)

    def next_mark(self) -> bool:
        """Make the next mark the current one; return whether there is one."""
        return self._pick_neighbour(Direction.ON)

    def previous_mark(self) -> bool:
        """Make the mark before the current one; return whether there is one."""
        return self._pick_neighbour(Direction.BACK)

    def next_overlapping(self) -> None:
        """Go round the marks that overlap where reading stands."""
        cursor, scene = self.reading, self.scene
        found = picking.overlapping(scene.marks, cursor.place, cursor.sentence)
        if mark := picking.after(found, scene.current):
            self._pick(mark, place=cursor.place)

    @override
    def clear(self) -> bool:
        """Give up the selection or the caret, else the current mark; return whether one was."""
        if super().clear():
            return True
        had_mark = self.scene.current is not None
        if had_mark:
            self.show_scene(replace(self.scene, current=None))
            self.mark_picked.emit(None)
        return had_mark

    @override
    def event(self, event: QEvent) -> bool:
        # before Qt takes the key to move the focus
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            stepped = event.key() == Qt.Key.Key_Tab and self.next_mark()
            if stepped or (event.key() == Qt.Key.Key_Backtab and self.previous_mark()):
                event.accept()
                return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.next_overlapping()
        elif event.key() in _OPENING and not event.modifiers() & ~_KEYPAD:
            self._open_here()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = picking.at(self.page(), self.sheet.in_flow(QPointF(event.pos())))
            words = escape(found[0].description) if found else ""
            QToolTip.showText(event.globalPos(), f"<p>{words}</p>" if words else "", self)
            return True
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._pointer.press(event.position(), extends=extends)
        else:
            event.ignore()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer.move(event.position())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.release(event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos(), self._pointer.mean(QPointF(event.pos())))
        else:
            self.ask_menu(menu_place(self.viewport(), self.sheet, self.passage()))

    def ask_menu(self, place: QPoint) -> None:
        """Ask for the menu of what is here: the selection, else the mark, else the sentence."""
        self.menu_asked.emit(place, self.selection() is None and self.mark_here() is not None)

    def _is_meant(self, mark_id: str, kind: MarkKind | None) -> bool:
        marks = self.scene.marks
        is_one = mark_id in marks and (kind is None or marks[mark_id].kind is kind)
        return is_one and self.is_in_sight(mark_id)

    def _open_here(self) -> None:
        if mark_id := self.mark_here():
            self.mark_opened.emit(mark_id)
        else:
            self.mark_missed.emit()

    def _pick(self, mark: Mark, *, place: int) -> None:
        """Make a mark the current one because a person chose it."""
        self.reading.read(place)
        self.show_scene(replace(self.scene, current=mark.id))
        self.follow(reveal=False)
        self.reveal(mark.spans[0])
        words = speech.wording(mark.spans[0].of(self.reading.text), [mark])
        (self.stand_in or self).say(words)
        self.mark_picked.emit(mark.id)

    def _pick_neighbour(self, direction: Direction) -> bool:
        mark = picking.neighbour(
            self.scene.marks, self.scene.current, self.reading.place, direction
        )
        if mark:
            self._pick(mark, place=mark.spans[0].start)
        return mark is not None

    def _pick_at(self, point: QPointF, place: int) -> None:
        found = picking.at(self.page(), self.sheet.in_flow(point))
        if mark := picking.after(found, self.scene.current):
            self._pick(mark, place=place)
            self.mark_clicked.emit()

    def _mean_at(self, point: QPointF, place: int) -> None:
        found = picking.at(self.page(), self.sheet.in_flow(point))
        if mark := picking.keeping(found, self.scene.current):
            self._pick(mark, place=place)

    def _open_at(self, point: QPointF) -> None:
        found = picking.at(self.page(), self.sheet.in_flow(point))
        ids = [mark.id for mark in found]
        if ids:
            self.mark_opened.emit(self.scene.current if self.scene.current in ids else ids[0])
