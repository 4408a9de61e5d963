"""Places and keys as they are in a window that begins on the left, in one that may be mirrored."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QStyle


def from_start(part, whole):
    """Return a rectangle or point of a widget as it would be if the widget began on the left."""
    direction = whole.layoutDirection()
    if isinstance(part, QPoint):
        return QStyle.visualPos(direction, whole.rect(), part)
    return QStyle.visualRect(direction, whole.rect(), QRect(part))


def onwards():
    """Return the arrow key that goes on along a line of the interface."""
    return Qt.Key.Key_Left if _is_mirrored() else Qt.Key.Key_Right


def backwards():
    """Return the arrow key that goes back along a line of the interface."""
    return Qt.Key.Key_Right if _is_mirrored() else Qt.Key.Key_Left


def arrow_onwards():
    """Return the arrow that points along a line of the interface."""
    return "←" if _is_mirrored() else "→"


def _is_mirrored():
    return QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
