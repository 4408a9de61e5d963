"""A field of several lines that grows with its content and commits by itself."""

from math import ceil

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget
from typing_extensions import override

from annotator.domain.text import one_line, uniform_line_ends
from annotator.ui.widgets.auto_field import AutoField, run_menu
from annotator.ui.widgets.draft import PAUSE, Surface
from annotator.ui.widgets.field_height import field_height
from annotator.ui.widgets.in_view import bring_into_view
from annotator.ui.widgets.keys import ask_window, is_ctrl_enter, is_enter, is_undo
from annotator.ui.widgets.plain_text import PlainText

_MARGIN = 1.5
# Qt scrolls as soon as the text comes within a pixel of the edge
_EDGE = 1
_OFTEN = 12  # times that a height is set in one go, from which on it only grows
_HIGHEST = 1_000_000  # pixels; Qt has no higher widgets than some sixteen times that


class AutoText(AutoField, PlainText):
    """Commits when the focus leaves, in pauses while typing, and on Enter or Ctrl+Enter.

    Shift+Enter begins a line where the text may have several paragraphs. It is as high as its text,
    from the first number of `lines` up to the second, if there is one, and then scrolls; there is
    room for the whole placeholder. What is quoted from elsewhere is not `checks_spelling`.
    """

    _fits = 0  # how often its height was set since events were last processed
    menu_requested = Signal(QMenu, int)  # its menu, and the place in the text, in UTF-16 units

    def __init__(
        self,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        lines: tuple[int, int | None] = (1, None),
        single_paragraph: bool = False,
        checks_spelling: bool = True,
        pause: int = PAUSE,
    ) -> None:
        super().__init__(parent)
        self.checks_spelling = checks_spelling
        self._lines = lines
        self._single = single_paragraph
        self._arrange(placeholder)
        self._keep_draft(Surface(self._read, self._write), pause)
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._follow_cursor)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            ask_window(self, event)
        elif event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
            event.ignore()
        elif self._keeps(event):
            self.draft.confirm()
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        reasons = Qt.FocusReason
        if event.reason() not in (reasons.PopupFocusReason, reasons.ActiveWindowFocusReason):
            self._deselect()

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(one_line(text) if self._single else uniform_line_ends(text))
        self.ensureCursorVisible()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        self.menu_requested.emit(menu, cursor.position())
        run_menu(menu, event.globalPos())

    def _arrange(self, placeholder: str) -> None:
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if self._lines[1] is None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_MARGIN)
        self.setUndoRedoEnabled(False)  # typing is undone in the project, as everywhere
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def _keeps(self, event: QKeyEvent) -> bool:
        is_line = not self._single and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return is_ctrl_enter(event) or (is_enter(event) and not is_line)

    @override
    def _takes(self, event: QKeyEvent) -> bool:
        return super()._takes(event) or self._keeps(event)

    def _deselect(self) -> None:
        """Clear the selection when the focus leaves, as fields of one line do."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def _follow_cursor(self) -> None:
        if self.hasFocus():
            bring_into_view(self)

    def _typed(self) -> None:
        self._fit()
        self.draft.touch()

    @override
    def _read(self) -> str:
        # not toPlainText(), which turns a no-break space into a blank
        return uniform_line_ends(self.document().toRawText())

    def _write(self, value: str) -> None:
        cursor = self.textCursor()
        place = cursor.position()
        self.setPlainText(value)
        cursor = self.textCursor()
        cursor.setPosition(
            min(place, self.document().characterCount() - 1) if self.hasFocus() else 0
        )
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        fewest, most = self._lines
        highest = most * self._line_height() if most else _HIGHEST
        around = self.height() - self.contentsRect().height()
        least = max(fewest * self._line_height(), self._hint_height())
        text = min(max(self._text_height(highest), least), highest)
        height = max(ceil(text + 2 * _MARGIN + _EDGE) + around, field_height(self.font()))
        self._fits += 1
        if self._fits == 1:
            QTimer.singleShot(0, self, self._settle)
        if self._fits > _OFTEN:  # a scroll bar beside it that comes and goes changes its width
            height = max(height, self.height())
        if height != self.height():
            self.setFixedHeight(height)

    def _settle(self) -> None:
        self._fits = 0

    def _line_height(self) -> int:
        # whole pixels, as the text is laid out
        return ceil(QFontMetricsF(self.font()).lineSpacing())

    def _hint_height(self) -> int:
        """Return the height of the placeholder, which wraps: a longer one must not be cut."""
        width = self.viewport().width() - ceil(2 * _MARGIN)
        hint, wrapped = self.placeholderText(), int(Qt.TextFlag.TextWordWrap)
        if not hint or width <= 0:
            return 0
        return self.fontMetrics().boundingRect(0, 0, width, _HIGHEST, wrapped, hint).height()

    def _text_height(self, enough: float) -> float:
        # the last block counts the lower margin as its own
        height, block = -_MARGIN, self.document().firstBlock()
        while block.isValid() and height <= enough:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return height
