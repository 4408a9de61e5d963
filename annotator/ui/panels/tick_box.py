"""A check box with the interface of a row of choices."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from annotator.ui.theming import fonts
from annotator.ui.widgets.field_height import field_height
from annotator.ui.widgets.keys import is_enter
from annotator.ui.widgets.typed import tooltip


class TickBox(QCheckBox):
    """A check box whose value is saved like that of other fields."""

    chosen = Signal(bool)
    finished = Signal()

    def __init__(self, text: str, details: str = "") -> None:
        super().__init__(text)
        self.setFont(fonts.button(self.font()))
        self.setMinimumHeight(field_height(self.font()))  # like the boxes of a row of choices
        self.setToolTip(tooltip(details))
        self.setAccessibleDescription(details)
        self.clicked.connect(self.chosen)

    def begin(self, ticked: bool) -> None:  # noqa: FBT001 - a setter's value
        """Show the value of another record."""
        self.setChecked(ticked)

    def set_chosen(self, ticked: bool) -> None:  # noqa: FBT001 - a setter's value
        """Show a value without emitting a signal."""
        self.setChecked(ticked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)
