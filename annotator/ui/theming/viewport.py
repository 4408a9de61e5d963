"""The viewport and the scroll bar of an area that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def opaque_viewport() -> QWidget:
    """Return a viewport created by PySide, which would otherwise wrap Qt's as a wrong class.

    To find that class it makes 60, at the start of the program. It is opaque, as Qt's own: what
    lies under it is not painted each time.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    return viewport


def keep_room_for_bar(area: QAbstractScrollArea) -> None:
    """Leave room for the scroll bar at any time, and draw it while there is more to see."""
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar = area.verticalScrollBar()
    bar.rangeChanged.connect(lambda _, most: bar.setEnabled(most > 0))
    bar.setEnabled(bar.maximum() > 0)
