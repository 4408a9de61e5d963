"""A field of several lines of plain text, at the side where its text begins."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotator.domain.direction import begins_leftwards


class PlainText(QPlainTextEdit):
    """Right-to-left text begins at the right, as in Qt's other fields but not in its own of these.

    The first letter decides for all paragraphs, the interface where there is none.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(self._align)
        self._align()

    def _align(self) -> None:
        document = self.document()
        option = document.defaultTextOption()
        sides = Qt.AlignmentFlag
        side = sides.AlignRight if self._begins_leftwards() else sides.AlignLeft
        if option.alignment() != side:  # every paragraph is laid out again
            option.setAlignment(side)
            document.setDefaultTextOption(option)

    def _begins_leftwards(self) -> bool:
        block = self.document().firstBlock()
        while block.isValid():
            leftwards = begins_leftwards(block.text())
            if leftwards is not None:
                return leftwards
            block = block.next()
        return self.isRightToLeft()
