"""The bar over the text that asks about lines proposed for exclusion."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.i18n import tr
from annotator.ui.widgets.enter_button import EnterButton
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.plain_label import plain

_MOST = 4
_GAP = 16


class ZoneBar(QWidget):
    """A question with buttons; hidden when there is nothing to ask."""

    choice_made = Signal(str)  # the name of a choice

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("zone_bar")
        self.setAccessibleName(tr("Suggested boilerplate"))
        self._words = plain(QLabel(), "second", "zone.words")
        self._buttons = [self._button() for _ in range(_MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        line = FlowLayout(gap=_GAP)
        column.addLayout(line)
        for part in (self._words, *self._buttons):
            line.addWidget(part)
        self.hide()

    def ask(self, question: str, choices: Sequence[tuple[str, str]]) -> None:
        """Show a question and at most four choices, each with its name and its text."""
        self._words.setText(question)
        self._words.setFixedHeight(self._buttons[0].sizeHint().height())
        for button in self._buttons[len(choices) :]:
            button.hide()
        for button, (name, explanation) in zip(self._buttons, choices, strict=False):
            button.setObjectName(f"zone.{name}")
            button.setText(explanation)
            button.show()
        self.show()

    def _button(self) -> QPushButton:
        button = EnterButton()
        button.setProperty("look", "flush")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._choose(button))
        return button

    def _choose(self, button: QPushButton) -> None:
        self.choice_made.emit(button.objectName().removeprefix("zone."))
