"""Keeps in view what a person is at in something that scrolls."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

_MARGIN = 12  # pixels above and below


def part_in_use(field: QWidget, room: int) -> QRect:
    """Return what of a field must be seen: all of it, or the line of the cursor.

    `room` is the height of what scrolls in pixels; the line stands for a text that is higher.
    """
    if isinstance(field, QPlainTextEdit) and field.height() > room:
        return field.cursorRect()
    return field.rect()


def bring_into_view(field: QWidget) -> None:
    """Scroll what a field is in until it is seen, if it is in anything that scrolls."""
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
