"""A panel can be folded and floated."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolButton

from annotator.ui.theme import Scheme, Theme
from annotator.ui.views.dock import Dock
from annotator.ui.widgets.section import SectionHeader


@pytest.fixture
def dock(qtbot):
    """A dock in a window."""
    window = QMainWindow()
    qtbot.addWidget(window)
    theme = Theme(QApplication.instance(), Scheme.LIGHT)
    dock = Dock("dock.trial", QLabel("inside"), SectionHeader("Trial"), theme)
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(600, 500)
    window.show()
    yield dock
    theme.set_scheme(Scheme.DARK)


def test_folded_only_the_header_is_left(dock):
    dock.set_folded(True)

    assert dock.is_folded()
    assert dock.maximumHeight() < 60


def test_unfolded_everything_is_back(dock):
    dock.set_folded(True)
    dock.set_folded(False)

    assert not dock.is_folded()
    assert dock.widget().findChild(QLabel).isVisible()


def test_its_buttons_fold_and_float(dock):
    fold, *_, take_out = dock.titleBarWidget().findChildren(QToolButton)

    fold.click()
    take_out.click()

    assert dock.is_folded()
    assert dock.isFloating()
