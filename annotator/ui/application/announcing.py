"""What a screen reader says at once, wherever the keyboard is."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Let a screen reader, if there is one, say words when it has finished what it is saying.

    Of a window that is not shown yet nothing is said.
    """
    if not message or not widget.window().isVisible():
        return
    from PySide6.QtGui import (  # noqa: PLC0415 - 2 ms of the start, which has nothing to say
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
