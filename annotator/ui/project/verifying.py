"""Verifies the open project in the background."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from annotator.i18n import ngettext, tr
from annotator.ui.application.task import Task

_AFTER: Final = 3000  # milliseconds; after the first article is shown
_AGAIN: Final = 1000  # milliseconds

Look = Callable[[Callable[[], bool]], Iterator[str]]
"""Yields what is wrong with a project, as long as what it is given says that this is wanted."""


class Verification(QObject):
    """Verifies the project of a window once, on a connection of the worker thread."""

    found = Signal(str)  # one or two sentences

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._look = look
        self._is_wanted = True
        self._found: list[str] = []
        window.installEventFilter(self)
        QTimer.singleShot(_AFTER, self, self.begin)

    def begin(self) -> None:
        """Start verifying, unless the window is closed."""
        if not self._is_wanted:
            return
        task = Task(lambda: self._look(lambda: self._is_wanted), self)
        task.yielded.connect(self._found.append)
        task.finished.connect(self._tell)
        task.start()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:  # the window waits for its workers
            self._is_wanted = False
        return False

    def _tell(self) -> None:
        if not self._is_wanted or not self._found:
            return
        if QApplication.activeModalWidget():  # one question at a time
            QTimer.singleShot(_AGAIN, self, self._tell)
            return
        first, count = self._found[0], len(self._found)
        more = ngettext(
            "The check found {count} more problem.",
            "The check found {count} more problems.",
            count - 1,
        )
        advice = tr("Save a copy of the project before you continue.")
        self.found.emit(" ".join([first, *([more] if count > 1 else []), advice]))
