"""While the window is put together, no part of it comes up as a window of its own."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget


class _Shown(QObject):
    """Notes every window that is shown."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self.windows += [watched] if watched.isWindow() else []
        return False


@pytest.fixture
def shown(qapp):
    """The windows that are shown during a test."""
    filter_ = _Shown()
    qapp.installEventFilter(filter_)
    yield filter_.windows
    qapp.removeEventFilter(filter_)


def test_only_the_window_is_shown(workspace, claim, shown, window_of):
    window = window_of(workspace)
    window.desk.focus.pick_claim(claim)
    window.arrangement.column.set_names([panel.name for panel in window.desk.panels], [])
    QApplication.processEvents()

    assert shown == [window]


@pytest.mark.parametrize("height", [760, 900, 1000])
def test_a_window_of_another_size_is_painted_once_it_is_laid_out(sample_window, height):
    window = sample_window
    names = ("claim.text", "claim.claimant", "sentiment.list", "sentiment.target")
    wording, claimant, listed, target = (window.findChild(QWidget, name) for name in names)
    overlaps = []

    def lies_over(upper, lower):
        if not (upper and lower and upper.isVisible() and lower.isVisible()):
            return False
        below = lower.mapTo(window, QPoint(0, 0)).y()
        return below <= upper.mapTo(window, upper.rect().bottomLeft()).y()

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Paint:
                overlaps.append(lies_over(wording, claimant) or lies_over(listed, target))
            return False

    claimant.installEventFilter(watch := Watch(window))
    listed.viewport().installEventFilter(watch)
    for _ in range(8):
        window.desk.text.next_mark()
        window.windowHandle().resize(1366, 740)  # as a window manager does
        QApplication.processEvents()
        window.windowHandle().resize(1910, height)
        QApplication.processEvents()

    assert overlaps
    assert not any(overlaps)
