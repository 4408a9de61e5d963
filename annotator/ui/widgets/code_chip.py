"""The short code of what is worked on, such as C1, filled with the accent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.ui.theming import fonts


class CodeChip(QLabel):
    """Shows a code as what is here."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "code")
        self.setFont(fonts.strong(fonts.chip(self.font())))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
