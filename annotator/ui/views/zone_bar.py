"""The bar above the text that asks about lines which may not be the article."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

_MOST = 4


class ZoneBar(QWidget):
    """One sentence and what can be done about it; hidden when there is nothing to ask."""

    asked = Signal(str)  # the name of a choice

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("zone_bar")
        self.setAccessibleName("Lines that may not be the article")
        self._words = QLabel()
        self._words.setObjectName("zone.words")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("ink", "second")
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._buttons = [self._button() for _ in range(_MOST)]
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(16)
        line.addWidget(self._words)
        for button in self._buttons:
            line.addWidget(button)
        line.addStretch(1)
        self.hide()

    def ask(self, words: str, choices: Sequence[tuple[str, str]]) -> None:
        """Show a sentence and at most four choices, each with its name and its words."""
        self._words.setText(words)
        for button in self._buttons[len(choices) :]:
            button.hide()
        for button, (name, told) in zip(self._buttons, choices, strict=False):
            button.setObjectName(f"zone.{name}")
            button.setText(told)
            button.show()
        self.show()

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", "flush")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose(button))
        return button

    def _choose(self, button: QPushButton) -> None:
        self.asked.emit(button.objectName().removeprefix("zone."))
