"""The article in one of Qt's text widgets, in which screen readers can move by characters."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import QEvent, QMargins, QMimeData, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPalette,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit
from typing_extensions import override

from annotator.domain.span import Span
from annotator.ui.reading import speech
from annotator.ui.reading.mark import Heading
from annotator.ui.reading.narration import Narration, standing
from annotator.ui.reading.native_marks import NativeMarks
from annotator.ui.reading.qt_text import QtText
from annotator.ui.reading.strip import MarkStrip
from annotator.ui.reading.view import ArticleView

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_LETTER_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_CARET, _AIR = 3, 16  # pixels


class NativeText(QPlainTextEdit):
    """Lies over a reading view and shows the same article, cursor, selection and marks.

    The view keeps the state: keys go to it, except those that move by characters and words,
    and a caret or selection set by the mouse or a screen reader is passed on to it.
    """

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view.viewport())  # other children of a scroll area are not told
        self.setObjectName("article_text.native")
        self._view = view
        self._text = QtText()
        self._is_following = False
        self._narration = Narration()
        self._marks = NativeMarks(self.document(), view)
        self._shown: object = None  # the flash that was scrolled to
        self._heading = QLabel(self, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._heading.linkActivated.connect(lambda _: view.link_opened.emit())
        _make_readable(self)
        self.cursorPositionChanged.connect(self._hand_over)
        self.selectionChanged.connect(self._hand_over)
        view.changed.connect(self._follow)
        view.moved.connect(self._narrate)
        self._follow()

    def begin(self) -> None:
        """Cover the view, and take the keyboard focus from it if it has it."""
        had_focus = self._view.hasFocus()
        self.addActions(self._view.actions())
        self._view.stand_in = self
        self._view.setFocusProxy(self)
        _cover(self._view, covered=True)
        self.show()
        if had_focus:
            self.setFocus()

    def end(self) -> None:
        """Uncover the view, give it the keyboard focus back, and delete this widget."""
        had_focus = self.hasFocus()
        self._view.stand_in = None
        self._view.setFocusProxy(None)  # type: ignore[arg-type]
        self._view.changed.disconnect(self._follow)
        self._view.moved.disconnect(self._narrate)
        _cover(self._view, covered=False)
        self.hide()
        if had_focus:
            self._view.setFocus()
        self.deleteLater()

    def shows(self, span: Span) -> bool:
        """Return whether a line of a passage is visible."""
        top = self.cursorRect(self._cursor(span.start, span.start)).top()
        bottom = self.cursorRect(self._cursor(span.end, span.end)).bottom()
        half = self.fontMetrics().height() // 2
        return top + half <= self.viewport().height() and bottom - half >= 0

    def say(self, message: str) -> None:
        """Announce words at once, before what a screen reader says about the caret."""
        speech.say(self, message)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in _KEYS and not _walks(event):
            return self._view.event(event)
        return super().event(event)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # not the menu of Qt, which would copy what Qt has made of the text
        here, selection = self.cursorForPosition(event.pos()), self.textCursor()
        is_inside = selection.selectionStart() <= here.position() < selection.selectionEnd()
        if event.reason() is QContextMenuEvent.Reason.Mouse and not is_inside:
            self.setTextCursor(here)
        self._view.ask_menu(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        copied, span = QMimeData(), self._view.selection()
        copied.setText(span.of(self._text.source) if span else "")
        return copied

    def _follow(self) -> None:
        """Show the same as the view."""
        with self._following():
            reading = self._view.reading
            if reading.text is not self._text.source:
                self._load(reading.text)
            if self._view.sheet.face.font != self.font():
                self.setFont(self._view.sheet.face.font)
            self._head()
            self._fit()
            self._colour()
            self._marks.follow()
            self._place_caret()

    def _load(self, text: str) -> None:
        self._text = QtText(text)
        self._narration = Narration()
        self._marks.show_text(self._text)
        self.setPlainText(self._text.display_text())

    def _head(self) -> None:
        heading = self._view.sheet.heading
        self.setAccessibleName(heading.headline)
        self._heading.setText(_marked_up(heading, self._view.colours.accent.name()))

    def _colour(self) -> None:
        colours, role, palette = self._view.colours, QPalette.ColorRole, self.palette()
        palette.setColor(role.Base, colours.paper)
        palette.setColor(role.Text, colours.ink)
        palette.setColor(role.Highlight, colours.selected)
        palette.setColor(role.HighlightedText, colours.ink)
        if palette != self.palette():
            self.setPalette(palette)

    def _place_caret(self) -> None:
        reading, scene = self._view.reading, self._view.scene
        chosen = reading.ends
        ends = (chosen.anchor, chosen.moving) if chosen else (reading.place, reading.place)
        here, wanted = self.textCursor(), self._cursor(*ends)
        if (here.anchor(), here.position()) != (wanted.anchor(), wanted.position()):
            self.setTextCursor(wanted)
            self.ensureCursorVisible()
        if scene.flash and scene.flash is not self._shown:
            self._reveal(scene.flash)
        self._shown = scene.flash

    def _reveal(self, span: Span) -> None:
        if not self.shows(span):
            line = self.document().findBlock(self._text.to_qt(span.start)).firstLineNumber()
            self.verticalScrollBar().setValue(max(0, line - 3))

    def _cursor(self, anchor: int, moving: int) -> QTextCursor:
        cursor, last = QTextCursor(self.document()), self.document().characterCount() - 1
        cursor.setPosition(min(self._text.to_qt(anchor), last))
        cursor.setPosition(min(self._text.to_qt(moving), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _hand_over(self) -> None:
        """Move the view's cursor to the caret, which the mouse, a key or a screen reader moved."""
        if self._is_following:
            return
        cursor, reading = self.textCursor(), self._view.reading
        anchor = self._text.to_code_points(cursor.anchor())
        moving = self._text.to_code_points(cursor.position())
        chosen = reading.ends
        if chosen and (chosen.anchor, chosen.moving) == (anchor, moving):
            return
        reading.choose(anchor, moving)
        self._view.follow()

    def _narrate(self) -> None:
        view = self._view
        message = self._narration.moved(view.reading, view.scene.marks, view.sheet.flow.asides)
        if message:
            self.say(message)
        else:
            self.setAccessibleDescription(standing(view.reading))

    @contextmanager
    def _following(self) -> Iterator[None]:
        """Let the block change caret and text without passing that on to the view."""
        before, self._is_following = self._is_following, True
        yield
        self._is_following = before

    def _fit(self) -> None:
        """Take the geometry and the column of the view."""
        sheet = self._view.sheet
        self.setGeometry(self._view.viewport().rect())
        right = max(0, self._view.viewport().width() - sheet.margin - round(sheet.flow.width))
        sides = (right, sheet.margin) if sheet.flow.leftwards else (sheet.margin, right)
        inset = self.viewport().x() - self.viewportMargins().left()  # of the style
        inset += round(self.document().documentMargin())
        width = round(sheet.flow.width) - 2 * inset
        above = self._heading.heightForWidth(width) + 2 * _AIR
        self._heading.setGeometry(sides[0] + inset, _AIR, width, above - 2 * _AIR)
        margins = QMargins(sides[0], above, sides[1], 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)


