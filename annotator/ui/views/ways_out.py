"""The remedies of an error, as buttons beside its message."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.domain.errors import AnnotatorError, Remedy
from annotator.i18n import N_, tr
from annotator.ui.theming import fonts
from annotator.ui.widgets.enter_button import EnterButton

REMEDIES: Final = {
    Remedy.COPY: ("project.save_copy", N_("Save a copy…")),
    Remedy.CHECK: ("project.check", N_("Check project…")),
    Remedy.RESTORE: ("project.restore", N_("Restore backup…")),
}
"""The action that each way out is, and what its button says, to be translated."""


class RemedyButtons(QWidget):
    """A button for each remedy of the last error; hidden without any."""

    action_requested = Signal(str)  # an action's id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status.ways_out")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._buttons = {way: self._button(*named) for way, named in REMEDIES.items()}
        for button in self._buttons.values():
            row.addWidget(button)
        self.clear()

    def offer(self, error: AnnotatorError) -> None:
        """Show the remedies of an error."""
        for way, button in self._buttons.items():
            button.setVisible(way in error.remedies)
        self.setVisible(bool(error.remedies))

    def clear(self) -> None:
        """Hide the buttons."""
        self.hide()

    def _button(self, action_id: str, text: str) -> QPushButton:
        button = EnterButton(tr(text))
        button.setObjectName(f"way.{action_id}")
        button.setFont(fonts.small(self.font()))
        button.setFocusPolicy(
            Qt.FocusPolicy.TabFocus
        )  # a click must not move the focus, as the button is hidden then
        button.clicked.connect(lambda: self.action_requested.emit(action_id))
        return button
