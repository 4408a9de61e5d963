"""A short tint that shows what was changed from elsewhere."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from annotator.ui.theming.palette import shown_in

TINT_TIME = 700
"""How long the tint stays, in milliseconds."""


def tint(widget: QWidget) -> None:
    """Tint a label for a moment."""
    ground = shown_in(widget).accent_ground.name()
    widget.setStyleSheet(f"background: {ground}; border-radius: 4px;")
    QTimer.singleShot(TINT_TIME, widget, lambda: widget.setStyleSheet(""))
