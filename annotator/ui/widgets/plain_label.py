"""Labels whose text is never markup, as a person may have written it."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotator.ui.theming import fonts

L = TypeVar("L", bound=QLabel)


def plain(label: L, ink: str, name: str = "") -> L:
    """Let a label show plain text in a colour of the palette, and return it."""
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("ink", ink)
    return label


def small(label: L, ink: str, name: str = "") -> L:
    """Let a label show plain text in small type, and return it."""
    label.setFont(fonts.small(label.font()))
    return plain(label, ink, name)
