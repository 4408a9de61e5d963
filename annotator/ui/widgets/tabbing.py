"""The Tab order: of a window, and of parts that are added to it later."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def follow_on(before: QWidget, *parts: QWidget) -> None:
    """Put added parts right after a widget in the Tab order; Qt puts them at its end.

    If the widget takes no focus, the nearest one before it that does is used.
    """
    for stop in [stop for part in parts for stop in _stops(part)]:
        QWidget.setTabOrder(_nearest(before), stop)
        before = stop


def last_stop(part: QWidget) -> QWidget:
    """Return the last widget of a part that takes the focus; the part itself if none does."""
    return [part, *_stops(part)][-1]


def others_in_order(widget: QWidget) -> Iterator[QWidget]:
    """Yield the other widgets of the same window in Tab order, also those that take no focus."""
    here = _step(widget)
    while here is not widget:
        yield here
        here = _step(here)


def next_stop(part: QWidget, *, back: bool = False) -> QWidget | None:
    """Return the next widget of a part for Tab or Shift+Tab, wrapping around.

    None if no widget of it takes the focus.
    """
    start = QApplication.focusWidget()
    begin = start if start is not None and part.isAncestorOf(start) else part
    widget = _step(begin, back=back)
    while widget is not begin:
        if _is_stop(widget, part):
            return widget
        widget = _step(widget, back=back)
    return None


def _step(widget: QWidget, *, back: bool = False) -> QWidget:
    """Return the next widget in Tab order, or the one before.

    PySide 6.11 takes what it returns for a child of `widget`, and drops it and all that is within
    it together with that one, while Qt still uses them: the process ends. Each is given back to its
    parent, up to the window.
    """
    found = widget.previousInFocusChain() if back else widget.nextInFocusChain()
    here = found
    while here is not None:
        parent = here.parentWidget()
        here.setParent(parent)  # nothing changes in Qt
        here = parent
    return cast(QWidget, found)  # the order is a ring


def _is_stop(widget: QWidget, part: QWidget) -> bool:
    has_tab = Qt.FocusPolicy.TabFocus.value & widget.focusPolicy().value
    is_there = widget.isVisibleTo(part) and widget.isEnabled()
    return bool(has_tab) and is_there and part.isAncestorOf(widget) and not widget.focusProxy()


def _stops(part: QWidget) -> list[QWidget]:
    takers = (widget for widget in (part, *part.findChildren(QWidget)) if _takes_keys(widget))
    # the list of a combo box is a window of its own
    return [widget for widget in takers if widget.window() is part.window()]


def _nearest(widget: QWidget) -> QWidget:
    found = widget
    while not _takes_keys(found):
        found = _step(found, back=True)
    return found


def _takes_keys(widget: QWidget) -> bool:
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
