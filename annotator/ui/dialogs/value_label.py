"""A label for a text of any length and script, such as a value that somebody typed."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QTextDocument, QTextOption
from typing_extensions import override

from annotator.ui.dialogs.dialog_widgets import TextLabel


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
            document = QTextDocument()
            document.setUndoRedoEnabled(False)
            document.setDocumentMargin(0)
            document.setDefaultFont(self.font())
            document.setDefaultTextOption(_option())
            document.setPlainText(self.text())
            document.setTextWidth(width)
            size = ceil(document.idealWidth()), ceil(document.size().height())
            self._measures[width] = size
        return self._measures[width]


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    return option
