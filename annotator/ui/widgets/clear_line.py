"""A field for words to search, with a sign at its end that clears it."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QToolButton
from typing_extensions import override

from annotator.ui.theming import icons
from annotator.ui.theming.palette import shown_in


class ClearLine(QLineEdit):
    """Draws the sign in the colours of the program; Qt's own is black on white in every scheme."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholderText=placeholder, clearButtonEnabled=True)
        self._draw_sign()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_sign()

    def _draw_sign(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setIcon(icons.icon("clear", shown_in(self).second))