def _walks(event: QKeyEvent) -> bool:
    """Return whether a key moves by characters or words, which Qt handles."""
    pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    plain, ctrl = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    return event.key() in _LETTER_KEYS and pressed in (plain, ctrl)


def _marked_up(heading: Heading, ink: str) -> str:
    details, span = escape(heading.details), heading.link_span
    if span:
        before, after = heading.details[: span.start], heading.details[span.end :]
        # Qt would keep the ink of the scheme in which the words were set
        link = f'<a href="#" style="color: {ink}">{escape(heading.link)}</a>'
        details = f"{escape(before)}{link}{escape(after)}"
    notes = f"<br>{escape(heading.notes)}" if heading.notes else ""
    return f"<b>{escape(heading.headline)}</b><br>{details}{notes}"


def _make_readable(text: QPlainTextEdit) -> None:
    """Allow a caret in a text that cannot be edited."""
    text.setReadOnly(True)
    flag = Qt.TextInteractionFlag
    text.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
    text.setUndoRedoEnabled(False)
    text.setAcceptDrops(False)
    text.setFrameShape(QFrame.Shape.NoFrame)
    text.setCursorWidth(_CARET)
    text.setTabChangesFocus(True)


def _cover(view: ArticleView, *, covered: bool) -> None:
    """Hide scroll bar and mark strip of a covered view, or show them again."""
    policy = Qt.ScrollBarPolicy
    bar = policy.ScrollBarAlwaysOff if covered else policy.ScrollBarAlwaysOn
    view.setVerticalScrollBarPolicy(bar)
    for strip in view.findChildren(MarkStrip):
        strip.setVisible(not covered)
