"""A list with shortcuts for its current row."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeyEvent, QKeySequence
from typing_extensions import override

from annotator.ui.application.keyboard import presses
from annotator.ui.widgets.row_view import RowView


class KeyedList(RowView):
    """Runs the function of a key, given by name, as `Return`, or by the id of an action."""

    def __init__(self, runs: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._runs = runs

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = QKeySequence(event.keyCombination()).toString()
        found = (run for name, run in self._runs.items() if keys == name or presses(event, name))
        if run := next(found, None):
            run()
        else:
            super().keyPressEvent(event)
