"""A bar over the text is placed when it needs to be, and then the window rests."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMainWindow, QTextEdit, QWidget

from annotator.ui.views.text_place import TextPlace
from annotator.ui.views.zone_bar import ZoneBar


class Requests(QObject):
    """Counts how often a widget is asked for a new layout."""

    def __init__(self, watched):
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def test_a_bar_that_is_shown_lets_the_window_rest(qtbot):
    bar = ZoneBar()
    place = TextPlace(QTextEdit(), [bar], [])
    qtbot.addWidget(place)
    place.resize(700, 500)
    place.show()
    bar.ask("Boilerplate? 1 line", [("take", "Exclude 1 line (Z)"), ("next", "Next (L)")])
    requests = Requests(bar)

    qtbot.wait(50)

    assert requests.count < 5
    assert bar.geometry().bottom() == place.rect().bottom()


@pytest.fixture
def placed(qtbot):
    """A bar over a text in a window, and a sheet of the window; returns all three."""
    bar, window = ZoneBar(), QMainWindow()
    place, sheet = TextPlace(QTextEdit(), [bar], []), QWidget(window)
    qtbot.addWidget(window)
    window.setCentralWidget(place)
    window.resize(700, 500)
    place.keep_beside(sheet)
    window.show()
    bar.ask("Boilerplate? 1 line", [("take", "Exclude 1 line (Z)"), ("next", "Next (L)")])
    yield place, bar, sheet
    window.close()


@pytest.mark.parametrize(("sheet_at", "bar_at"), [(400, (0, 400)), (-50, (250, 450))])
def test_a_bar_stands_beside_a_sheet_that_is_shown(placed, sheet_at, bar_at):
    place, bar, sheet = placed

    sheet.setGeometry(sheet_at, 0, 300, 500)
    sheet.show()

    assert (bar.x(), bar.width()) == bar_at
    sheet.hide()
    assert (bar.x(), bar.width()) == (0, place.width())


def test_a_bar_follows_the_edge_of_a_sheet(placed):
    _, bar, sheet = placed
    sheet.setGeometry(400, 0, 300, 500)
    sheet.show()

    sheet.move(500, 0)

    assert (bar.x(), bar.width()) == (0, 500)


def test_a_bar_with_hardly_any_room_beside_a_sheet_lies_under_it(placed):
    place, bar, sheet = placed

    sheet.setGeometry(200, 0, 500, 500)
    sheet.show()

    assert bar.width() == place.width()
