"""Scrolls to the focused part of a scroll area."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

_MARGIN = 12  # pixels above and below


def part_in_use(field: QWidget, room: int) -> QRect:
    """Return the part of a field that must be visible: all of it, or the line of the cursor.

    `room` is the height of the scroll area in pixels; the line is used for a higher text.
    """
    if isinstance(field, QPlainTextEdit) and field.height() > room:
        return field.cursorRect()
    return field.rect()


def bring_into_view(field: QWidget) -> None:
    """Scroll to a field, if it is in a scroll area."""
    area = field.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    inside = area.widget() if area is not None else None
    if area is None or inside is None:
        return
    part = part_in_use(field, area.viewport().height())
    top = field.mapTo(inside, part.topLeft()).y()
    for edge in (top + part.height(), top):
        area.ensureVisible(0, edge, 0, _MARGIN)
