"""While the window is put together, no part of it comes up as a window of its own."""

import pytest
from PySide6.QtCore import QEvent, QObject
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
