"""The screen of a widget."""

from typing import Final

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

FRAME: Final = QSize(8, 40)
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
