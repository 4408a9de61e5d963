"""A list whose keys do something with the current row."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeyEvent, QKeySequence
from typing_extensions import override

from annotator.ui.widgets.row_view import RowView


class KeyedList(RowView):
    """Runs what a key stands for, given as it is written: `A`, `Shift+A`, `Return`."""

    def __init__(self, runs: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._runs = runs

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if run := self._runs.get(QKeySequence(event.keyCombination()).toString()):
            run()
        else:
            super().keyPressEvent(event)
