"""Thin separator lines."""

from PySide6.QtWidgets import QFrame, QWidget


def rule() -> QFrame:
    """Return a separator line for a layout."""
    line = QFrame()
    line.setProperty("look", "rule")
    line.setFixedHeight(1)
    return line


def placed_rule(parent: QWidget) -> QFrame:
    """Return a separator line that its parent places."""
    line = QFrame(parent)
    line.setProperty("look", "rule")
    return line
