"""A list whose keys do something with the current row."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView
from typing_extensions import override


class KeyedList(QListView):
    """Runs what a key stands for, given as it is written: `A`, `Shift+A`, `Return`."""

    def __init__(self, runs: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self._runs = runs
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if run := self._runs.get(QKeySequence(event.keyCombination()).toString()):
            run()
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window: they are its keys."""
