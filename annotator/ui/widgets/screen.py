"""The screen of a widget, and the room on it."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_FRAME: Final = QSize(8, 40)
"""What the desktop may put around a window, in pixels."""


def screen_of(widget: QWidget) -> QScreen:
    """Return the screen with the centre of a widget's window, otherwise the first one.

    `QWidget.screen` would give the screen to the widget to own, and it is destroyed with the
    widget: the next dialog then ends the process (PySide 6.11).
    """
    return screen_at(widget.window().frameGeometry().center())


def screen_at(point: QPoint) -> QScreen:
    """Return the screen at a point of the desktop, otherwise the first one."""
    return QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()


def room_for(window: QWidget) -> QSize:
    """Return the maximum size of a window or a dialog on its screen, in pixels."""
    return screen_of(window).availableSize() - _FRAME


def popup_place(wanted: QRect, window: QRect | None = None) -> QRect:
    """Return the position of a popup, moved so that it is within the screen.

    If a window is given, it is also kept within that.
    """
    available = screen_at(wanted.center()).availableGeometry()
    if window is not None and window.intersects(available):
        available &= window
    place = QRect(wanted.topLeft(), wanted.size().boundedTo(available.size()))
    place.moveRight(min(place.right(), available.right()))
    place.moveBottom(min(place.bottom(), available.bottom()))
    place.moveLeft(max(place.left(), available.left()))
    place.moveTop(max(place.top(), available.top()))
    return place
