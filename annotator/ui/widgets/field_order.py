"""The keyboard order of the fields of a form."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.widgets.in_view import bring_into_view
from annotator.ui.widgets.tabbing import follow_on, last_stop


class FieldOrder(QObject):
    """Moves the focus from a finished field to the next one, in the order of Tab."""

    ended = Signal()

    def __init__(self, parent: QObject, fields: Sequence[QWidget]) -> None:
        super().__init__(parent)
        self._fields = tuple(fields)
        for before, after in zip(self._fields, self._fields[1:], strict=False):
            follow_on(last_stop(before), after)

    def go_on(self, field: QWidget) -> None:
        """Focus the next field that can be filled in."""
        place = self._fields.index(field)
        open_ones = (f for f in self._fields[place + 1 :] if f.isVisible() and f.isEnabled())
        if after := next(open_ones, None):
            enter(after)
        else:
            self.ended.emit()


def enter(field: QWidget) -> None:
    """Focus a field as Tab does, and scroll to it."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_view(field)
