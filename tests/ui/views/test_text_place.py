"""A bar over the text is placed when it needs to be, and then the window rests."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTextEdit

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
