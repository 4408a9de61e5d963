"""The code of the current record, such as C1, in a chip."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from annotator.ui.theming import fonts


class CodeChip(QLabel):
    """Shows a code as current (filled) or as let go (dashed)."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "code")
        self.setFont(fonts.strong(fonts.chip(self.font())))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_here(self, *, is_here: bool) -> None:
        """Show the record as current, or as let go."""
        look = "code" if is_here else "code_away"
        if self.property("look") != look:
            self.setProperty("look", look)
            self.style().unpolish(self)
            self.style().polish(self)
