"""The article with its marks, for mouse and keyboard."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget
from typing_extensions import override

from annotator.ui.application.keyboard import ENTER
from annotator.ui.reading import picking
from annotator.ui.reading.marked import MarkedReader
from annotator.ui.reading.menu_place import menu_place
from annotator.ui.reading.pointer import Pointer

_TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class ArticleView(MarkedReader):
    """Shows one article to be read and marked. The text is never changed or taken from Qt.

    All positions are code points, spans half-open, and selections whole characters as users
    see them.
    """

    mark_clicked = Signal()  # the mark that was just picked with the mouse
    mark_opened = Signal(str)  # the id of a mark
    menu_requested = Signal(QPoint, bool)  # where on the screen, and whether for the current mark
    entered = Signal()  # Enter was pressed
    link_opened = Signal()  # the link in the heading was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = Pointer(self)
        self._pointer.mark_clicked.connect(self._pick_at)
        self._pointer.mark_doubled.connect(self._open_at)
        self._pointer.mark_meant.connect(self._mean_at)
        self._is_link_pressed = False
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setMouseTracking(True)

    @override
    def event(self, event: QEvent) -> bool:
        # before Qt takes the key to move the focus
        if isinstance(event, QKeyEvent) and _is_tab(event) and (move := self.keyed.find(event)):
            move()
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~_KEYPAD:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            from html import escape  # noqa: PLC0415 - as in widgets.typed

            found = picking.at(self.page(), self.sheet.in_flow(QPointF(event.pos())))
            tooltip = escape(found[0].description) if found else ""
            QToolTip.showText(event.globalPos(), f"<p>{tooltip}</p>" if tooltip else "", self)
            return True
        return super().viewportEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_link_pressed = self.sheet.is_link(event.position())
        if self._is_link_pressed:
            event.accept()
        elif event.button() == Qt.MouseButton.LeftButton:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._pointer.press(event.position(), extends=extends, exact=_is_exact(event))
        else:
            event.ignore()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pointer.double(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_link = not event.buttons() and self.sheet.is_link(event.position())
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)
        self._pointer.move(event.position(), exact=_is_exact(event))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_pressed, self._is_link_pressed = self._is_link_pressed, False
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if was_pressed and self.sheet.is_link(event.position()):
            self.link_opened.emit()
        self._pointer.release(event.position())

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos(), self._pointer.mean(QPointF(event.pos())))
        else:
            self.ask_menu(menu_place(self.viewport(), self.sheet, self.passage()))

    def ask_menu(self, place: QPoint) -> None:
        """Request the menu of the selection, otherwise the current mark, otherwise the sentence."""
        mark_id = self.scene.current
        is_mark = mark_id is not None and self.is_in_sight(mark_id)
        self.menu_requested.emit(place, self.selection() is None and is_mark)

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


def _is_tab(event: QKeyEvent) -> bool:
    is_pressed = event.type() == QEvent.Type.KeyPress and event.key() in _TABS
    return is_pressed and not event.modifiers() & ~_SHIFT


def _is_exact(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
