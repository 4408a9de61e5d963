"""Where the context menu opens when it is requested by a key."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span
from annotator.ui.reading.sheet import Sheet


def menu_place(viewport: QWidget, sheet: Sheet, passage: Span | None) -> QPoint:
    """Return the point on the screen below the visible part of a passage; otherwise the middle."""
    window = viewport.rect()
    rows = sheet.rows(passage).intersected(window) if passage else window
    x = window.right() - sheet.left if viewport.isRightToLeft() else sheet.left
    y = window.center().y() if rows.isEmpty() or rows == window else rows.bottom()
    return viewport.mapToGlobal(QPoint(round(x), y))
