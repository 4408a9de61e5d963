"""Parts of the window that are not needed at first, created while the program is idle."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_AFTER: Final = 300  # milliseconds; opening a project continues after the first paint


class Idle(QObject):
    """Runs steps one by one after a widget was first painted, with events in between.

    A step must take less than 30 ms, so that keys are answered in time. A widget that is hidden,
    such as a closed window, runs none.
    """

    def __init__(self, seen: QWidget, steps: Iterator[object]) -> None:
        super().__init__(seen)
        self._seen, self._steps = seen, steps
        self._timer = QTimer(self, interval=_AFTER)
        self._timer.timeout.connect(self._step)
        seen.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start()
        return False

    def _step(self) -> None:
        is_seen = self._seen.isVisible()
        self._timer.setInterval(0 if is_seen else _AFTER)  # or it would keep a processor busy
        if is_seen and next(self._steps, self) is self:
            self._timer.stop()
