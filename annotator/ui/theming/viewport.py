"""The viewport of a scrolled area that is painted by the program."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def opaque_viewport() -> QWidget:
    """Return a viewport created by PySide, which would otherwise wrap Qt's as a wrong class.

    To find that class it makes 60, at the start of the program. It is opaque, as Qt's own: what
    lies under it is not painted each time.
    """
    viewport = QWidget()
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    return viewport
