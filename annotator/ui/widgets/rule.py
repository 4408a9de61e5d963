"""The thin lines between parts."""

from PySide6.QtWidgets import QFrame, QWidget


def rule() -> QFrame:
    """Return a line across a layout."""
    line = QFrame()
    line.setProperty("look", "rule")
    line.setFixedHeight(1)
    return line


def placed_rule(parent: QWidget) -> QFrame:
    """Return a line that its parent places and gives its length, along or across."""
    line = QFrame(parent)
    line.setProperty("look", "rule")
    return line
