"""Long work gives way from a key or a click until the window has painted what it does."""

import sys
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid
from typing_extensions import override

from annotator.giving_way import WINDOW

SWITCH_AFTER: Final = 0.0001
"""The seconds for which a worker that does not rest yet may hold the interpreter lock."""
_ROUNDS: Final = 3
"""Times that the timer comes until what was left for a moment later is done and painted, too."""
_OF_A_PERSON: Final = frozenset(
    {
        QEvent.Type.ShortcutOverride,  # what a key sends first
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
    }
)


class Answering(QObject):
    """Says when the window that has the focus begins to answer a person, and when it has.

    It watches the window of the system, not the widgets: few events arrive there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWindow | None = None
        self._rounds = 0
        self._timer = QTimer(self, interval=0)  # comes after what is painted
        self._timer.timeout.connect(self._look)

    def follow(self, app: QGuiApplication) -> None:
        """Follow the window that has the focus."""
        sys.setswitchinterval(SWITCH_AFTER)
        app.focusWindowChanged.connect(self._move)
        self._move(app.focusWindow())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _OF_A_PERSON:
            WINDOW.begin()
            self._rounds = _ROUNDS
            self._timer.start()
        return False

    def _look(self) -> None:
        self._rounds -= 1
        if self._rounds <= 0:
            self._timer.stop()
            WINDOW.end()

    def _move(self, now: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)
