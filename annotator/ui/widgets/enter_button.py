"""Buttons that can also be pressed with Enter."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.keys import is_enter


class EnterButton(QPushButton):
    """A button that Enter presses, as Space does; it is never the default of a dialog."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def flush_button(text: str) -> EnterButton:
    """Return a flat button, aligned with the text above and below."""
    button = EnterButton(text.replace("&", "&&"))
    button.setProperty("look", "flush")
    button.setFont(fonts.small(button.font()))
    return button
