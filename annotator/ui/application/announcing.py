"""Announcements for screen readers, whatever has the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Let a screen reader, if there is one, say a text after what it is saying.

    Nothing is announced for a window that is not shown yet.
    """
    if not message or not widget.window().isVisible():
        return
    from PySide6.QtGui import (  # noqa: PLC0415 - 2 ms of the start, which has nothing to say
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
