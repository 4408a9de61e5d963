"""A label for a text of any length and script, such as a value that somebody typed."""

from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QTextDocument, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget
from typing_extensions import override

from annotator.ui.dialogs.dialog_widgets import TextLabel
from annotator.ui.theming import fonts
from annotator.ui.widgets.plain_text import PlainText

_WIDEST: Final = 280  # pixels of a word that is not broken
_SPARE: Final = 2  # pixels below the last line, which is scrolled to otherwise


def value_label(text: str, *, ink: str = "") -> QWidget:
    """Return a label for a value; one with a very long word breaks it, as an address."""
    label = ValueLabel(text, ink=ink)
    is_wide = label.minimumSizeHint().width() > fonts.pixels(_WIDEST)
    return BrokenValue(text, ink=ink) if is_wide else label


class ValueLabel(TextLabel):
    """Plain text that wraps and can be selected; its size is found by one layout for each width.

    By itself, such a label is laid out forty times before it is shown. That takes long where the
    font lacks letters of the text, as of a Chinese one: every other font is asked for each.
    """

    def __init__(self, text: str, *, ink: str = "") -> None:
        super().__init__(text, ink=ink)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    @override
    def setText(self, text: str) -> None:
        self._measures: dict[int, tuple[int, int]] = {}
        super().setText(text)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measures.clear()
        super().changeEvent(event)

    @override
    def minimumSizeHint(self) -> QSize:
        least, _ = self._measured(0)
        return QSize(least, self.fontMetrics().height())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        _, height = self._measured(width)
        return height

    def _measured(self, width: int) -> tuple[int, int]:
        """Return the size of the text in lines of a width, as the label paints it."""
        if width not in self._measures:
            document = _laid_out(self, self.text(), width, QTextOption.WrapMode.WordWrap)
            size = ceil(document.idealWidth()), ceil(document.size().height())
            self._measures[width] = size
        return self._measures[width]


class BrokenValue(PlainText):
    """Plain text as in a label, with words that are broken where they are wider than it is."""

    def __init__(self, text: str, *, ink: str = "") -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "value")
        self.setProperty("ink", ink)
        self.document().setDocumentMargin(0)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setPlainText(text)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def heightForWidth(self, width: int) -> int:
        anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
        height = _laid_out(self, self.toPlainText(), width, anywhere).size().height()
        return ceil(height) + _SPARE

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # what is around it scrolls


def _laid_out(label: QWidget, text: str, width: int, mode: QTextOption.WrapMode) -> QTextDocument:
    """Return a text in lines of a width, as a label paints it."""
    document, option = QTextDocument(), QTextOption()
    option.setWrapMode(mode)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    document.setDefaultTextOption(option)
    document.setPlainText(text)
    document.setTextWidth(width)
    return document
