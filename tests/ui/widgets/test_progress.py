import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QProgressBar, QToolButton

from annotator.ui.widgets.progress import ProgressStrip
from annotator.ui.widgets.progress_bar import ProgressBar


@pytest.fixture
def strip(qtbot):
    shown = ProgressStrip()
    qtbot.addWidget(shown)
    return shown


def test_nothing_is_shown_while_nothing_goes_on(strip):
    assert strip.isHidden()
    assert strip.text() == ""


def test_words_and_count_are_shown(strip):
    strip.begin("Importing", 1200)
    strip.advance(400)

    assert strip.text() == "Importing: 400 of 1,200"
    assert strip.findChild(QProgressBar).value() == 400


def test_an_unknown_total_shows_the_count_alone(strip):
    strip.begin("Exporting")
    strip.advance(12)

    assert strip.text() == "Exporting: 12"
    assert strip.findChild(QProgressBar).isHidden()


def test_cancel_is_asked_once(qtbot, strip):
    strip.begin("Importing", 3)
    button = strip.findChild(QToolButton, "progress.cancel")

    with qtbot.waitSignal(strip.cancelled):
        button.click()

    assert not button.isEnabled()


def test_the_next_work_can_be_cancelled_again(strip):
    strip.begin("Importing", 3)
    strip.findChild(QToolButton).click()
    strip.end()

    strip.begin("Exporting", 3)

    assert strip.findChild(QToolButton).isEnabled()
    assert strip.findChild(QToolButton).text() == "Cancel"


class Painted(QObject):
    """The values with which a bar was painted."""

    def __init__(self, bar):
        super().__init__(bar)
        self.values = []
        bar.installEventFilter(self)

    def eventFilter(self, bar, event):
        if event.type() == QEvent.Type.Paint:
            self.values.append(bar.value())
        return False


def test_a_new_value_is_painted_with_everything_else(qtbot):
    bar = ProgressBar(maximum=100)
    qtbot.addWidget(bar)
    bar.show()
    painted = Painted(bar)
    qtbot.waitUntil(lambda: bool(painted.values))
    painted.values.clear()

    bar.setValue(50)

    assert not painted.values
    qtbot.waitUntil(lambda: painted.values[:1] == [50])
