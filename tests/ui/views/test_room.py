"""A panel that is worked in gets room, and folding one changes no width."""

import pytest
from PySide6.QtCore import QSettings

from annotator.app import open_window
from annotator.importers import codebook
from annotator.storage.project import create_project
from annotator.ui.views.dock import Dock


@pytest.fixture
def window(tmp_path, qtbot):
    """The window of an empty project, as it is at the first start."""
    QSettings().clear()
    path = tmp_path / "Trial.annotator"
    create_project(path, "Trial", codebook.named("standard"), tmp_path / "seen").close()
    window = open_window(path)
    qtbot.addWidget(window)
    window.resize(1300, 700)
    window.show()
    qtbot.wait(50)
    return window


def docks(window):
    return [window.findChild(Dock, f"dock.{panel.name}") for panel in window.desk.panels]


def test_a_panel_that_is_worked_in_grows_and_the_others_give_way(window, qtbot):
    heights = [dock.height() for dock in docks(window)]

    window.desk.sentiment.needed.emit()
    qtbot.wait(20)

    grown = [dock.height() for dock in docks(window)]
    assert grown[1] > heights[1]
    assert sum(grown) == sum(heights)


def test_a_panel_with_room_enough_moves_nothing(window, qtbot):
    window.desk.sentiment.needed.emit()
    qtbot.wait(20)
    heights = [dock.height() for dock in docks(window)]

    window.desk.sentiment.needed.emit()
    qtbot.wait(20)

    assert [dock.height() for dock in docks(window)] == heights


def test_folding_a_panel_leaves_the_others_as_wide(window, qtbot):
    claims, sentiment, _ = docks(window)
    width = claims.width()

    sentiment.set_folded(True)
    qtbot.wait(20)

    assert claims.width() == width
