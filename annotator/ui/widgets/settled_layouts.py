"""Laying a window out before it is painted."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_NESTED: Final = 8  # layouts, each of which asks the one around it when it changes


class SettledLayouts(QObject):
    """Lets every layout of a window end before the window is painted.

    A layout that changes posts a request to the one around it, and Qt puts that behind the painting
    that was asked for before: the same was painted twice, first in the wrong place. A window of
    another size is painted at once: when it hears of that, its layouts have asked already.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Resize):
            for _ in range(_NESTED):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return False
