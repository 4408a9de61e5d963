"""A read-only text with added or offered lines shown at their positions."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from typing_extensions import override

from annotator.domain.revision import DiffKind
from annotator.ui.theming import fonts
from annotator.ui.theming.palette import Palette, shown_in
from annotator.ui.widgets.word_row import word_format

_GAP = 8  # pixels between lines, which are paragraphs
_ABOVE = 0.3  # how much of the height is left above the current line


class ShownLine(Struct, frozen=True):
    """One line: of the text itself or added to it; one of them is current."""

    text: str
    is_taken: bool = False
    is_current: bool = False


class InPlace(QTextEdit):
    """Shows lines, the current one highlighted and near the top."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ShownLine, ...] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFont(fonts.reading(15))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_to_current)

    def show_lines(self, lines: Sequence[ShownLine]) -> None:
        """Show these lines, and scroll to the current one, otherwise to the first."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._write()

    def lines(self) -> tuple[ShownLine, ...]:
        """Return the lines that are shown."""
        return self._lines

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines:
            self._write()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def _write(self) -> None:
        palette = shown_in(self)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format(line, palette))
            cursor.insertText(line.text, _format(line, palette))
        cursor.endEditBlock()
        self._timer.start()

    def _go_to_current(self) -> None:
        found = (number for number, line in enumerate(self._lines) if line.is_current)
        block = self.document().findBlockByNumber(next(found, 0))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top - _ABOVE * self.viewport().height()))


def _block_format(line: ShownLine, palette: Palette) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setBottomMargin(_GAP)
    if line.is_current:
        shape.setBackground(palette.accent_ground)
    return shape


def _format(line: ShownLine, palette: Palette) -> QTextCharFormat:
    if line.is_taken:
        return word_format(DiffKind.ADDED, palette)
    shape = word_format(DiffKind.KEPT, palette)
    if line.is_current:
        shape.setForeground(palette.second)
        shape.setFontItalic(True)
    return shape
