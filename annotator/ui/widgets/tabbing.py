"""The order in which Tab goes, for parts that come when the window is there already."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow_on(before: QWidget, *parts: QWidget) -> None:
    """Let Tab come to late parts right behind a widget; Qt puts them behind everything.

    For one that takes no keys, the nearest one before it that does is taken.
    """
    for stop in [stop for part in parts for stop in _stops(part)]:
        QWidget.setTabOrder(_nearest(before), stop)
        before = stop


def last_stop(part: QWidget) -> QWidget:
    """Return the last widget of a part that takes keys; the part itself when none does."""
    return [part, *_stops(part)][-1]


def _stops(part: QWidget) -> list[QWidget]:
    return [widget for widget in (part, *part.findChildren(QWidget)) if _takes_keys(widget)]


def _nearest(widget: QWidget) -> QWidget:
    found = widget
    while not _takes_keys(found) and (before := found.previousInFocusChain()):
        found = before
    return found


def _takes_keys(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
