"""Qt's own boxes, with the contract of a row of choices."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox
from typing_extensions import override

from annotator.ui.widgets.choice_row import Choice
from annotator.ui.widgets.typed import tooltip


class OptionBox(QComboBox):
    """One of several values, for a field whose choices need not be in sight."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        for row, choice in enumerate(choices):
            self.addItem(choice.name, choice.code)
            self.setItemData(row, tooltip(choice.tooltip), Qt.ItemDataRole.ToolTipRole)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def begin(self, code: str) -> None:
        """Show what another record has."""
        self.set_chosen(code)

    def set_chosen(self, code: str) -> None:
        """Show what is chosen, without saying so."""
        self.setCurrentIndex(self.findData(code))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel: scrolling past must not change anything."""
        event.ignore()


class TickBox(QCheckBox):
    """Something that is so or not."""

    chosen = Signal(bool)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(self.chosen)

    def begin(self, ticked: bool) -> None:  # noqa: FBT001 - a setter's value
        """Show what another record has."""
        self.setChecked(ticked)

    def set_chosen(self, ticked: bool) -> None:  # noqa: FBT001 - a setter's value
        """Show whether it is so, without saying so."""
        self.setChecked(ticked)
