"""Requests of the system to end the program: signals, or logging out."""

import signal
import socket
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication

_NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT", "SIGBREAK")  # not every system has them all


class Ending(QObject):
    """Emits a signal when the system asks the program to end, also while a dialog is open.

    Python runs its handlers only between two of its own instructions, and an event loop that
    waits runs none: so the number of the signal is written to a socket that the loop watches.
    """

    end_requested = Signal()  # the program is to end now
    save_requested = Signal()  # it is to save, and may be ended any moment after that

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self.is_asked = False
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)  # noqa: FBT003 - the name is Python's own
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        app.commitDataRequest.connect(self.save_requested)
        self._former_fd = -1
        self._former: dict[int, Any] = {}

    def watch(self) -> None:
        """Install the handlers; call it on the main thread."""
        self._former_fd = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        for name in _NAMES:
            if number := getattr(signal, name, None):
                self._former[number] = signal.signal(number, _let_loop_answer)

    def unwatch(self) -> None:
        """Restore the former handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_fd)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        for end in (self._reading, self._writing):
            end.close()

    def _read(self) -> None:
        numbers = self._reading.recv(4096)
        if any(number in self._former for number in numbers):
            self.is_asked = True
            self.end_requested.emit()


def _let_loop_answer(_number: int, _frame: FrameType | None) -> None:
    """Do nothing here: the number is in the socket already."""
